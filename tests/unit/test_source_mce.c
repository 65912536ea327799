/*
 * Medicare Code Editor lists: the table of codes and the text of the definitions. The
 * text is made by hand in the official layout, with a few public codes a list.
 */
#include <stdio.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/source/identify.h"
#include "gen/source/mce.h"
#include "tests/support/source_check.h"

/* ---- helpers --------------------------------------------------------------------- */

static void read_as(reading *r, gen_kind kind, const char *release, const char *text)
{
    source_folder_text(&folder, "mce.txt", text);
    reading_of_file(r, source_folder_at(&folder, "mce.txt"), kind, SJ_SYSTEM_COUNT,
                    release);
}

/* "icd10cm 2: O80 O09\n": the lists in the order in which they were told, with their
 * members; ages behind the lists that have them. */
static const char *lists_of(const reading *r)
{
    static char out[4096];
    size_t n = 0;
    out[0] = '\0';
    for (uint64_t i = 0; i < r->row_count && i < KEPT_ROWS; i++) {
        const gen_row *list = &r->rows[i].row;
        if (list->kind != GEN_ROW_LIST)
            continue;
        n += (size_t)snprintf(out + n, sizeof out - n, "%s %u",
                              sj_system_name(list->system), list->status);
        if (list->value)
            n += (size_t)snprintf(out + n, sizeof out - n, " (%u-%u)",
                                  list->value & 0xFF, list->value >> 8);
        for (uint64_t k = 0; k < r->row_count && k < KEPT_ROWS; k++) {
            const gen_row *member = &r->rows[k].row;
            if (member->kind == GEN_ROW_MEMBER && member->status == list->status &&
                member->system == list->system)
                n += (size_t)snprintf(out + n, sizeof out - n, " %s", member->code);
        }
        n += (size_t)snprintf(out + n, sizeof out - n, "\n");
    }
    return out;
}

static void expect_lists(const reading *r, const char *want)
{
    if (strcmp(lists_of(r), want) != 0)
        fail_msg("got:\n%swant:\n%s", lists_of(r), want);
}

/* ---- the table ------------------------------------------------------------------- */

#define HEADER                                                                         \
    "MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\t"           \
    "ICD_Code_Type\tICD_Code\tICD_Desc\n"

static const char table_36[] =
    HEADER "36\t10\t4\tA\tNewborn_Only\tD\tA33\tTetanus neonatorum\n"
           "36\t10\t4\tB\tPediatric_Only\tD\tE8411\tMeconium ileus\n"
           "36\t10\t4\tC\tMaternity_Only\tD\tO80\tFull-term delivery\n"
           "36\t10\t4\tD\tAdult_Only\tD\tN401\tBenign prostatic hyperplasia\n"
           "36\t10\t5\tA\tFemale_Only\tD\tO80\tFull-term delivery\n"
           "36\t10\t5\tB\tFemale_Only\tP\t0UT90ZZ\tResection of uterus\n"
           "36\t10\t5\tC\tMale_Only\tD\tN401\tBenign prostatic hyperplasia\n"
           "36\t10\t5\tD\tMale_Only\tP\t0VT00ZZ\tResection of prostate\n"
           "36\t10\t6\t_\tPrincipal_Manifestation\tD\tD631\tAnemia in CKD\n"
           "36\t10\t8\tA\tPrincipal_Questionable_Admit\tD\tZ5309\tNot carried out\n"
           "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDependence on dialysis\n"
           "36\t10\t11\tA\tNoncovered_Always\tP\t0DTJ0ZZ\tInvented\n"
           "36\t10\t11\tF\tNoncovered_Over60\tP\t0FSG0ZZ\tInvented\n"
           "36\t10\t17\tA\tLimited_Coverage\tP\t02YA0Z0\tHeart\n"
           "36\t10\t18\t_\tWrong_Performed\tD\tY6551\tWrong procedure\n"
           "36\t10\t19\t_\tNoncovered_LOS_96hr\tP\t5A1955Z\tVentilation\n";

static void each_section_of_the_table_is_its_list(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_LISTS, "v36", table_36);
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, 16);
    expect_lists(&r, "icd10cm 0 A33\n"
                     "icd10cm 1 (0-17) E8411\n"
                     "icd10cm 2 (9-64) O80\n"
                     "icd10cm 3 (15-124) N401\n"
                     "icd10cm 4 O80\n"
                     "icd10pcs 4 0UT90ZZ\n"
                     "icd10cm 5 N401\n"
                     "icd10pcs 5 0VT00ZZ\n"
                     "icd10cm 6 D631\n"
                     "icd10cm 7 Z5309\n"
                     "icd10cm 8 Z992\n"
                     "icd10pcs 12 0DTJ0ZZ\n"
                     "icd10pcs 13 0FSG0ZZ\n"
                     "icd10pcs 14 02YA0Z0\n"
                     "icd10cm 10 Y6551\n"
                     "icd10pcs 15 5A1955Z\n");
    assert_int_equal(r.rows[0].row.line, 2);
    assert_int_equal(r.rows[1].row.line, 2);
    assert_int_equal(r.rows[r.row_count - 1].row.line, 17);
    reading_free(&r);
}

static void a_version_of_icd9_speaks_of_icd9_codes(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_LISTS, "v32",
            HEADER "32\t9\t4\tA\tNewborn_Only\tD\t27701\tCystic fibrosis w ileus\n"
                   "32\t9\t18\t_\tWrong_Performed\tD\tE8765\tWrong procedure\n"
                   "32\t9\t8\t_\tPrincipal_Questionable_Admit\tD\tV6109\tInvented\n"
                   "32\t9\t5\tB\tFemale_Only\tP\t6531\tOophorectomy\n");
    assert_true(r.read);
    expect_lists(&r, "icd9cm 0 27701\nicd9cm 10 E8765\nicd9cm 7 V6109\n"
                     "icd9pcs 4 6531\n");
    reading_free(&r);
}

/* A version that has no sex lists must not be taken for one with empty lists. */
static void a_list_without_members_is_not_told(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_LISTS, "v36",
            HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n"
                   "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ940\tTransplant\n");
    expect_lists(&r, "icd10cm 8 Z992 Z940\n");
    assert_int_equal(r.row_count, 3);
    reading_free(&r);
}

static void a_code_twice_in_a_list_is_no_error(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_LISTS, "v36",
            HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n"
                   "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis again\n");
    assert_true(r.read);
    expect_lists(&r, "icd10cm 8 Z992 Z992\n");
    reading_free(&r);
}

static void the_last_line_of_a_table_may_lack_its_end(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_LISTS, "v36",
            HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis");
    expect_messages("table", &r, "");
    assert_true(r.read);
    reading_free(&r);
}

static void the_ages_of_a_table_are_those_of_its_version(void **state)
{
    (void)state;
    static const struct {
        unsigned version, least, greatest;
    } cases[] = {{32, 12, 55}, {33, 12, 55}, {35, 12, 55}, {36, 9, 64},
                 {37, 9, 64},  {38, 9, 64},  {41, 9, 64}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gen_mce mce = {0};
        gen_mce_known_ages(&mce, cases[i].version);
        assert_int_equal(mce.ages[SJF_MATERNITY][0], cases[i].least);
        assert_int_equal(mce.ages[SJF_MATERNITY][1], cases[i].greatest);
        assert_int_equal(mce.ages[SJF_NEWBORN][1], 0);
        assert_int_equal(mce.ages[SJF_PEDIATRIC][1], 17);
        assert_int_equal(mce.ages[SJF_ADULT][0], 15);
        assert_int_equal(mce.ages[SJF_ADULT][1], 124);
    }
}

static void versions_are_read_from_names_of_releases(void **state)
{
    (void)state;
    assert_int_equal(gen_mce_version("v36"), 36);
    assert_int_equal(gen_mce_version("V33"), 33);
    assert_int_equal(gen_mce_version("41"), 41);
    assert_int_equal(gen_mce_version("v41.1"), 41);
    assert_int_equal(gen_mce_version("2019 lists"), 0);
    assert_int_equal(gen_mce_version("36a"), 0);
    assert_int_equal(gen_mce_version("v99999999999"), 0);
    assert_int_equal(gen_mce_version(""), 0);
    assert_int_equal(gen_mce_version(NULL), 0);
}

static void broken_tables_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"MCE_Version\tICD_Version\n36\t10\n",
         ":1: the first line is not that of a table of Code Editor lists: MCE_Version, "
         "ICD_Version, ..."},
        {HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\n",
         ":2: a record has 8 fields"},
        {HEADER "x\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n",
         ":2: the Code Editor version is no number"},
        {HEADER "35\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n",
         ":2: Code Editor version 35, but the release is v36"},
        {HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n"
                "37\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ940\tTransplant\n",
         ":3: Code Editor version is not that of the first record"},
        {HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n"
                "36\t9\t9\t_\tPrincipal_Unacceptable\tD\tV451\tTransplant\n",
         ":3: ICD version is not that of the first record, 9 or 10"},
        {HEADER "36\t11\t9\t_\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n",
         ":2: ICD version is not that of the first record, 9 or 10"},
        {HEADER "36\t10\t9\tB\tPrincipal_Unacceptable\tD\tZ992\tDialysis\n",
         ":2: no list is known of section 9, subsection B, Principal_Unacceptable, D"},
        {HEADER "36\t10\t20\t_\tUnspecified\tD\tZ992\tDialysis\n",
         ":2: no list is known of section 20, subsection _, Unspecified, D"},
        {HEADER "36\t10\t4\tA\tPediatric_Only\tD\tA33\tTetanus\n",
         ":2: no list is known of section 4, subsection A, Pediatric_Only, D"},
        {HEADER "36\t10\t5\tB\tFemale_Only\tD\tO80\tDelivery\n",
         ":2: no list is known of section 5, subsection B, Female_Only, D"},
        {HEADER "36\t10\t9\t_\tPrincipal_Unacceptable\tD\t0UT90ZZ\tUterus\n",
         ":2: not an ICD-10-CM code"},
        {HEADER "36\t10\t19\t_\tNoncovered_LOS_96hr\tP\tZ992\tDialysis\n",
         ":2: not an ICD-10-PCS code"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        reading r;
        read_as(&r, GEN_MCE_LISTS, "v36", cases[i].text);
        snprintf(want, sizeof want, "mce.txt%s", cases[i].message);
        expect_messages("table", &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

/* ---- the text -------------------------------------------------------------------- */

/* Windows-1252: 0x96 is the dash between ages, 0x92 an apostrophe. */
static const char definitions[] =
    "Definitions of Medicare Code Edits\r\n"
    "ICD-10 version 35\r\n"
    "\r\n"
    "Chapter 1: Edit code lists\t7\r\n"
    "4. Age conflict\t9\r\n"
    "A. Perinatal/Newborn diagnoses\t9\r\n"
    "5. Sex conflict\t88\r\n"
    "Chapter 2: Code list changes\t300\r\n"
    "\r\n"
    "Chapter 1: Edit code lists\r\n"
    "1. Invalid diagnosis or procedure code\r\n"
    "The MCE checks each code, such as A33 or O80, against a table.\r\n"
    "4. Age conflict\r\n"
    "There are four age categories for diagnoses in the program.\r\n"
    "* Perinatal/Newborn. Age 0 years only; a subset of diagnoses.\r\n"
    "* Pediatric. Age range is 0\x96"
    "17 years inclusive (e.g., Reye\x92s syndrome).\r\n"
    "* Maternity. Age range is 12\x96"
    "55 years inclusive (e.g., diabetes).\r\n"
    "* Adult. Age range is 15\x96"
    "124 years inclusive (e.g., mature cataract).\r\n"
    "A. Perinatal/Newborn diagnoses\r\n"
    "A33\tTetanus neonatorum\r\n"
    "Z00110\tHealth examination for newborn under 8 days old\r\n"
    "B. Pediatric diagnoses (age 0 through 17)\r\n"
    "E8411\tMeconium ileus in cystic fibrosis\r\n"
    "C. Maternity diagnoses (age 12 through 55)\r\n"
    "O80\tEncounter for full-term uncomplicated delivery\r\n"
    "D. Adult diagnoses (age 15 through 124)\r\n"
    "N40.1\tBenign prostatic hyperplasia with symptoms\r\n"
    "5. Sex conflict\r\n"
    "The Medicare Code Editor detects inconsistencies between sex and codes.\r\n"
    "A. Diagnoses for females only\r\n"
    "O80\tEncounter for full-term uncomplicated delivery\r\n"
    "B. Procedures for females only\r\n"
    "0UT90ZZ\tResection of uterus, open approach\r\n"
    "C. Diagnoses for males only\r\n"
    "N401\tBenign prostatic hyperplasia with symptoms\r\n"
    "D. Procedures for males only\r\n"
    "0VT00ZZ\tResection of prostate, open approach\r\n"
    "6. Manifestation code as principal diagnosis\r\n"
    "Manifestation codes not allowed as principal diagnosis\r\n"
    "D631\tAnemia in chronic kidney disease\r\n"
    "7. Non-specific principal diagnosis (discontinued as of 10/01/07)\r\n"
    "I10\tA list that is no longer used\r\n"
    "8. Questionable admission\r\n"
    "A. Questionable admission codes\r\n"
    "Z5309\tProcedure not carried out\r\n"
    "B. The following procedures are questionable with these diagnoses\r\n"
    "10D00Z0\tExtraction of products of conception, high\r\n"
    "Z370\tSingle live birth\r\n"
    "9. Unacceptable principal diagnosis\r\n"
    "Some codes are considered \"acceptable\" when a secondary diagnosis is also coded "
    "on the record.\r\n"
    "Z5189\tEncounter for other specified aftercare\r\n"
    "Unacceptable principal diagnosis codes\r\n"
    "Z992\tDependence on renal dialysis\r\n"
    "Z5181*\tEncounter for therapeutic drug level monitoring\r\n"
    "10. Non-specific O.R. procedure (discontinued as of 10/01/07)\r\n"
    "11. Non-covered procedure\r\n"
    "A. The following are always non-covered procedures\r\n"
    "0DTJ0ZZ\tInvented\r\n"
    "B. The following are non-covered unless a diagnosis below is present\r\n"
    "0DTJ4ZZ\tInvented\r\n"
    "F. Non-covered when the beneficiary is over age 60\r\n"
    "0FSG0ZZ\tInvented\r\n"
    "12. Open biopsy check (discontinued as of 10/01/10)\r\n"
    "17. Limited coverage\r\n"
    "A. Always\r\n"
    "02YA0Z0\tTransplantation of heart, allogeneic, open approach\r\n"
    "B. With these diagnoses\r\n"
    "0BYK0Z0\tTransplantation of right lung\r\n"
    "18. Wrong procedure performed\r\n"
    "Y65.51\tPerformance of wrong procedure on correct patient\r\n"
    "19. Procedure inconsistent with LOS (Length of stay)\r\n"
    "5A1955Z  Respiratory ventilation, greater than 96 consecutive hours\r\n"
    "20. Unspecified code\r\n"
    "S72019A\tUnspecified intracapsular fracture of unspecified femur\r\n"
    "Chapter 2: Code list changes\r\n"
    "6. Manifestation code as principal diagnosis\r\n"
    "E0842\tA code that was deleted\r\n"
    "Appendix A: Unacceptable principal diagnosis\r\n"
    "9. Unacceptable principal diagnosis\r\n"
    "Z992\tDependence on renal dialysis\r\n";

static void each_heading_of_the_text_begins_its_list_and_ends_the_last(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_TEXT, "v35", definitions);
    expect_messages("text", &r, "");
    assert_true(r.read);
    expect_lists(&r, "icd10cm 0 A33 Z00110\n"
                     "icd10cm 1 (0-17) E8411\n"
                     "icd10cm 2 (12-55) O80\n"
                     "icd10cm 3 (15-124) N401\n"
                     "icd10cm 4 O80\n"
                     "icd10pcs 4 0UT90ZZ\n"
                     "icd10cm 5 N401\n"
                     "icd10pcs 5 0VT00ZZ\n"
                     "icd10cm 6 D631\n"
                     "icd10cm 7 Z5309\n"
                     "icd10cm 9 Z5189 Z5181\n"
                     "icd10cm 8 Z992\n"
                     "icd10pcs 12 0DTJ0ZZ\n"
                     "icd10pcs 13 0FSG0ZZ\n"
                     "icd10pcs 14 02YA0Z0\n"
                     "icd10cm 10 Y6551\n"
                     "icd10pcs 15 5A1955Z\n"
                     "icd10cm 11 S72019A\n");
    assert_int_equal(r.rows[1].row.line, 20); /* A33 */
    reading_free(&r);
}

/* The least text with all diagnosis lists that are looked for. `ages` stands below
 * heading 4, `more` at the end. */
static void read_text(reading *r, const char *ages, const char *maternity,
                      const char *more)
{
    char text[4096];
    snprintf(text, sizeof text,
             "4. Age conflict\n%sA. Perinatal/Newborn diagnoses\nA33\tTetanus\n"
             "B. Pediatric diagnoses\nE8411\tIleus\n%s\nO80\tDelivery\n"
             "D. Adult diagnoses\nN401\tHyperplasia\n"
             "6. Manifestation code as principal diagnosis\nD631\tAnemia\n"
             "9. Unacceptable principal diagnosis\nZ992\tDialysis\n%s",
             ages, maternity, more);
    read_as(r, GEN_MCE_TEXT, "v41.1", text);
}

#define NEWBORN   "Perinatal/Newborn. Age of 0 years only\n"
#define PEDIATRIC "Pediatric. Age is 0-17 years inclusive\n"
#define ADULT     "Adult. Age range is 15-124 years inclusive\n"

static void ages_are_read_in_any_of_their_spellings(void **state)
{
    (void)state;
    static const struct {
        const char *prose, *heading;
    } cases[] = {
        {"Maternity. Age range is 9-64 years inclusive\n", "C. Maternity diagnoses"},
        {"Maternity. Age range is 9\x96"
         "64 years inclusive\n",
         "C. Maternity diagnoses"},
        {"\x95 Maternity. Age range is 9 \xE2\x80\x93 64 years\n",
         "C. Maternity diagnoses"},
        {"- Maternity. Ages 9 to 64\n", "C.\tMaternity diagnoses"},
        {"", "C. Maternity diagnoses (age 9 through 64)"},
        {"Maternity. Age range is 9-64 years inclusive\n",
         "C. Maternity diagnoses (ages 9 through 64)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char prose[400];
        reading r;
        snprintf(prose, sizeof prose, NEWBORN PEDIATRIC "%s" ADULT, cases[i].prose);
        read_text(&r, prose, cases[i].heading, "");
        expect_messages(cases[i].heading, &r, "");
        expect_lists(&r, "icd10cm 0 A33\nicd10cm 1 (0-17) E8411\n"
                         "icd10cm 2 (9-64) O80\nicd10cm 3 (15-124) N401\n"
                         "icd10cm 6 D631\nicd10cm 8 Z992\n");
        reading_free(&r);
    }
}

static void ages_that_are_missing_wrong_or_contradicted_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *prose, *heading, *message;
    } cases[] = {
        {"", "C. Maternity diagnoses",
         "mce.txt:10: the ages of this list are not told before it"},
        {"", "C. Maternity diagnoses (age 9 through)",
         "mce.txt:10: the ages of this list are not told before it"},
        {"Maternity. Age range is 12-55 years\n", "C. Maternity diagnoses (age 9-64)",
         "mce.txt:10: the ages of a list are told differently"},
        {"Maternity. Age range is 9-6464 years\n", "C. Maternity diagnoses (age 9-64)",
         "mce.txt:2: the ages of a list are no ages"},
        {"Maternity. Age range is 64-9 years\n", "C. Maternity diagnoses (age 9-64)",
         "mce.txt:2: the ages of a list are no ages"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char prose[400];
        reading r;
        snprintf(prose, sizeof prose, "%s" NEWBORN PEDIATRIC ADULT, cases[i].prose);
        read_text(&r, prose, cases[i].heading, "");
        expect_messages(cases[i].heading, &r, cases[i].message);
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_row_that_is_no_code_is_refused_where_a_list_is_read(void **state)
{
    (void)state;
    reading r;
    read_text(&r, NEWBORN PEDIATRIC ADULT, "C. Maternity diagnoses (age 9 through 64)",
              "1234\tNo code of ICD-10\n"
              "18. Wrong procedure performed\nY6551\tWrong procedure\n"
              "16. Invalid discharge status\n1234\tIn no list: passed over\n");
    expect_messages("text", &r, "mce.txt:17: not an ICD-10-CM code");
    assert_false(r.read);
    reading_free(&r);
}

static void a_list_that_every_version_has_is_missed(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_TEXT, "v41",
            "6. Manifestation code as principal diagnosis\nD631\tAnemia\n");
    expect_messages("text", &r,
                    "mce.txt: no list of newborn diagnoses in it\n"
                    "mce.txt: no list of pediatric diagnoses in it\n"
                    "mce.txt: no list of maternity diagnoses in it\n"
                    "mce.txt: no list of adult diagnoses in it\n"
                    "mce.txt: no list of unacceptable principal diagnoses in it");
    assert_true(r.read);
    reading_free(&r);
}

static void a_text_without_lists_is_refused(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_TEXT, "v41",
            "Definitions\n4. Age conflict\t9\nA33\tbefore any heading\n");
    expect_messages("text", &r, "mce.txt: no record in it");
    assert_false(r.read);
    reading_free(&r);
}

/* Words of other lines that look like headings, rows or the contents. */
static void prose_is_no_heading_and_no_row(void **state)
{
    (void)state;
    reading r;
    read_text(&r, NEWBORN PEDIATRIC ADULT, "C. Maternity diagnoses (age 9 through 64)",
              "Z99 codes in a sentence, with one blank.\n"
              "ICD-10-CM\tDescription\n"
              "Z940\tKidney transplant status 2\n"
              "Z941 \tnot a row: a blank before the tab\n"
              "2.5 is no heading\n"
              "2019. A year is no heading\n"
              "Z942\tLung transplant status\t7\n");
    expect_lists(&r, "icd10cm 0 A33\nicd10cm 1 (0-17) E8411\n"
                     "icd10cm 2 (9-64) O80\nicd10cm 3 (15-124) N401\n"
                     "icd10cm 6 D631\nicd10cm 8 Z992 Z940 Z942\n");
    reading_free(&r);
}

static void a_text_of_icd9_is_read_with_its_dots(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MCE_TEXT, "v32",
            "4. Age conflict\n" NEWBORN PEDIATRIC ADULT
            "A. Newborn diagnoses\n277.01\tCystic fibrosis\n"
            "B. Pediatric diagnoses\nV20.2\tRoutine child health exam\n"
            "C. Maternity diagnoses (age 12 through 55)\n650\tNormal delivery\n"
            "D. Adult diagnoses\n366.10\tSenile cataract\n"
            "6. Manifestation code as principal diagnosis\n357.2\tNeuropathy\n"
            "9. Unacceptable principal diagnosis\nV57.1\tTherapy\n"
            "11. Non-covered procedure\nA. Always\n11.71\tKeratomileusis\n");
    expect_messages("text", &r, "");
    expect_lists(&r, "icd9cm 0 27701\nicd9cm 1 (0-17) V202\nicd9cm 2 (12-55) 650\n"
                     "icd9cm 3 (15-124) 36610\nicd9cm 6 3572\nicd9cm 8 V571\n"
                     "icd9pcs 12 1171\n");
    reading_free(&r);
}

static void official_names_write_versions_in_several_ways(void **state)
{
    (void)state;
    static const struct {
        const char *file, *release;
        int year, month;
    } cases[] = {
        {"Definitions of Medicare Code Edits_v34_I10.txt", "v34", 2016, 10},
        {"Definitions of Medicare Code Edits_v_35.txt", "v35", 2017, 10},
        {"Definitions of Medicare Code Edits_v_41_1.txt", "v41.1", 2024, 4},
        {"Definitions of Medicare Code Edits_v_43_1.txt", "v43.1", 2026, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gen_identity is;
        gen_identify(cases[i].file, "text", 4, &is);
        assert_int_equal(is.verdict, GEN_IS_SOURCE);
        assert_int_equal(is.kind, GEN_MCE_TEXT);
        assert_string_equal(is.release, cases[i].release);
        assert_int_equal(is.from, day(cases[i].year, cases[i].month, 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_section_of_the_table_is_its_list),
        cmocka_unit_test(a_version_of_icd9_speaks_of_icd9_codes),
        cmocka_unit_test(a_list_without_members_is_not_told),
        cmocka_unit_test(a_code_twice_in_a_list_is_no_error),
        cmocka_unit_test(the_last_line_of_a_table_may_lack_its_end),
        cmocka_unit_test(the_ages_of_a_table_are_those_of_its_version),
        cmocka_unit_test(versions_are_read_from_names_of_releases),
        cmocka_unit_test(broken_tables_are_refused_with_their_line),
        cmocka_unit_test(each_heading_of_the_text_begins_its_list_and_ends_the_last),
        cmocka_unit_test(ages_are_read_in_any_of_their_spellings),
        cmocka_unit_test(ages_that_are_missing_wrong_or_contradicted_are_refused),
        cmocka_unit_test(a_row_that_is_no_code_is_refused_where_a_list_is_read),
        cmocka_unit_test(a_list_that_every_version_has_is_missed),
        cmocka_unit_test(a_text_without_lists_is_refused),
        cmocka_unit_test(prose_is_no_heading_and_no_row),
        cmocka_unit_test(a_text_of_icd9_is_read_with_its_dots),
        cmocka_unit_test(official_names_write_versions_in_several_ways),
    };
    return cmocka_run_group_tests_name("mce", tests, make_folder, remove_folder);
}
