/*
 * Made-up 837 files (bench/claims_837.h) with codes of the sample release, read by the
 * library and judged by the command: nothing is lost, nothing is called a fault, and
 * the number of threads cannot be told from what comes out.
 */
#include "bench/claims_837.h"
#include "tests/support/command_check.h"
#include "tests/support/sample.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif

#ifdef UNDER_SANITIZER
enum { LARGE = 2 << 20 };
#else
enum { LARGE = 20 << 20 };
#endif
enum { SMALL = 1 << 20 };

static sample release;

/* ---- what a reader tells --------------------------------------------------------- */

typedef struct telling {
    uint64_t claims[CLAIMS_837_KINDS], lines, diagnoses, sum;
    uint64_t flagged; /* warned of or rejected; when they were checked */
} telling;

static uint64_t mix(uint64_t sum, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++)
        sum = (sum ^ at[i]) * UINT64_C(0x100000001b3);
    return sum;
}

/* All of an item that is easily told: who, where, which codes, how much, when. */
static uint64_t sum_of(uint64_t sum, const sj_x12_item *item)
{
    const sj_claim *claim = &item->claim;
    sum = mix(sum, item->id.text, item->id.len);
    sum = mix(sum, item->interchange.text, item->interchange.len);
    sum = mix(sum, item->transaction.text, item->transaction.len);
    sum = mix(sum, &item->at.segment, sizeof item->at.segment);
    sum = mix(sum, &item->at.byte, sizeof item->at.byte);
    sum = mix(sum, &claim->birth, sizeof claim->birth);
    sum = mix(sum, claim->provider.text, claim->provider.len);
    for (uint32_t i = 0; i < claim->dx_count; i++)
        sum = mix(sum, claim->dx[i].code.text, claim->dx[i].code.len);
    for (uint32_t i = 0; i < claim->px_count; i++)
        sum = mix(sum, claim->px[i].code.text, claim->px[i].code.len);
    for (uint32_t i = 0; i < claim->line_count; i++) {
        const sj_line *line = &claim->lines[i];
        sum = mix(sum, line->code.text, line->code.len);
        sum = mix(sum, line->revenue.text, line->revenue.len);
        sum = mix(sum, &line->charge, sizeof line->charge);
        sum = mix(sum, &line->from, sizeof line->from);
        sum = mix(sum, item->lines[i].control.text, item->lines[i].control.len);
    }
    return sum;
}

static void take(const sj_x12_item *item, sj_x12_event event, bool check, telling *told)
{
    static sj_finding items[1024];
    if (event == SJ_X12_FAULT || item->fault.reason != SJ_X12_OK)
        fail_msg("segment %llu, byte %llu: %s",
                 (unsigned long long)item->fault.at.segment,
                 (unsigned long long)item->fault.at.byte,
                 sj_x12_reason_str(item->fault.reason));
    told->claims[item->claim.type]++;
    told->lines += item->claim.line_count;
    told->diagnoses += item->claim.dx_count;
    told->sum = sum_of(told->sum, item);
    if (!check)
        return;
    sj_findings found = {.items = items, .cap = 1024};
    assert_int_equal(sj_check(release.image, &item->claim, NULL, &found), SJ_OK);
    told->flagged += found.worst >= SJ_WARN;
}

static telling read_shown(const char *text, size_t len, bool check)
{
    sj_x12 *reader;
    sj_x12_item item;
    sj_x12_event event;
    telling told = {0};
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    sj_x12_show(reader, text, len);
    while ((event = sj_x12_next(reader, &item)) != SJ_X12_END) {
        assert_int_not_equal(event, SJ_X12_MORE);
        take(&item, event, check, &told);
    }
    sj_x12_close(reader);
    return told;
}

/* At most `most` bytes at a time. */
static telling read_fed(const char *text, size_t len, size_t most)
{
    sj_x12 *reader;
    sj_x12_item item;
    sj_x12_event event;
    telling told = {0};
    size_t at = 0;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    while ((event = sj_x12_next(reader, &item)) != SJ_X12_END) {
        if (event != SJ_X12_MORE) {
            take(&item, event, false, &told);
            continue;
        }
        size_t room;
        char *into = sj_x12_room(reader, &room);
        assert_in_range(room, 65536, SIZE_MAX);
        room = room < most ? room : most;
        room = room < len - at ? room : len - at;
        memcpy(into, text + at, room);
        sj_x12_feed(reader, room);
        at += room;
    }
    assert_int_equal(at, len);
    sj_x12_close(reader);
    return told;
}

static void tells_what_was_made(const telling *told, const claims_837_counts *made)
{
    for (unsigned i = 0; i < CLAIMS_837_KINDS; i++)
        assert_int_equal(told->claims[i], made->claims[i]);
    assert_int_equal(told->lines, made->lines);
    assert_int_equal(told->diagnoses, made->diagnoses);
}

static char *make(const claims_837_options *options, claims_837_counts *made)
{
    char *text = claims_837_make(release.image, options, made);
    assert_non_null(text);
    return text;
}

/* ---- the library ----------------------------------------------------------------- */

static void every_claim_and_line_made_is_read_and_nothing_is_a_fault(void **state)
{
    (void)state;
    claims_837_options options = claims_837_usual();
    claims_837_counts made;
    options.bytes = LARGE;
    char *text = make(&options, &made);
    assert_in_range(made.bytes, LARGE, LARGE + (64 << 10));
    telling told = read_shown(text, made.bytes, false);
    tells_what_was_made(&told, &made);
    for (unsigned i = 0; i < CLAIMS_837_KINDS; i++)
        assert_true(made.claims[i] > 0);
    free(text);
}

/* What the maker says of itself, against a plain look at its bytes. */
static void counts_of_the_maker_are_those_of_its_segments(void **state)
{
    (void)state;
    static const char *const ids[] = {"ISA*", "GS*", "ST*", "CLM*", "LX*"};
    claims_837_options options = claims_837_usual();
    claims_837_counts made;
    uint64_t seen[5] = {0}, segments = 0;
    options.bytes = SMALL;
    char *text = make(&options, &made);
    for (const char *at = text; *at; segments++) {
        for (unsigned i = 0; i < 5; i++)
            seen[i] += strncmp(at, ids[i], strlen(ids[i])) == 0;
        at = strstr(at, "~\n");
        assert_non_null(at);
        at += 2;
    }
    assert_int_equal(segments, made.segments);
    assert_int_equal(seen[0], made.interchanges);
    assert_int_equal(seen[1], made.groups);
    assert_int_equal(seen[2], made.transactions);
    assert_int_equal(seen[3], made.claims[0] + made.claims[1] + made.claims[2]);
    assert_int_equal(seen[4], made.lines);
    assert_in_range(seen[3] * 25, 1, segments);
    assert_in_range(made.bytes, 700 * (uint64_t)seen[3], 1400 * (uint64_t)seen[3]);
    free(text);
}

static void chunks_of_any_size_give_the_same_claims(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 7, 4096, 65536, SIZE_MAX};
    claims_837_options options = claims_837_usual();
    claims_837_counts made;
    options.bytes = SMALL;
    char *text = make(&options, &made);
    telling shown = read_shown(text, made.bytes, false);
    tells_what_was_made(&shown, &made);
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        telling fed = read_fed(text, made.bytes, sizes[i]);
        tells_what_was_made(&fed, &made);
        assert_int_equal(fed.sum, shown.sum);
    }
    free(text);
}

static void any_separators_and_line_breaks_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *separators, *line_break;
    } ways[] = {{"*:^~", ""},  {"*:^~", "\r\n"},         {"|>!~", "\n"},
                {"*:^\n", ""}, {"\x1d\x1f\x1e\x1c", ""}, {"+<=\r", "\n"}};
    for (unsigned i = 0; i < sizeof ways / sizeof *ways; i++) {
        claims_837_options options = claims_837_usual();
        claims_837_counts made;
        options.bytes = SMALL;
        options.element = ways[i].separators[0];
        options.component = ways[i].separators[1];
        options.repetition = ways[i].separators[2];
        options.terminator = ways[i].separators[3];
        options.line_break = ways[i].line_break;
        char *text = make(&options, &made);
        telling told = read_shown(text, made.bytes, false);
        tells_what_was_made(&told, &made);
        free(text);
    }
}

static void a_file_of_one_kind_has_that_kind_alone(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < CLAIMS_837_KINDS; kind++) {
        claims_837_options options = claims_837_usual();
        claims_837_counts made;
        options.bytes = SMALL;
        memset(options.shares, 0, sizeof options.shares);
        options.shares[kind] = 1;
        options.invented = 50;
        char *text = make(&options, &made);
        telling told = read_shown(text, made.bytes, false);
        tells_what_was_made(&told, &made);
        assert_int_equal(told.claims[0] + told.claims[1] + told.claims[2],
                         told.claims[kind]);
        free(text);
    }
}

static void a_seed_makes_one_file_and_another_seed_another(void **state)
{
    (void)state;
    claims_837_options options = claims_837_usual();
    claims_837_counts made, again, other;
    options.bytes = SMALL;
    char *one = make(&options, &made), *same = make(&options, &again);
    options.seed++;
    char *different = make(&options, &other);
    assert_int_equal(made.bytes, again.bytes);
    assert_memory_equal(one, same, made.bytes);
    assert_int_not_equal(memcmp(one, different, SMALL), 0);
    free(one);
    free(same);
    free(different);
}

static void most_claims_are_sensible_and_mistakes_are_found(void **state)
{
    (void)state;
    claims_837_options options = claims_837_usual();
    claims_837_counts made;
    options.bytes = SMALL;
    options.mistakes = 0;
    char *text = make(&options, &made);
    telling told = read_shown(text, made.bytes, true);
    uint64_t claims = told.claims[0] + told.claims[1] + told.claims[2];
    print_message("%llu of %llu claims are flagged\n", (unsigned long long)told.flagged,
                  (unsigned long long)claims);
    assert_int_equal(made.mistakes, 0);
    assert_in_range(told.flagged, 0, claims / 2);
    free(text);

    options.mistakes = 100;
    text = make(&options, &made);
    told = read_shown(text, made.bytes, true);
    claims = told.claims[0] + told.claims[1] + told.claims[2];
    assert_int_equal(made.mistakes, claims);
    assert_int_equal(told.flagged, claims);
    free(text);
}

/* ---- the command ----------------------------------------------------------------- */

static void judge_file(const char *image, const char *path, const char *output,
                       const char *threads, command_result *result)
{
    char variable[512];
    (void)snprintf(variable, sizeof variable, "SCRUBJAY_IMAGE=%s", image);
    run_with(ARGS("check", "-f", "x12", "-o", output, "-j", threads, path), NULL,
             ARGS(variable), result);
    assert_string_equal(result->err, "");
    assert_int_equal(result->status, 1);
}

static void output_is_the_same_on_one_thread_two_and_eight(void **state)
{
    (void)state;
    static const char *const outputs[] = {"ndjson", "text", "summary"};
    static const char *const threads[] = {"2", "8"};
    claims_837_options options = claims_837_usual();
    claims_837_counts made;
    options.bytes = LARGE;
    options.mistakes = 10;
    char *text = make(&options, &made), *folder = folder_create();
    write_file(folder, "claims.837", text, made.bytes);
    write_file(folder, "sample.sjay", release.compiled.image.data,
               release.compiled.image.size);
    free(text);
    char *path = path_in(folder, "claims.837"), *image = path_in(folder, "sample.sjay");
    for (unsigned o = 0; o < 3; o++) {
        command_result one, many;
        judge_file(image, path, outputs[o], "1", &one);
        if (o == 0) {
            uint64_t lines = 0;
            for (size_t i = 0; i < one.out_len; i++)
                lines += one.out[i] == '\n';
            assert_int_equal(lines, made.claims[0] + made.claims[1] + made.claims[2]);
        }
        for (unsigned t = 0; t < 2; t++) {
            judge_file(image, path, outputs[o], threads[t], &many);
            assert_int_equal(many.out_len, one.out_len);
            assert_int_equal(memcmp(many.out, one.out, one.out_len), 0);
            command_result_free(&many);
        }
        command_result_free(&one);
    }
    free(path);
    free(image);
    folder_remove(folder);
}

static int open_release(void **state)
{
    (void)state;
    return !sample_open(SCRUBJAY_SOURCE_DIR "/data", &release);
}

static int close_release(void **state)
{
    (void)state;
    sample_close(&release);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_and_line_made_is_read_and_nothing_is_a_fault),
        cmocka_unit_test(counts_of_the_maker_are_those_of_its_segments),
        cmocka_unit_test(chunks_of_any_size_give_the_same_claims),
        cmocka_unit_test(any_separators_and_line_breaks_are_read),
        cmocka_unit_test(a_file_of_one_kind_has_that_kind_alone),
        cmocka_unit_test(a_seed_makes_one_file_and_another_seed_another),
        cmocka_unit_test(most_claims_are_sensible_and_mistakes_are_found),
        cmocka_unit_test(output_is_the_same_on_one_thread_two_and_eight),
    };
    return cmocka_run_group_tests(tests, open_release, close_release);
}
