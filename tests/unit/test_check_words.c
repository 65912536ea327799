/*
 * Findings in words: one sentence each that names what it is about, the file that says
 * it, and the codes that would clear it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

static kit_claim c;
static sj_finding f;

static void find(const told *t, const char *edit)
{
    kit_claim_make(t, &c);
    if (!kit_find(s.image, &c, edit, &f))
        fail_msg("no %s", edit);
}

static const char *message(void)
{
    static char text[1024];
    size_t n = sj_finding_message(s.image, &c.claim, &f, text, sizeof text);
    assert_true(n < sizeof text);
    assert_int_equal(strlen(text), n);
    return text;
}

#define says(edit, want, ...)                                                          \
    do {                                                                               \
        find(&(told){__VA_ARGS__}, edit);                                              \
        assert_string_equal(message(), want);                                          \
    } while (0)

static void a_message_names_code_date_and_nearest_day(void **state)
{
    (void)state;
    says("dx.format", "E1.19 is not written like a diagnosis code", .kind = P,
         .from = DAY, .dx = "E1.19");
    says("dx.format", "an empty code is not written like a diagnosis code", .kind = P,
         .from = DAY, .dx = "_");
    says("dx.not_found", "E11.7X is no diagnosis code", .kind = P, .from = DAY,
         .dx = "e117x");
    says("dx.not_effective", "U07.1 is not valid on 2020-03-15; it is from 2020-04-01",
         .kind = P, .from = "2020-03-15", .dx = "U07.1");
    says("dx.not_billable",
         "M35.8 (Other specified systemic involvement of connective tissue) is a "
         "heading on 2021-01-05; a more specific code is needed",
         .kind = P, .from = "2021-01-05", .dx = "M358");
    says("dx.placeholder_missing",
         "T14.91A does not exist; with the placeholder X it is T14.91XA", .kind = P,
         .from = DAY, .dx = "T14.91A");
}

static void a_message_on_a_pair_quotes_the_note(void **state)
{
    (void)state;
    says("dx.excludes1",
         "E11.9 and E10.9 exclude each other: E10 says \"type 2 diabetes mellitus "
         "(E11.-)\"",
         .kind = P, .from = DAY, .dx = "E10.9 E11.9");
    says("dx.code_first_missing",
         "D63.1 needs the underlying condition coded first: D63.1 says \"Code first "
         "underlying chronic kidney disease (CKD) (N18.-)\"",
         .kind = P, .from = DAY, .dx = "C90.00 D63.1");
    says("dx.code_first_order",
         "J45.40 goes before J82.83: J82.83 says \"Code first asthma, by type "
         "(J45.-)\"",
         .kind = P, .from = DAY, .dx = "J82.83 J45.40");
    says("dx.use_additional_missing",
         "E11.621 asks for an additional code: E11.621 says \"Use additional code to "
         "identify site of ulcer (L97.4-)\"",
         .kind = P, .from = DAY, .dx = "E11.621");
    says("dx.laterality_conflict",
         "H25.12 and H25.11 are one condition on sides that one bilateral code covers",
         .kind = P, .from = DAY, .dx = "H25.11 H25.12");
}

static void a_message_on_a_list_names_the_bound(void **state)
{
    (void)state;
    says("dx.age",
         "A33 (Tetanus neonatorum) does not fit the age of 40; the Code Editor's list "
         "ends at 0",
         .kind = P, .from = DAY, .dx = "A33", .birth = "1981-01-01");
    says("pt.age_invalid", "the birth date is missing", .kind = P, .from = DAY,
         .dx = "I10", .birth = "-");
    says("pt.age_invalid", "the patient would be 125 years old, more than 124",
         .kind = P, .from = DAY, .dx = "I10", .birth = "1896-02-01");
    says("clm.dates", "the claim ends on 2021-01-31, before it begins on 2021-02-01",
         .kind = P, .from = DAY, .to = "2021-01-31", .dx = "I10");
}

static void a_wrong_procedure_is_explained_by_its_table(void **state)
{
    (void)state;
    says("pcs.not_found",
         "0DTJ3ZZ is no procedure code: character 5 (Approach) would have to be 0 or 4",
         .kind = IP, .from = DAY, .dx = "N39.0/Y", .px = "0DTJ3ZZ");
    says("pcs.not_found", "0DT is only the beginning of a procedure code", .kind = IP,
         .from = DAY, .dx = "N39.0/Y", .px = "0DT");
}

static void a_cut_message_tells_its_whole_length(void **state)
{
    (void)state;
    char text[16], whole[256];
    find(&(told){.kind = P, .from = DAY, .dx = "E10.9 E11.9"}, "dx.excludes1");
    size_t n = sj_finding_message(s.image, &c.claim, &f, whole, sizeof whole);
    for (size_t cap = 0; cap <= sizeof text; cap++) {
        memset(text, '#', sizeof text);
        assert_int_equal(
            sj_finding_message(s.image, &c.claim, &f, cap ? text : NULL, cap), n);
        if (cap == 0)
            continue;
        assert_int_equal(strlen(text), cap - 1);
        assert_memory_equal(text, whole, cap - 1);
    }
}

static void every_edit_has_a_message_of_its_own(void **state)
{
    (void)state;
    kit_claim_make(&(told){.kind = IP,
                           .from = DAY,
                           .dx = "I10",
                           .px = "0DTJ0ZZ",
                           .reason = "I10",
                           .external = "I10"},
                   &c);
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        f = (sj_finding){.edit = (uint16_t)info->edit,
                         .at = {.kind = SJ_AT_DX},
                         .date = kit_day(DAY),
                         .code = SJ_NO_CODE,
                         .other = SJ_NO_CODE};
        assert_true(strlen(message()) > 10);
        if (info->judged && info->severity != SJ_CLEAN &&
            strcmp(message(), info->name) == 0)
            fail_msg("%s falls back to its name", info->id);
    }
}

static void findings_made_of_anything_are_put_into_words_all_the_same(void **state)
{
    (void)state;
    uint64_t seed = 7;
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "I10"}, &c);
    for (int round = 0; round < 20000; round++) {
        uint8_t bytes[sizeof f];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            bytes[i] = (uint8_t)(seed >> 56);
        }
        memcpy(&f, bytes, sizeof f);
        if (round % 2)
            f.edit %= SJ_EDIT_COUNT;
        if (round % 3)
            f.code = f.other = SJ_NO_CODE;
        sj_citation source;
        sj_entry codes[2];
        (void)message();
        (void)sj_finding_source(s.image, &f, &source);
        (void)sj_finding_codes(s.image, &c.claim, &f, codes, 2);
    }
}

/* ---- sources --------------------------------------------------------------------- */

static void assert_source(const char *file, const char *release)
{
    sj_citation source;
    assert_true(sj_finding_source(s.image, &f, &source));
    assert_string_equal(source.file, file);
    assert_string_equal(source.release, release);
}

static void a_note_is_cited_by_file_and_line(void **state)
{
    (void)state;
    sj_citation source;
    find(&(told){.kind = P, .from = DAY, .dx = "E10.9 E11.9"}, "dx.excludes1");
    assert_source("tabular_2021.xml", "ICD-10-CM Tabular FY2021");
    assert_true(sj_finding_source(s.image, &f, &source));
    assert_true(source.row > 0);
    find(&(told){.kind = P, .from = "2024-10-01", .dx = "E10.9 E11.9"}, "dx.excludes1");
    assert_source("tabular_2025.xml", "ICD-10-CM Tabular FY2025");
}

static void a_list_is_cited_by_its_version(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = DAY, .dx = "D63.1 N18.6"},
         "dx.manifestation_first");
    assert_source("mce_v38.txt", "MCE v38");
    find(&(told){.kind = P, .from = "2021-10-01", .dx = "D63.1 N18.6"},
         "dx.manifestation_first");
    assert_source("mce_v39.txt", "MCE v39");
    find(&(told){.kind = IP, .from = DAY, .dx = "N39.0"}, "poa.missing");
    assert_source("poa_2021.txt", "POA exempt FY2021");
    find(&(told){.kind = IP, .from = DAY, .dx = "N39.0/Y", .px = "00F3XZZ@2021-02-01"},
         "pcs.non_covered");
    assert_source("mce_v38.txt", "MCE v38");
}

static void existence_is_cited_by_the_release(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = DAY, .dx = "E11.7X"}, "dx.not_found");
    assert_source("icd10cm_order_2021_01.txt", "ICD-10-CM FY2021 update 2021-01-01");
}

static void what_no_file_says_has_no_source(void **state)
{
    (void)state;
    sj_citation source;
    find(&(told){.kind = P, .from = DAY, .dx = "I10 I10"}, "dx.duplicate_pdx");
    assert_false(sj_finding_source(s.image, &f, &source));
    assert_null(source.file);
}

/* ---- codes that clear it --------------------------------------------------------- */

static void assert_codes(const char *want)
{
    sj_entry codes[8];
    char got[128] = "";
    size_t n = sj_finding_codes(s.image, &c.claim, &f, codes, 8);
    for (size_t i = 0; i < n && i < 8; i++) {
        sj_answer answer;
        strcat(got, i ? " " : "");
        strcat(got, codes[i].code);
        sj_lookup(s.image, SJ_ICD10CM, codes[i].code, codes[i].len, f.date, &answer);
        assert_int_equal(answer.status, SJ_CODE_BILLABLE);
        assert_int_equal(answer.id, codes[i].answer.id);
    }
    assert_string_equal(got, want);
    assert_int_equal(sj_finding_codes(s.image, &c.claim, &f, NULL, 0), n);
}

static void a_header_is_completed(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = "2021-01-05", .dx = "M35.8"}, "dx.not_billable");
    assert_codes("M3581 M3589");
}

static void seventh_characters_are_those_that_exist(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = DAY, .dx = "S52.521"}, "dx.seventh_missing");
    assert_codes("S52521A S52521S");
    find(&(told){.kind = P, .from = DAY, .dx = "S06.1X7D"}, "dx.seventh_invalid");
    assert_codes("S061X7A");
}

static void the_placeholder_is_filled_in(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = DAY, .dx = "I10 W01.0A"}, "dx.placeholder_missing");
    assert_codes("W010XXA");
}

static void two_sides_become_the_bilateral_code(void **state)
{
    (void)state;
    find(&(told){.kind = P, .from = DAY, .dx = "H25.11 H25.12"},
         "dx.laterality_conflict");
    assert_codes("H2513");
    find(&(told){.kind = P, .from = DAY, .dx = "H25.11 H25.10"},
         "dx.laterality_conflict");
    assert_codes("");
}

static void a_side_that_is_not_told_has_its_specific_codes(void **state)
{
    (void)state;
    find(&(told){.kind = IP, .from = "2022-04-01", .dx = "S72.019A/Y"},
         "dx.unspecified_side");
    assert_codes("S72011A S72012A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_names_code_date_and_nearest_day),
        cmocka_unit_test(a_message_on_a_pair_quotes_the_note),
        cmocka_unit_test(a_message_on_a_list_names_the_bound),
        cmocka_unit_test(a_wrong_procedure_is_explained_by_its_table),
        cmocka_unit_test(a_cut_message_tells_its_whole_length),
        cmocka_unit_test(every_edit_has_a_message_of_its_own),
        cmocka_unit_test(findings_made_of_anything_are_put_into_words_all_the_same),
        cmocka_unit_test(a_note_is_cited_by_file_and_line),
        cmocka_unit_test(a_list_is_cited_by_its_version),
        cmocka_unit_test(existence_is_cited_by_the_release),
        cmocka_unit_test(what_no_file_says_has_no_source),
        cmocka_unit_test(a_header_is_completed),
        cmocka_unit_test(seventh_characters_are_those_that_exist),
        cmocka_unit_test(the_placeholder_is_filled_in),
        cmocka_unit_test(two_sides_become_the_bilateral_code),
        cmocka_unit_test(a_side_that_is_not_told_has_its_specific_codes),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}
