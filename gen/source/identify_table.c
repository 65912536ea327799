/*
 * Names and days of the tables that edits are made of. Most follow the fiscal year, and
 * updates name their month. The Code Editor counts versions, one a fiscal year: v33 is
 * that of FY2016, and .1 its April update.
 */
#include "gen/source/identify_table.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/identify_date.h"

enum {
    EDITOR_YEAR_0 = 1983,  /* version 33 + this is fiscal year 2016 */
    LAST_GEMS_YEAR = 2018, /* they were not updated since */
};

/* ---- the Tabular List and the PCS tables ----------------------------------------- */

/* The year of "<version>2016</version>" at the start of the file, 0 if there is none.
 */
static int version_year(const char *head, size_t len)
{
    static const char tag[] = "<version>";
    enum { TAG_LEN = sizeof tag - 1, DIGITS = 4 };
    for (size_t i = 0; head && i + TAG_LEN + DIGITS < len; i++)
        if (memcmp(head + i, tag, TAG_LEN) == 0) {
            char year[DIGITS + 1] = {0};
            memcpy(year, head + i + TAG_LEN, DIGITS);
            return head[i + TAG_LEN + DIGITS] == '<' && gen_word_number(year) > 0
                       ? (int)gen_word_number(year)
                       : 0;
        }
    return 0;
}

/* "icd10cm_tabular_2021", "icd10cm-tabular-April-1-2026-XML", "Tabular" */
static bool identify_tabular(gen_name *name, const char *head, size_t head_len,
                             gen_identity *out)
{
    sj_system system;
    if (strcmp(name->extension, "xml") != 0 || !gen_name_take(name, "tabular"))
        return false;
    bool bare = name->count == 1;
    if (!bare && (!gen_name_take_icd10(name, &system) || system != SJ_ICD10CM))
        return false;
    gen_name_take(name, "full");
    gen_name_take(name, "xml");
    gen_identity_kind(out, GEN_ICD10CM_TABULAR);
    gen_when when = gen_name_when(name, bare ? version_year(head, head_len) : 0);
    gen_identity_icd10(out, &when);
    return true;
}

static bool identify_pcs_tables(gen_name *name, const char *head, size_t head_len,
                                gen_identity *out)
{
    sj_system system;
    (void)head;
    (void)head_len;
    if (strcmp(name->extension, "xml") != 0 || !gen_name_take_icd10(name, &system) ||
        system != SJ_ICD10PCS || !gen_name_take(name, "tables"))
        return false;
    gen_name_take(name, "xml");
    gen_identity_kind(out, GEN_ICD10PCS_TABLES);
    gen_when when = gen_name_when(name, 0);
    gen_identity_icd10(out, &when);
    return true;
}

/* ---- the Code Editor ------------------------------------------------------------- */

/* "v36", "v 36"; "v41 1" and "v 41 1" with the April update of the year */
static bool take_version(gen_name *name, long *version, long *update)
{
    for (size_t i = 0; i < name->count; i++) {
        const char *word = name->word[i];
        if (name->used[i] || word[0] != 'v')
            continue;
        bool apart = word[1] == '\0' && i + 1 < name->count;
        *version = gen_word_number(apart ? name->word[i + 1] : word + 1);
        if (*version < 0)
            continue;
        name->used[i] = true;
        if (apart)
            name->used[++i] = true;
        *update = 0;
        if (i + 1 < name->count && strlen(name->word[i + 1]) == 1 &&
            (*update = gen_word_number(name->word[i + 1])) >= 0)
            name->used[i + 1] = true;
        return true;
    }
    return false;
}

static void set_editor(gen_identity *out, gen_kind kind, gen_name *name)
{
    long version = 0, update = 0;
    gen_identity_kind(out, kind);
    if (!take_version(name, &version, &update) || version < 24 || version > 99 ||
        update < 0 || update > 1 || !gen_name_when(name, 2000).clear) {
        gen_identity_refuse(out, GEN_DATELESS);
        return;
    }
    int year = EDITOR_YEAR_0 + (int)version;
    gen_identity_fiscal_year(out, year);
    snprintf(out->release, sizeof out->release, update ? "v%ld.1" : "v%ld", version);
    if (update)
        sj_date_from_ymd(year, 4, 1, &out->from);
}

/* "MCE_Simple_Code_Edits_v36", "Definitions of Medicare Code Edits_v41.1" */
static bool identify_editor(gen_name *name, const char *head, size_t head_len,
                            gen_identity *out)
{
    (void)head;
    (void)head_len;
    bool simple = gen_name_take(name, "mce") && gen_name_take(name, "simple");
    bool text =
        !simple &&
        (gen_name_take(name, "definitions") || gen_name_take(name, "definition")) &&
        gen_name_take(name, "medicare");
    if ((!simple && !text) || !gen_name_take(name, "code") ||
        !gen_name_take(name, "edits"))
        return false;
    gen_name_take(name, "of");
    gen_name_take(name, "the");
    gen_name_take(name, "i10"); /* "..._v34_I10" */
    set_editor(out, simple ? GEN_MCE_LISTS : GEN_MCE_TEXT, name);
    return true;
}

/* ---- POA exempt lists ------------------------------------------------------------ */

/* "fy26", "apr23", "jan2021", "2019", "": what stands behind "POAexemptCodes". */
static bool read_poa_when(const char *word, gen_when *when)
{
    char month[4] = {word[0], word[0] ? word[1] : '\0', '\0', '\0'};
    if (word[0] && word[1])
        month[2] = word[2];
    bool fiscal = strncmp(word, "fy", 2) == 0;
    when->month = fiscal ? 0 : gen_word_month(month);
    const char *year = word + (fiscal ? 2 : when->month ? 3 : 0);
    long n = gen_word_number(year);
    if (n < 0 || (strlen(year) != 4 && (strlen(year) != 2 || year == word)))
        return false;
    when->year = (int)(n < 100 ? n + 2000 : n);
    return when->year >= 1990 && when->year <= 2099;
}

static bool identify_poa(gen_name *name, const char *head, size_t head_len,
                         gen_identity *out)
{
    (void)head;
    (void)head_len;
    const char *rest = gen_name_take_prefix(name, "poaexemptcodes");
    if (!rest)
        return false;
    gen_identity_kind(out, GEN_POA_EXEMPT);
    gen_when when = {.clear = true};
    if (rest[0]) {
        gen_when more = gen_name_when(name, 2000);
        when.clear = read_poa_when(rest, &when) && more.clear && !more.month;
    } else {
        when = gen_name_when(name, 0);
    }
    gen_identity_icd10(out, &when);
    out->warning[0] = '\0'; /* their updates never bore the October file's name */
    return true;
}

/* ---- crosswalks ------------------------------------------------------------------ */

static bool identify_gems(gen_name *name, const char *head, size_t head_len,
                          gen_identity *out)
{
    (void)head;
    (void)head_len;
    bool dx9 = gen_name_take(name, "i9gem"),
         dx10 = !dx9 && gen_name_take(name, "i10gem");
    bool gem = !dx9 && !dx10 && gen_name_take(name, "gem");
    bool px9 = gem && gen_name_take(name, "i9pcs"),
         px10 = gem && !px9 && gen_name_take(name, "pcsi9");
    if (!dx9 && !dx10 && !px9 && !px10)
        return false;
    gen_identity_kind(out, dx9    ? GEN_GEM_I9
                           : dx10 ? GEN_GEM_I10
                           : px9  ? GEN_GEM_I9PCS
                                  : GEN_GEM_PCSI9);
    gen_when when = gen_name_when(name, 0);
    bool dated = when.year != 0;
    if (!dated)
        when = gen_name_when(name, LAST_GEMS_YEAR);
    if (!when.clear || when.month) {
        gen_identity_refuse(out, GEN_DATELESS);
        return true;
    }
    gen_identity_fiscal_year(out, when.year);
    if (!dated)
        snprintf(out->warning, sizeof out->warning,
                 "taken as the last one, of fiscal year %d: the name does not tell; a "
                 "manifest can state its date",
                 LAST_GEMS_YEAR);
    return true;
}

/* The day behind "effective": "10 1 2018". */
static bool effective_day(const gen_name *name, gen_when *when)
{
    for (size_t i = 0; i + 3 < name->count; i++)
        if (strcmp(name->word[i], "effective") == 0) {
            long m = gen_word_number(name->word[i + 1]),
                 d = gen_word_number(name->word[i + 2]),
                 y = gen_word_number(name->word[i + 3]);
            sj_date day;
            if (m < 1 || d < 1 || y < 1990 || y > 2099 ||
                !sj_date_from_ymd((int)y, (int)m, (int)d, &day))
                return false;
            *when = (gen_when){(int)y, (int)m, (int)d, true};
            return true;
        }
    return false;
}

/* "Jan 2021": a month and the year behind it. */
static bool month_and_year(const gen_name *name, gen_when *when)
{
    for (size_t i = 0; i + 1 < name->count; i++) {
        int month = gen_word_month(name->word[i]);
        long year = gen_word_number(name->word[i + 1]);
        if (month && year >= 1990 && year <= 2099) {
            *when = (gen_when){(int)year, month, 1, true};
            return true;
        }
    }
    return false;
}

/* "ICD-10-CM-Conversion-Table-FY2023-Effective-04-01-2023": when it was updated since
 * says nothing. */
static bool identify_conversion(gen_name *name, const char *head, size_t head_len,
                                gen_identity *out)
{
    (void)head;
    (void)head_len;
    if (!gen_name_mentions(name, "conversion") || !gen_name_mentions(name, "table") ||
        (!gen_name_mentions(name, "icd10") && !gen_name_mentions(name, "icd")))
        return false;
    gen_identity_kind(out, GEN_CONVERSION);
    const char *fiscal = gen_name_take_prefix(name, "fy");
    long year = fiscal ? gen_word_number(fiscal) : -1;
    gen_when when = {0};
    if (!effective_day(name, &when) && !month_and_year(name, &when) && year < 0)
        gen_identity_refuse(out, GEN_DATELESS);
    else if (when.month && !(when.month == 10 && when.day == 1))
        gen_identity_month(out, &when);
    else
        gen_identity_fiscal_year(out, when.month   ? when.year + 1
                                      : year < 100 ? (int)year + 2000
                                                   : (int)year);
    return true;
}

/* ---- all of them ----------------------------------------------------------------- */

bool gen_identify_table(const gen_name *name, const char *head, size_t head_len,
                        gen_identity *out)
{
    static const struct {
        const char *extensions; /* " txt csv ": each between blanks */
        bool (*identify)(gen_name *, const char *, size_t, gen_identity *);
    } identifiers[] = {
        {" xml ", identify_tabular}, {" xml ", identify_pcs_tables},
        {" txt ", identify_editor},  {" txt ", identify_poa},
        {" txt ", identify_gems},    {" xlsx csv txt ", identify_conversion},
    };
    char extension[20];
    gen_name copy;
    snprintf(extension, sizeof extension, " %s ", name->extension);
    for (size_t i = 0; i < sizeof identifiers / sizeof identifiers[0]; i++) {
        if (!strstr(identifiers[i].extensions, extension))
            continue;
        gen_name_copy(name, &copy); /* each looks at the words afresh */
        if (identifiers[i].identify(&copy, head, head_len, out))
            return true;
    }
    return false;
}
