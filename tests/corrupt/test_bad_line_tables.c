/*
 * Broken tables of line edits, each with the message it must earn: file, line and
 * reason, word for word. Codes and values are invented; test_bent_sources.c and
 * test_bad_sources.c have the other kinds.
 */
#include <unistd.h>

#include "tests/support/bent_check.h"

/* ---- good files, of which one place is bent -------------------------------------- */

typedef enum base {
    PTP,
    PTP_MEDICAID,
    MUE,
    AOC,
    PPRRVU,
    NECESSITY,
    LIMITS,
    BASES
} base;

static const good_file good[BASES] = {
    [PTP] = {"ccipra-v301r0-f1.TXT",
             "Column 1\tColumn 2\t*=in existence\tEffective\r\n"
             "G9901\tG9902\t*\t20220101\t20231231\t1\tInvented\r\n"
             "G9901\tG9903\t\t20220101\t*\t0\tInvented\r\n"},
    [PTP_MEDICAID] = {"medicaid-ncci-q2-2026-ptp-edits-practitioner-services.txt",
                      "Column 1\tColumn 2\tEffective\tDeletion\r\n"
                      "G9901\tG9902\t20220101\t20231231\t1\tInvented\r\n"
                      "G9901\tG9903\t20220101\t*\t0\tInvented\r\n"},
    [MUE] = {"MCR_MUE_PractitionerServices_Eff_04-01-2024.csv",
             "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE "
             "Adjudication Indicator,MUE Rationale\r\n"
             "G9901,6,2 Edit: Policy,Invented\r\n"
             "G9902,0,3 Edit: Clinical,Invented\r\n"},
    [AOC] = {"AOC_V2024Q2-F-MCR.txt",
             "1G9901       G9902       2013001       Invented\r\n"
             "2G9903       CCCCC       2013001       Invented\r\n"},
    [PPRRVU] =
        {"PPRRVU2025_Oct.csv",
         "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,"
         "RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\r\n"
         "G9901,TC,x,A,,1,2,,3,,4,5,6,1,010,0,0,0,2,3,0,8,7\r\n"
         "G9902,,x,A,,1,2,,3,,4,5,6,1,XXX,0,0,0,2,3,0,8,7\r\n"},
    [NECESSITY] = {"necessity-2026-01-01.csv",
                   "policy,procedure,dx,side,from,to,severity,citation\r\n"
                   "L1,G9901,I10 E11.9,covered,2026-01-01,2026-12-31,warn,Invented\r\n"
                   "L1,G9902,I10,excluded,,,reject,Invented\r\n"},
    [LIMITS] = {"service-limits-2026-01-01.csv",
                "code,limit,value,from,to,severity,citation\r\n"
                "G9901,age,18-64,2026-01-01,2026-12-31,warn,Invented\r\n"
                "G9902,ndc,,,,,\r\n"},
};

static const bent_place bent[] = {
    {PTP, 2, 1, "g", ":2: column 1 is no procedure code"},
    {PTP, 3, 5, " ", ":3: column 1 is no procedure code"},
    {PTP, 2, 7, "99X02", ":2: column 2 is no procedure code"},
    {PTP, 2, 13, "x", ":2: the mark of existence prior to 1996 is neither * nor empty"},
    {PTP, 2, 15, "20220230", ":2: effective date is no date of the form YYYYMMDD"},
    {PTP, 2, 15, "2022-1-1", ":2: effective date is no date of the form YYYYMMDD"},
    {PTP, 2, 24, "20231301",
     ":2: deletion date is neither * nor a date of the form YYYYMMDD"},
    {PTP, 3, 23, "x", ":3: deletion date is neither * nor a date of the form YYYYMMDD"},
    {PTP, 2, 24, "2021", ":2: deletion date is before the effective date"},
    {PTP, 2, 33, "2", ":2: modifier indicator is none of 0, 1, 9"},
    {PTP, 2, 34, " ", ":2: modifier indicator is none of 0, 1, 9"},
    {PTP, 3, 22, " ",
     ":3: a record has 7 fields: column 1, column 2, *, effective date, deletion date, "
     "indicator, rationale"},
    {PTP, 3, 28, "\t",
     ":3: a record has 7 fields: column 1, column 2, *, effective date, deletion date, "
     "indicator, rationale"},
    {PTP, 3, 28, "\x81",
     ":3: a byte of the title is no character, in UTF-8 or "
     "Windows-1252"},
    {PTP_MEDICAID, 2, 1, "g", ":2: column 1 is no procedure code"},
    {PTP_MEDICAID, 2, 13, "2022x",
     ":2: effective date is no date of the form YYYYMMDD"},
    {PTP_MEDICAID, 3, 21, " ",
     ":3: a record has 6 fields: column 1, column 2, effective date, deletion date, "
     "indicator, rationale"},
    {PTP_MEDICAID, 3, 24, "7", ":3: modifier indicator is none of 0, 1, 9"},
    {MUE, 3, 1, "g", ":3: not a procedure code"},
    {MUE, 3, 7, "x", ":3: MUE value is no number"},
    {MUE, 4, 9, "4", ":4: adjudication indicator is none of 1, 2, 3"},
    {MUE, 4, 10, "3", ":4: adjudication indicator is none of 1, 2, 3"},
    {MUE, 4, 11, ",", ":4: a record has as many fields as the line of headings"},
    {MUE, 4, 11, "\"", ":4: quote inside a field that is not quoted"},
    {AOC, 2, 1, "0", ":2: type in column 1 is none of 1, 2, 3"},
    {AOC, 2, 2, "g", ":2: add-on code in columns 2 to 6 is no procedure code"},
    {AOC, 2, 14, "D", ":2: primary code in columns 14 to 18 is no procedure code"},
    {AOC, 1, 26, "2013366", ":1: effective date is no date of the form YYYYDDD"},
    {AOC, 2, 7, "2013",
     ":2: deletion date of the add-on code is no date of the form YYYYDDD"},
    {AOC, 2, 19, "x",
     ":2: deletion date of the primary code is no date of the form YYYYDDD"},
    {AOC, 2, 33, "2013000",
     ":2: deletion date of the edit is no date of the form YYYYDDD"},
    {AOC, 2, 33, "2012366", ":2: a deletion date is before the effective date"},
    {AOC, 2, 30, "\r\n",
     ":2: record ends before its effective date\n"
     "AOC_V2024Q2-F-MCR.txt:3: record ends before its effective date"},
    {PPRRVU, 2, 1, "g", ":2: not a procedure code"},
    {PPRRVU, 2, 7, "t", ":2: modifier is not two characters"},
    {PPRRVU, 2, 12, "*", ":2: status is not one character"},
    {NECESSITY, 1, 1, "P",
     ":1: the first line is not "
     "policy,procedure,dx,side,from,to,severity,citation"},
    {NECESSITY, 2, 1, "  ", ":2: policy is empty"},
    {NECESSITY, 2, 5, "x", ":2: procedure is no procedure code"},
    {NECESSITY, 2, 10, "1", ":2: dx holds what is no ICD-10-CM code"},
    {NECESSITY, 2, 21, "x", ":2: side is neither covered nor excluded"},
    {NECESSITY, 3, 28, "x", ":3: severity is neither warn nor reject"},
    {LIMITS, 1, 1, "C",
     ":1: the first line is not code,limit,value,from,to,severity,citation"},
    {LIMITS, 2, 2, "x", ":2: code is no procedure code"},
    {LIMITS, 3, 7, "x",
     ":3: limit is none of age, sex, inpatient, modifier, pos, hcpcs, ndc"},
    {LIMITS, 2, 13, "+",
     ":2: value is no range of ages in years, 18-64, or in days, 0d-28d"},
    {LIMITS, 2, 22, "13", ":2: from is no date of the form YYYY-MM-DD"},
    {LIMITS, 2, 39, "x", ":2: severity is none of info, warn, reject, nor empty"},
    {LIMITS, 3, 7, "sex", ":3: value is neither F nor M"},
};

static void each_bent_place_is_named_with_its_line(void **state)
{
    (void)state;
    expect_bent_places(good, bent, sizeof bent / sizeof bent[0]);
}

static void the_files_that_are_bent_are_good(void **state)
{
    (void)state;
    for (base i = 0; i < BASES; i++)
        assert_int_equal(expect_taken(good[i].name, good[i].text, ""),
                         i == NECESSITY ? 3 : 2);
}

/* A list that users write may lack its last line end. */
static void an_official_table_that_ends_inside_a_line_is_warned_of(void **state)
{
    (void)state;
    for (base i = 0; i < NECESSITY; i++)
        assert_int_equal(expect_cut_taken(&good[i], true), 2);
}

/* Packed, and cut off where nothing of the table itself has come yet. */
static void a_table_that_cannot_be_unpacked_is_refused_once(void **state)
{
    (void)state;
    enum { LINES = 20000, LINE = 12 };
    char *text = malloc(LINES * LINE + 1);
    assert_non_null(text);
    for (base i = 0; i < NECESSITY; i++) {
        char packed[100], want[200];
        uint32_t random = 1;
        for (size_t k = 0; k < LINES; k++) {
            random = random * 1664525 + 1013904223;
            snprintf(text + k * LINE, LINE + 1, "x %08x\r\n", random);
        }
        snprintf(packed, sizeof packed, "%s.gz", good[i].name);
        source_folder_pack(&folder, packed, "x", text);
        assert_int_equal(truncate(source_folder_at(&folder, packed), 50000), 0);
        snprintf(want, sizeof want, "%s: damaged: it cannot be unpacked to its end",
                 packed);
        expect_refusal(packed, want);
    }
    free(text);
}

static void with_keep_going_a_bent_record_is_a_warning(void **state)
{
    (void)state;
    for (base i = 0; i < NECESSITY; i++) {
        char text[GOOD_FILE_CAP];
        strcpy(text, good[i].text);
        char *last = strrchr(text, '\r');
        while (last[-1] != '\n')
            last--;
        last[i == AOC ? 1 : 0] = 'g'; /* in the code */
        expect_one_left_out(good[i].name, text, 1);
    }
}

/* ---- whole files ----------------------------------------------------------------- */

static const broken_file files[] = {
    {"ccipra-v301r0-f1.TXT", "Column 1\tColumn 2\r\nRead me first.\r\n",
     ": no record in it"},
    {"AOC_V2024Q2-F-MCR.txt", "Read me first.\r\n", ": no record in it"},
    {"MCR_MUE_DMESupplierServices_Eff_04-01-2024.csv", "Read me first.\r\n",
     ":1: no line of headings: HCPCS/CPT Code, MUE Values, ..."},
    {"MCR_MUE_DMESupplierServices_Eff_04-01-2024.csv", "HCPCS/CPT Code,MUE Values\r\n",
     ": no record in it"},
    {"PPRRVU2025_Oct.csv", "Read me first.\r\n",
     ":1: no line of headings: HCPCS,MOD,DESCRIPTION,..."},
    {"PPRRVU2025_Oct.csv", "HCPCS,MOD,DESCRIPTION,CODE\r\n",
     ":1: the headings are not those of the known layout: PCTC, global days and the "
     "others stand elsewhere"},
    {"necessity-2026-01-01.csv",
     "policy,procedure,dx,side,from,to,severity,citation\r\n", ": no record in it"},
    {"necessity.csv", "policy,procedure,dx,side,from,to,severity,citation\r\n",
     ": the name does not tell its effective date: call it necessity-YYYY-MM-DD.csv, "
     "or state kind, release and from in a manifest"},
    {"service-limits-2026-01-01.csv", "code,limit,value,from,to,severity,citation\r\n",
     ": no record in it"},
    {"service-limits.csv", "code,limit,value,from,to,severity,citation\r\n",
     ": the name does not tell its effective date: call it "
     "service-limits-YYYY-MM-DD.csv, or state kind, release and from in a manifest"},
    {"ccipra-f1.TXT", "G9901\tG9902\t\t20220101\t*\t1\tInvented\r\n",
     ": the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
};

static void each_broken_table_is_refused_with_its_reason(void **state)
{
    (void)state;
    expect_broken_files(files, sizeof files / sizeof files[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_that_are_bent_are_good),
        cmocka_unit_test(each_bent_place_is_named_with_its_line),
        cmocka_unit_test(an_official_table_that_ends_inside_a_line_is_warned_of),
        cmocka_unit_test(a_table_that_cannot_be_unpacked_is_refused_once),
        cmocka_unit_test(with_keep_going_a_bent_record_is_a_warning),
        cmocka_unit_test(each_broken_table_is_refused_with_its_reason),
    };
    return cmocka_run_group_tests_name("bad line tables", tests, make_folder,
                                       remove_folder);
}
