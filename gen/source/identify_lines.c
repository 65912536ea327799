/*
 * NCCI tables come out each quarter. Pair edits count versions, ten a year: v301 is the
 * second quarter of 2024, and a table is cut into slices, f1 to f4. Others name their
 * day or quarter.
 */
#include "gen/source/identify_lines.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/identify_date.h"

enum { PTP_YEAR_0 = 1994 }; /* version 30 + this is 2024 */

/* ---- days ------------------------------------------------------------------------ */

static void set_day(gen_identity *out, int year, int month, int day)
{
    if (!sj_date_from_ymd(year, month, day, &out->from)) {
        gen_identity_refuse(out, GEN_DATELESS);
        return;
    }
    if (day == 1 && month % 3 == 1)
        snprintf(out->release, sizeof out->release, "%04dQ%d", year, (month + 2) / 3);
    else
        sj_date_format(out->from, out->release);
}

/* "q2" -> 2; 0 for any other word. */
static int quarter_of(const char *word)
{
    return word[0] == 'q' && word[1] >= '1' && word[1] <= '4' && word[2] == '\0'
               ? word[1] - '0'
               : 0;
}

static int year_of(const char *word)
{
    long n = gen_word_number(word);
    return strlen(word) == 4 && n >= 1990 && n <= 2099 ? (int)n : 0;
}

/* "2024q2", "v2024q2" */
static bool joined_quarter(const char *word, int *year, int *quarter)
{
    char digits[5] = {0};
    word += word[0] == 'v';
    if (strlen(word) != 6)
        return false;
    memcpy(digits, word, 4);
    *year = year_of(digits);
    *quarter = quarter_of(word + 4);
    return *year && *quarter;
}

/* "2024q2", "v2024q2", "2024 q2" or "q2 2024". */
static bool take_quarter(gen_name *name, int *year, int *quarter)
{
    for (size_t i = 0; i < name->count; i++) {
        if (joined_quarter(name->word[i], year, quarter))
            return name->used[i] = true;
        if (i + 1 == name->count)
            continue;
        const char *a = name->word[i], *b = name->word[i + 1];
        bool year_first = year_of(a) && quarter_of(b);
        if (!year_first && !(quarter_of(a) && year_of(b)))
            continue;
        *year = year_of(year_first ? a : b);
        *quarter = quarter_of(year_first ? b : a);
        return name->used[i] = name->used[i + 1] = true;
    }
    return false;
}

/* "eff 04 01 2024", "effective 04012024" */
static bool take_effective(gen_name *name, int *year, int *month, int *day)
{
    for (size_t i = 0; i + 1 < name->count; i++) {
        if (strcmp(name->word[i], "eff") != 0 &&
            strcmp(name->word[i], "effective") != 0)
            continue;
        long m = gen_word_number(name->word[i + 1]), d = -1, y = -1;
        size_t words = 2;
        if (strlen(name->word[i + 1]) == 8) {
            y = m % 10000;
            d = m / 10000 % 100;
            m = m / 1000000;
        } else if (i + 3 < name->count) {
            d = gen_word_number(name->word[i + 2]);
            y = year_of(name->word[i + 3]);
            words = 4;
        }
        if (m < 1 || d < 1 || y < 1990 || y > 2099)
            return false;
        for (size_t k = i; k < i + words; k++)
            name->used[k] = true;
        *year = (int)y;
        *month = (int)m;
        *day = (int)d;
        return true;
    }
    return false;
}

/* What the words tell of the day; with every word understood. */
static void set_when(gen_identity *out, gen_name *name)
{
    int year, quarter, month, day = 1;
    bool told = take_effective(name, &year, &month, &day);
    if (!told && (told = take_quarter(name, &year, &quarter)))
        month = 3 * quarter - 2;
    if (!told || !gen_name_when(name, 2000).clear)
        gen_identity_refuse(out, GEN_DATELESS);
    else
        set_day(out, year, month, day);
}

/* ---- pair edits and unit limits -------------------------------------------------- */

/* "f1" */
static unsigned slice_of(const char *word)
{
    long n = word[0] == 'f' && strlen(word) <= 3 ? gen_word_number(word + 1) : 0;
    return n > 0 ? (unsigned)n : 0;
}

static void take_slice(gen_name *name)
{
    for (size_t i = 0; i < name->count; i++)
        if (slice_of(name->word[i]))
            name->used[i] = true;
}

/* "ccipra-v301r0-f1" */
static bool identify_medicare_pairs(gen_name *name, gen_identity *out)
{
    bool hospital = gen_name_take(name, "ccioph");
    if (!hospital && !gen_name_take(name, "ccipra"))
        return false;
    gen_identity_kind(out, hospital ? GEN_PTP_HOSPITAL : GEN_PTP_PRACTITIONER);
    const char *version = gen_name_take_prefix(name, "v");
    int n = 0, digits = 0;
    for (; version && version[digits] >= '0' && version[digits] <= '9' && digits < 4;
         digits++)
        n = n * 10 + (version[digits] - '0');
    const char *revision = version ? version + digits : "";
    bool good =
        digits == 3 && n % 10 < 4 &&
        (!*revision || (*revision == 'r' && gen_word_number(revision + 1) >= 0));
    take_slice(name);
    if (!good || !gen_name_when(name, 2000).clear)
        gen_identity_refuse(out, GEN_DATELESS);
    else
        set_day(out, PTP_YEAR_0 + n / 10, n % 10 * 3 + 1, 1);
    return true;
}

/* Words of the longer names, which say nothing that is not known by then. */
static void take_words(gen_name *name)
{
    static const char *const words[] = {
        "medicare",     "medicaid", "mcr",      "mcd",     "ncci",
        "ptp",          "mue",      "edits",    "edit",    "services",
        "practitioner", "hospital", "supplier", "dme",     "outpatient",
        "for",          "and",      "of",       "program",
    };
    static const char *const starts[] = {"practitioner", "outpatienthospital",
                                         "hospital", "dmesupplier", "facility"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        gen_name_take(name, words[i]);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        gen_name_take_prefix(name, starts[i]);
}

/* "MCR_MUE_PractitionerServices_Eff_04-01-2024"; "medicaid-ncci-q2-2026-ptp-edits-
 * practitioner-services" */
static bool identify_services(gen_name *name, gen_identity *out)
{
    bool mue = gen_name_mentions(name, "mue"),
         medicaid =
             gen_name_mentions(name, "medicaid") || gen_name_mentions(name, "mcd"),
         medicare =
             gen_name_mentions(name, "medicare") || gen_name_mentions(name, "mcr");
    int service = gen_name_mentions(name, "practitioner") ? 0
                  : gen_name_mentions(name, "hospital")   ? 1
                  : gen_name_mentions(name, "dme")        ? 2
                                                          : -1;
    if (service < 0 || medicaid == medicare ||
        (!mue && !gen_name_mentions(name, "ptp")))
        return false;
    if (!mue && (medicare || strcmp(name->extension, "txt") != 0))
        return false; /* those of Medicare are called ccipra and ccioph */
    gen_kind first = !mue       ? GEN_PTP_MEDICAID_PRACTITIONER
                     : medicaid ? GEN_MUE_MEDICAID_PRACTITIONER
                                : GEN_MUE_PRACTITIONER;
    gen_identity_kind(out, (gen_kind)((int)first + service));
    take_words(name);
    if (!mue)
        take_slice(name);
    set_when(out, name);
    return true;
}

/* "AOC_V2024Q2-F-MCR" */
static bool identify_addons(gen_name *name, gen_identity *out)
{
    if (!gen_name_take(name, "aoc") || !gen_name_take(name, "mcr"))
        return false;
    gen_name_take(name, "f");
    gen_identity_kind(out, GEN_AOC);
    set_when(out, name);
    return true;
}

/* ---- fee schedule, lists of the user --------------------------------------------- */

/* "PPRRVU2025_Oct", "PPRRVU24_JAN", "PPRRVU2026_Jul_nonQPP" */
static bool identify_fees(gen_name *name, gen_identity *out)
{
    const char *rest = gen_name_take_prefix(name, "pprrvu");
    if (!rest)
        return false;
    gen_identity_kind(out, GEN_PPRRVU);
    if (!gen_name_take(name, "nonqpp") && gen_name_take(name, "qpp"))
        gen_name_take(name, "non");
    long year = gen_word_number(rest);
    gen_when when = gen_name_when(
        name, year < 0 ? 0 : (int)(strlen(rest) == 2 ? year + 2000 : year));
    if (!when.clear || !when.month || when.day)
        gen_identity_refuse(out, GEN_DATELESS);
    else
        set_day(out, when.year, when.month, 1);
    return true;
}

/* What follows `words` words is a day and no more: "-2026-01-01.csv". */
static bool take_list_day(const char *file, const gen_name *name, size_t words,
                          gen_identity *out)
{
    enum { DAY = sizeof "2026-01-01" - 1, DAY_CSV = sizeof "2026-01-01.csv" - 1 };
    const size_t len = strlen(file);
    if (name->count != words + 3 || len < DAY_CSV ||
        !sj_date_parse(file + len - DAY_CSV, DAY, &out->from))
        return false;
    snprintf(out->release, sizeof out->release, "%.10s", file + len - DAY_CSV);
    return true;
}

/* "necessity-2026-01-01.csv" */
static bool identify_necessity(const char *file, gen_name *name, gen_identity *out)
{
    if (!gen_name_take(name, "necessity"))
        return false;
    gen_identity_kind(out, GEN_NECESSITY);
    if (!take_list_day(file, name, 1, out))
        gen_identity_refuse(out, "the name does not tell its effective date: call it "
                                 "necessity-YYYY-MM-DD.csv, or " GEN_STATE_IT);
    return true;
}

/* "service-limits-2026-01-01.csv" */
static bool identify_service_limits(const char *file, gen_name *name, gen_identity *out)
{
    if (!gen_name_take(name, "service") || !gen_name_take(name, "limits"))
        return false;
    gen_identity_kind(out, GEN_SERVICE_LIMITS);
    if (!take_list_day(file, name, 2, out))
        gen_identity_refuse(out, "the name does not tell its effective date: call it "
                                 "service-limits-YYYY-MM-DD.csv, or " GEN_STATE_IT);
    return true;
}

/* ---- all of them ----------------------------------------------------------------- */

/* The text form of what is read as CSV. */
static bool is_text_form(const gen_name *name)
{
    return strcmp(name->extension, "txt") == 0 &&
           (gen_name_mentions(name, "pprrvu") ||
            (gen_name_mentions(name, "mue") &&
             (gen_name_mentions(name, "mcr") || gen_name_mentions(name, "mcd") ||
              gen_name_mentions(name, "medicaid"))));
}

bool gen_identify_lines(const char *file, const gen_name *name, gen_identity *out)
{
    bool csv = strcmp(name->extension, "csv") == 0;
    if (is_text_form(name)) {
        out->verdict = GEN_IS_ASIDE;
        snprintf(out->reason, sizeof out->reason,
                 "the CSV form of the same table is read");
        return true;
    }
    if (!csv && strcmp(name->extension, "txt") != 0)
        return false;
    static bool (*const of_text[])(gen_name *, gen_identity *) = {
        identify_medicare_pairs, identify_services, identify_addons};
    static bool (*const of_csv[])(gen_name *, gen_identity *) = {identify_services,
                                                                 identify_fees};
    size_t count =
        csv ? sizeof of_csv / sizeof of_csv[0] : sizeof of_text / sizeof of_text[0];
    gen_name copy;
    for (size_t i = 0; i < count; i++) {
        gen_name_copy(name, &copy); /* each looks at the words afresh */
        if ((csv ? of_csv : of_text)[i](&copy, out))
            return true;
    }
    gen_name_copy(name, &copy);
    if (csv && identify_necessity(file, &copy, out))
        return true;
    gen_name_copy(name, &copy);
    return csv && identify_service_limits(file, &copy, out);
}

unsigned gen_ptp_slice(const char *file)
{
    gen_name name;
    if (!gen_name_split(file, &name) || name.count == 0)
        return 0;
    return slice_of(name.word[name.count - 1]);
}

bool gen_is_qpp(const char *file)
{
    gen_name name;
    return gen_name_split(file, &name) && gen_name_take(&name, "qpp") &&
           !gen_name_take(&name, "non");
}
