/*
 * Service limits in the catalog: which list speaks when, what is kept of rows, their
 * order, what contradicts itself (docs/RULES.md 18, FORMAT.md 22). All is invented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/lines.h"
#include "engine/lookup/key.h"
#include "tests/support/merge_kit.h"

static sj_date day(const char *text)
{
    sj_date out = SJ_DATE_OPEN;
    if (text)
        assert_true(sj_date_parse(text, strlen(text), &out));
    return out;
}

static gen_row *limit(merge_kit *k, uint32_t source, const char *code, unsigned kind,
                      const char *value, const char *from, const char *to)
{
    return kit_row_add(
        k, source,
        (gen_row){.kind = GEN_ROW_LIMIT,
                  .system = kind == SJF_LIMIT_OF_HCPCS ? SJ_REVENUE : SJ_HCPCS,
                  .code = code,
                  .short_text = value,
                  .status = (uint8_t)kind,
                  .from = from ? day(from) : GEN_NO_DATE,
                  .to = day(to)});
}

static uint32_t list(merge_kit *k, const char *from, const char *to)
{
    return kit_source(k, GEN_SERVICE_LIMITS, from, from, to);
}

static void put(merge_kit *k, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void put(merge_kit *k, const char *format, ...)
{
    size_t used = strlen(k->text);
    va_list args;
    va_start(args, format);
    vsnprintf(k->text + used, sizeof k->text - used, format, args);
    va_end(args);
}

static void put_days(merge_kit *k, sj_date from, sj_date to)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP];
    sj_date_format(from, first);
    sj_date_format(to, last);
    put(k, " %s..%s", first, last);
}

/* "15 service-limits_2024-01-01.txt 2024-01-01..: 3; ...", the limits that it has */
static const char *releases(merge_kit *k)
{
    const gen_line_tables *l = &k->catalog.lines;
    k->text[0] = '\0';
    for (uint32_t i = 0; i < l->release_count; i++) {
        const gen_line_release *r = &l->releases[i];
        put(k, "%s%u %s", i ? "; " : "", r->table, k->catalog.sources[r->source].file);
        put_days(k, r->from, r->to);
        put(k, ": %u", r->limits);
    }
    return k->text;
}

/* "Q9901 age 18-64 2024-01-01.. 0:2; ...": release and line at the end */
static const char *limits(merge_kit *k)
{
    const gen_line_tables *l = &k->catalog.lines;
    k->text[0] = '\0';
    for (uint32_t i = 0; i < l->limit_count; i++) {
        const gen_limit *r = &l->limits[i];
        char code[SJ_CODE_CAP];
        if (r->kind == SJF_LIMIT_OF_HCPCS)
            snprintf(code, sizeof code, "%04u", (unsigned)r->code);
        else
            sji_unpack(SJ_HCPCS, l->procedures[r->code], code);
        const char *value = gen_text_get(&k->catalog.text, r->value, NULL);
        put(k, "%s%s %s%s%s", i ? "; " : "", code,
            sj_limit_name((sj_limit_kind)r->kind), *value ? " " : "", value);
        put_days(k, r->from, r->to);
        put(k, " %u:%u", r->release, r->line);
    }
    return k->text;
}

static void end(merge_kit *k, const char *messages)
{
    assert_string_equal(kit_messages(k), messages);
    kit_free(k);
}

/* ---- lists ----------------------------------------------------------------------- */

static void a_list_speaks_until_the_next_one(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        merge_kit k;
        kit_init(&k);
        uint32_t a = list(&k, "2024-01-01", NULL), b = list(&k, "2024-06-15", NULL);
        limit(&k, a, "Q9901", SJF_LIMIT_OF_AGE, "18-64", NULL, NULL);
        limit(&k, a, "Q9901", SJF_LIMIT_OF_SEX, "F", NULL, NULL);
        limit(&k, b, "Q9901", SJF_LIMIT_OF_AGE, "21-64", NULL, NULL);
        if (turn)
            kit_reverse(&k);
        kit_merge(&k, false);
        assert_string_equal(
            releases(&k), "15 service-limits_2024-01-01.txt 2024-01-01..2024-06-14: 3; "
                          "15 service-limits_2024-06-15.txt 2024-06-15..: 1");
        /* Rows stay as they were told; the list's days bound them when they are read.
         */
        assert_string_equal(limits(&k), "Q9901 age 18-64 2024-01-01.. 0:1; "
                                        "Q9901 age 21-64 2024-06-15.. 1:3; "
                                        "Q9901 sex F 2024-01-01.. 0:2");
        end(&k, "");
    }
}

static void a_stated_end_holds_unless_the_list_is_carried(void **state)
{
    (void)state;
    for (int carry = 0; carry < 2; carry++) {
        merge_kit k;
        kit_init(&k);
        limit(&k, list(&k, "2024-01-01", "2024-12-31"), "Q9901", SJF_LIMIT_OF_NDC, NULL,
              NULL, NULL);
        kit_merge(&k, carry);
        assert_string_equal(
            releases(&k),
            carry ? "15 service-limits_2024-01-01.txt 2024-01-01..: 64"
                  : "15 service-limits_2024-01-01.txt 2024-01-01..2024-12-31: 64");
        end(&k, "");
    }
}

static void two_lists_of_one_day_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_SERVICE_LIMITS, "a", "2024-01-01", NULL);
    uint32_t b = kit_source(&k, GEN_SERVICE_LIMITS, "b", "2024-01-01", NULL);
    limit(&k, a, "Q9901", SJF_LIMIT_OF_NDC, NULL, NULL, NULL);
    limit(&k, b, "Q9902", SJF_LIMIT_OF_NDC, NULL, NULL, NULL);
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_non_null(strstr(kit_messages(&k), "service-limits_"));
    kit_free(&k);
}

/* ---- rows ------------------------------------------------------------------------ */

static void procedures_come_first_and_revenue_codes_behind_them(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t s = list(&k, "2024-01-01", NULL);
    limit(&k, s, "0450", SJF_LIMIT_OF_HCPCS, NULL, NULL, NULL);
    limit(&k, s, "0045", SJF_LIMIT_OF_HCPCS, NULL, NULL, NULL);
    limit(&k, s, "Q9902", SJF_LIMIT_OF_NDC, NULL, NULL, NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_POS, "11", NULL, NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_AGE, "0-17", "2024-07-01", NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_AGE, "0-18", "2024-02-01", "2024-06-30");
    kit_merge(&k, false);
    assert_string_equal(limits(&k), "Q9901 age 0-18 2024-02-01..2024-06-30 0:6; "
                                    "Q9901 age 0-17 2024-07-01.. 0:5; "
                                    "Q9901 pos 11 2024-01-01.. 0:4; "
                                    "Q9902 ndc 2024-01-01.. 0:3; "
                                    "0045 hcpcs 2024-01-01.. 0:2; "
                                    "0450 hcpcs 2024-01-01.. 0:1");
    assert_string_equal(releases(&k),
                        "15 service-limits_2024-01-01.txt 2024-01-01..: 113");
    assert_int_equal(k.catalog.lines.procedure_count, 2);
    end(&k, "");
}

static void what_is_said_twice_is_kept_once(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t s = list(&k, "2024-01-01", NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_AGE, "18-64", NULL, NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_AGE, "18-64", "2024-01-01", NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_MODIFIER, "GN GO", NULL, NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_MODIFIER, "KX", NULL, NULL);
    limit(&k, s, "Q9901", SJF_LIMIT_OF_MODIFIER, "GN GO", NULL, NULL);
    kit_merge(&k, false);
    assert_string_equal(limits(&k), "Q9901 age 18-64 2024-01-01.. 0:1; "
                                    "Q9901 modifier GN GO 2024-01-01.. 0:3; "
                                    "Q9901 modifier KX 2024-01-01.. 0:4");
    end(&k, "");
}

static void two_rows_of_a_limit_that_meet_are_refused_but_of_modifiers(void **state)
{
    (void)state;
    static const struct {
        unsigned kind;
        const char *code, *one, *two, *message;
    } cases[] = {
        {SJF_LIMIT_OF_AGE, "Q9901", "0-17", "65-99",
         ":2: code Q9901 has an age limit on one of these days already"},
        {SJF_LIMIT_OF_SEX, "Q9901", "F", "M",
         ":2: code Q9901 has a sex limit on one of these days already"},
        {SJF_LIMIT_OF_INPATIENT, "Q9901", NULL, NULL,
         ":2: code Q9901 has an inpatient limit on one of these days already"},
        {SJF_LIMIT_OF_POS, "Q9901", "11", "22",
         ":2: code Q9901 has a pos limit on one of these days already"},
        {SJF_LIMIT_OF_HCPCS, "0450", NULL, NULL,
         ":2: code 0450 has an hcpcs limit on one of these days already"},
        {SJF_LIMIT_OF_NDC, "Q9901", NULL, NULL,
         ":2: code Q9901 has an ndc limit on one of these days already"},
        {SJF_LIMIT_OF_MODIFIER, "Q9901", "GN", "GO", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int meet = 0; meet < 2; meet++) {
            merge_kit k;
            char want[160] = "";
            kit_init(&k);
            uint32_t s = list(&k, "2024-01-01", NULL);
            limit(&k, s, cases[i].code, cases[i].kind, cases[i].one, "2024-01-01",
                  meet ? "2024-06-30" : "2024-06-29");
            limit(&k, s, cases[i].code, cases[i].kind, cases[i].two, "2024-06-30",
                  NULL);
            kit_merge(&k, false);
            if (meet && cases[i].message)
                snprintf(want, sizeof want, "service-limits_2024-01-01.txt%s",
                         cases[i].message);
            assert_int_equal(k.catalog.lines.limit_count, *want ? 1 : 2);
            end(&k, want);
        }
}

static void of_two_lists_each_may_say_its_own(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = list(&k, "2024-01-01", NULL), b = list(&k, "2024-06-15", NULL);
    limit(&k, a, "Q9901", SJF_LIMIT_OF_SEX, "F", NULL, NULL);
    limit(&k, b, "Q9901", SJF_LIMIT_OF_SEX, "M", NULL, NULL);
    kit_merge(&k, false);
    assert_string_equal(limits(&k), "Q9901 sex F 2024-01-01.. 0:1; "
                                    "Q9901 sex M 2024-06-15.. 1:2");
    end(&k, "");
}

static void rows_that_no_image_can_hold_are_refused(void **state)
{
    (void)state;
    static const struct {
        gen_row row;
        const char *message;
    } cases[] = {
        {{.code = "Q9901", .status = SJF_LIMIT_OF_AGE}, "not a limit of service"},
        {{.code = "Q9901", .status = SJF_LIMIT_OF_AGE, .short_text = "18"},
         "not a limit of service"},
        {{.code = "Q9901", .status = SJF_LIMIT_OF_NDC, .short_text = "F"},
         "not a limit of service"},
        {{.code = "Q9901", .status = SJF_LIMIT_OF_NDC, .value = 4},
         "not a limit of service"},
        {{.code = "Q9901", .status = SJF_LIMIT_KINDS}, "not a limit of service"},
        {{.code = "Q990", .status = SJF_LIMIT_OF_NDC}, "not a procedure code"},
        {{.code = "Q9901", .status = SJF_LIMIT_OF_HCPCS}, "not a revenue code"},
        {{.code = "0450", .status = SJF_LIMIT_OF_HCPCS, .system = SJ_HCPCS},
         "not a revenue code"},
        {{.code = "Q9901",
          .status = SJF_LIMIT_OF_NDC,
          .from = GEN_NO_DATE,
          .to = 19722},
         "to is before the first day of the list"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        merge_kit k;
        char want[120];
        kit_init(&k);
        gen_row row = cases[i].row;
        row.kind = GEN_ROW_LIMIT;
        if (row.to == 0)
            row.to = SJ_DATE_OPEN;
        kit_row_add(&k, list(&k, "2024-01-01", NULL), row);
        kit_merge(&k, false);
        snprintf(want, sizeof want, "service-limits_2024-01-01.txt:1: code %s: %s",
                 row.code, cases[i].message);
        assert_string_equal(kit_messages(&k), want);
        kit_free(&k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_speaks_until_the_next_one),
        cmocka_unit_test(a_stated_end_holds_unless_the_list_is_carried),
        cmocka_unit_test(two_lists_of_one_day_are_refused),
        cmocka_unit_test(procedures_come_first_and_revenue_codes_behind_them),
        cmocka_unit_test(what_is_said_twice_is_kept_once),
        cmocka_unit_test(two_rows_of_a_limit_that_meet_are_refused_but_of_modifiers),
        cmocka_unit_test(of_two_lists_each_may_say_its_own),
        cmocka_unit_test(rows_that_no_image_can_hold_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
