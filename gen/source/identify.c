/*
 * Names first: tables of what is official and left aside and of what is nothing of
 * ours; releases by identify_release.c, identify_table.c and identify_lines.c.
 * Content decides where the name says nothing, and catches a file that is not what its
 * name says.
 */
#include "gen/source/identify.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/identify_lines.h"
#include "gen/source/identify_release.h"
#include "gen/source/identify_table.h"
#include "gen/source/kinds.h"

/* A row fits when the name mentions all `words` and has one of `extensions`. */
typedef struct name_row {
    const char *words[4];
    const char *extensions; /* " txt csv ": each between blanks; NULL: any */
    const char *says;       /* a kind's name, or a reason */
} name_row;

static const name_row asides[] = {
    {{"addenda"}, " txt csv xml ", "addenda: a list of changes, not a release"},
    {{"icd10", "diff"}, " txt ", "a list of changes, not a release"},
    {{"hcpc", "trans"}, " txt prn ", "a list of changes, not a release"},
    {{"hcpc", "corrections"}, " txt prn ", "a list of changes, not a release"},
    {{"poaexemptadd"}, " txt ", "a list of changes, not a release"},
    {{"poaexemptdel"}, " txt ", "a list of changes, not a release"},
    {{"poaexemptrevise"}, " txt ", "a list of changes, not a release"},
    {{"drug"}, " xml txt csv ", "an index of terms: no code set"},
    {{"index"}, " xml txt ", "an index of terms: no code set"},
    {{"neoplasm"}, " xml txt csv ", "an index of terms: no code set"},
    {{"ptp", "changes"}, " txt csv ", "a list of changes, not a release"},
    {{"ptp", "additions"}, " txt csv ", "a list of changes, not a release"},
    {{"ptp", "deletions"}, " txt csv ", "a list of changes, not a release"},
    {{"mue", "changes"}, " txt csv ", "a list of changes, not a release"},
    {{"mue", "additions"}, " txt csv ", "a list of changes, not a release"},
    {{"mue", "deletions"}, " txt csv ", "a list of changes, not a release"},
    {{"icd10pcs", "definitions"}, " xml txt ", "definitions of terms: no code set"},
};

static const name_row strangers[] = {
    {{0}, " xls xlsx xlsm ods ", "spreadsheet: the text form of the release is read"},
    {{0}, " pdf ", "PDF"},
    {{0}, " xsd ", "XML schema"},
    {{0}, " xml ", "XML, and none of the official names"},
    {{0}, " doc docx rtf md htm html ", "a text for people"},
    {{0},
     " zip gz xz bz2 7z tar tgz ",
     "an archive inside an archive: unpack it first"},
    {{0}, " 837 837i 837p 837d x12 edi ndjson ", "claims: input of `check`"},
    {{0}, " json ", "JSON, and none of the official names"},
    {{"readme"}, " txt ", "a text for people"},
    {{"layout"}, " txt ", "record layout: a text for people"},
    {{"lyout"}, " txt ", "record layout: a text for people"},
    {{"proc", "notes"}, " txt ", "processing notes: a text for people"},
};

static bool fits(const name_row *row, const gen_name *name)
{
    char extension[20];
    snprintf(extension, sizeof extension, " %s ", name->extension);
    if (row->extensions && !strstr(row->extensions, extension))
        return false;
    for (size_t i = 0; i < 4 && row->words[i]; i++)
        if (!gen_name_mentions(name, row->words[i]))
            return false;
    return true;
}

static const char *look_up(const name_row *rows, size_t count, const gen_name *name)
{
    for (size_t i = 0; i < count; i++)
        if (fits(&rows[i], name))
            return rows[i].says;
    return NULL;
}

static void say(gen_identity *out, gen_verdict verdict, const char *reason)
{
    out->verdict = verdict;
    snprintf(out->reason, sizeof out->reason, "%s", reason);
}

void gen_later_reason(const char *kind_name, char *out, size_t cap)
{
    snprintf(out, cap, "read by a later version: %s", kind_name);
}

/* ---- content --------------------------------------------------------------------- */

static bool starts(const char *head, size_t len, const char *with)
{
    size_t n = strlen(with);
    return head && len >= n && memcmp(head, with, n) == 0;
}

static bool holds(const char *head, size_t len, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; head && i + n <= len; i++)
        if (memcmp(head + i, part, n) == 0)
            return true;
    return false;
}

static bool digits(const char *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

/* First line of the head without its end; 0 when the head is empty. */
static size_t first_line(const char *head, size_t len)
{
    const char *end = len ? memchr(head, '\n', len) : NULL;
    size_t n = end ? (size_t)(end - head) : len;
    return n > 0 && head[n - 1] == '\r' ? n - 1 : n;
}

static bool is_line(const char *line, size_t len, const char *want)
{
    return len == strlen(want) && memcmp(line, want, len) == 0;
}

/* A record of the add-on codes: type, code, days in their columns. */
static bool is_addon_record(const char *line, size_t len)
{
    return len >= 32 && len <= 97 && line[0] >= '1' && line[0] <= '3' &&
           digits(line, 2, 5) && digits(line, 25, 32);
}

/* Which table of line edits a file without a telling name holds; NULL for none. */
static const char *judge_lines(const char *head, size_t len)
{
    size_t n = first_line(head, len);
    if (is_line(head, n, "policy,procedure,dx,side,from,to,severity,citation"))
        return "content of a necessity list, but the name does not tell its date: call "
               "it necessity-YYYY-MM-DD.csv, or " GEN_STATE_IT;
    if (is_line(head, n, "code,limit,value,from,to,severity,citation"))
        return "content of a list of service limits, but the name does not tell its "
               "date: call it service-limits-YYYY-MM-DD.csv, or " GEN_STATE_IT;
    if (holds(head, len, "Column 1\tColumn 2"))
        return "content of NCCI pair edits, but the name does not tell table and "
               "date: " GEN_STATE_IT;
    if (holds(head, len, " MUE Values,"))
        return "content of NCCI unit limits, but the name does not tell table and "
               "date: " GEN_STATE_IT;
    if (holds(head, len, "HCPCS,MOD,DESCRIPTION,"))
        return "content of the physician fee schedule, but the name does not tell its "
               "date: " GEN_STATE_IT;
    if (is_addon_record(head, n))
        return "content of NCCI add-on codes, but the name does not tell its "
               "date: " GEN_STATE_IT;
    return NULL;
}

/* What a file without a telling name is by its content. */
static void judge_content(const char *head, size_t len, gen_identity *out)
{
    size_t n = first_line(head, len);
    const char *lines = head ? judge_lines(head, len) : NULL;
    if (!head)
        say(out, GEN_IS_STRANGER, "");
    else if (lines)
        say(out, GEN_IS_REFUSED, lines);
    else if (len == 0)
        say(out, GEN_IS_STRANGER, "empty file");
    else if (n >= 78 && digits(head, 0, 5) && head[5] == ' ' && head[13] == ' ' &&
             (head[14] == '0' || head[14] == '1') && head[15] == ' ' && head[76] == ' ')
        say(out, GEN_IS_REFUSED,
            "content of an order file, but the name does not tell system and "
            "date: " GEN_STATE_IT);
    else if (n >= 292 && digits(head, 5, 10) && (head[10] == '3' || head[10] == '7'))
        say(out, GEN_IS_REFUSED,
            "content of a HCPCS file, but the name does not tell its "
            "date: " GEN_STATE_IT);
    else if (is_line(head, n, "code,from,to,billable,short,long"))
        say(out, GEN_IS_REFUSED,
            "content of a code list, but the name does not tell system and date: call "
            "it codes-SYSTEM-YYYY-MM-DD.csv, or " GEN_STATE_IT);
    else if (is_line(head, n, "path,kind,release,from,to"))
        say(out, GEN_IS_STRANGER, "a manifest: give it with --manifest");
    else if (starts(head, len, "ISA") && len >= 106)
        say(out, GEN_IS_STRANGER, "claims: input of `check`");
    else
        say(out, GEN_IS_STRANGER,
            "neither name nor content is that of an official file");
}

/* What XML without a telling name is, if it is ours; else NULL. */
static const char *judge_xml(const char *head, size_t len)
{
    if (holds(head, len, "<ICD10CM.tabular"))
        return "content of a Tabular List, but the name does not tell its "
               "date: " GEN_STATE_IT;
    if (holds(head, len, "<ICD10PCS.tabular"))
        return "content of ICD-10-PCS tables, but the name does not tell their "
               "date: " GEN_STATE_IT;
    return NULL;
}

/* Why content cannot be what an official name says; NULL if it may be. Details are for
 * the readers, which can name a line. */
static const char *contradiction(const char *head, size_t len)
{
    if (head && len == 0)
        return "empty file";
    if (starts(head, len, "%PDF"))
        return "content is PDF, not what the name says";
    if (starts(head, len, "<!") || starts(head, len, "<html") ||
        starts(head, len, "<HTML"))
        return "content is HTML, not what the name says";
    return NULL;
}

void gen_identify(const char *file, const char *head, size_t head_len,
                  gen_identity *out)
{
    *out = (gen_identity){.from = SJ_DATE_MIN, .to = SJ_DATE_OPEN};
    if (starts(head, head_len, "#scrubjay-dump ")) {
        out->verdict = GEN_IS_SOURCE;
        out->kind = GEN_DUMP;
        out->system = SJ_SYSTEM_COUNT;
        snprintf(out->kind_name, sizeof out->kind_name, "dump");
        snprintf(out->release, sizeof out->release, "dump");
        return;
    }
    if (starts(head, head_len, "\xEF\xBB\xBF")) {
        head += 3;
        head_len -= 3;
    }
    gen_name name;
    if (!gen_name_split(file, &name)) {
        judge_content(head, head_len, out);
        return;
    }
    const char *says,
        *stranger = look_up(strangers, sizeof strangers / sizeof strangers[0], &name);
    if (file[0] == '.') {
        say(out, GEN_IS_STRANGER, "hidden file");
    } else if ((says = look_up(asides, sizeof asides / sizeof asides[0], &name))) {
        say(out, GEN_IS_ASIDE, says);
    } else if (gen_identify_lines(file, &name, out) ||
               gen_identify_table(&name, head, head_len, out) ||
               (!stranger && gen_identify_release(file, &name, out))) {
        if (out->verdict == GEN_IS_SOURCE && (says = contradiction(head, head_len)))
            say(out, GEN_IS_REFUSED, says);
    } else if (strcmp(name.extension, "xml") == 0 &&
               (says = judge_xml(head, head_len))) {
        say(out, GEN_IS_REFUSED, says);
    } else if (stranger) {
        say(out, GEN_IS_STRANGER, stranger);
    } else {
        judge_content(head, head_len, out);
    }
}
