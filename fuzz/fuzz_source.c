/*
 * Any bytes as an official file: each reader takes them or refuses them with a message,
 * and what it takes are canonical codes with clean words. What is taken as a dump
 * builds an image that verifies, or is refused by the builder with a message. Input: a
 * letter for the kind (and for lists, the system), then the file.
 */
#include "fuzz/check.h"

#include "engine/format/layout.h"
#include "engine/lookup/service_limits.h"
#include "gen/build/build.h"
#include "gen/source/dump.h"
#include "gen/source/encoding.h"
#include "gen/source/source.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the first byte selects, from 'a' on. */
static const struct {
    gen_kind kind;
    sj_system system;
    const char *release;
} kinds[] = {
    {GEN_ICD10CM_ORDER, SJ_ICD10CM, "2025"},
    {GEN_ICD10PCS_ORDER, SJ_ICD10PCS, "2025"},
    {GEN_ICD10CM_CODES, SJ_ICD10CM, "2025"},
    {GEN_ICD10PCS_CODES, SJ_ICD10PCS, "2025"},
    {GEN_ICD9CM_LONG, SJ_ICD9CM, "v32"},
    {GEN_ICD9CM_SHORT, SJ_ICD9CM, "v32"},
    {GEN_ICD9PCS_LONG, SJ_ICD9PCS, "v32"},
    {GEN_ICD9PCS_SHORT, SJ_ICD9PCS, "v32"},
    {GEN_HCPCS_ANWEB, SJ_HCPCS, "2025Q1"},
    {GEN_HCPCS_NOC, SJ_HCPCS, "2025Q1"},
    {GEN_CODES_CSV, SJ_NDC, "2025"},
    {GEN_CODES_CSV, SJ_POS, "2025"},
    {GEN_CODES_CSV, SJ_REVENUE, "2025"},
    {GEN_CODES_CSV, SJ_TOB, "2025"},
    {GEN_DUMP, SJ_ICD10CM, "1"},
    {GEN_ICD10CM_TABULAR, SJ_ICD10CM, "2025"},
    {GEN_ICD10PCS_TABLES, SJ_ICD10PCS, "2025"},
    {GEN_MCE_TEXT, SJ_SYSTEM_COUNT, "v41"},
    {GEN_MCE_LISTS, SJ_SYSTEM_COUNT, "v36"},
    {GEN_POA_EXEMPT, SJ_ICD10CM, "2025"},
    {GEN_GEM_I9, SJ_ICD9CM, "2018"},
    {GEN_GEM_PCSI9, SJ_ICD10PCS, "2018"},
    {GEN_CONVERSION, SJ_ICD10CM, "2025"},
    {GEN_PTP_PRACTITIONER, SJ_SYSTEM_COUNT, "2025Q1"},
    {GEN_PTP_MEDICAID_DME, SJ_SYSTEM_COUNT, "2025Q1"},
    {GEN_MUE_PRACTITIONER, SJ_SYSTEM_COUNT, "2025Q1"},
    {GEN_AOC, SJ_SYSTEM_COUNT, "2025Q1"},
    {GEN_PPRRVU, SJ_SYSTEM_COUNT, "2025Q1"},
    {GEN_NECESSITY, SJ_SYSTEM_COUNT, "2025"},
    {GEN_SERVICE_LIMITS, SJ_SYSTEM_COUNT, "2025"},
};

static bool is_code(const gen_row *row)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    return row->system < SJ_SYSTEM_COUNT && strlen(row->code) == row->code_len &&
           sj_normalize(row->system, row->code, row->code_len, canonical, &n) &&
           strcmp(canonical, row->code) == 0;
}

static void check_code(const gen_row *row)
{
    CHECK(is_code(row));
    CHECK(row->status == SJ_CODE_HEADER || row->status == SJ_CODE_BILLABLE);
    CHECK((row->flags & ~SJ_FLAG_NOC) == 0);
    CHECK(row->from == GEN_NO_DATE || row->from <= row->to);
    if (row->has_text && row->short_text)
        CHECK(!memchr(row->short_text, '\0', row->short_len));
    if (row->has_text && row->long_text)
        CHECK(!memchr(row->long_text, '\0', row->long_len));
}

static bool is_text(const char *text, size_t len)
{
    return text && len > 0 && !memchr(text, '\0', len) && gen_is_utf8(text, len);
}

static void check_values(const gen_row *row)
{
    uint64_t values[4];
    CHECK(row->code_len == 3 && row->short_len == sizeof values);
    memcpy(values, row->short_text, sizeof values);
    for (int i = 0; i < 4; i++)
        CHECK(values[i] != 0 && values[i] >> 36 == 0);
}

/* What edits are made of: what listing.h says of each kind. */
static void check_edit_row(const gen_row *row)
{
    switch (row->kind) {
    case GEN_ROW_NODE:
        CHECK(row->status <= SJF_LEVEL_CODE);
        CHECK(row->status != SJF_LEVEL_CODE || is_code(row));
        CHECK((row->status == SJF_LEVEL_CHAPTER) == (row->short_text == NULL));
        CHECK(row->status == SJF_LEVEL_CODE || is_text(row->long_text, row->long_len));
        break;
    case GEN_ROW_NOTE:
        CHECK(row->status < SJ_NOTE_KIND_COUNT && row->flags < 4);
        CHECK(is_text(row->long_text, row->long_len));
        break;
    case GEN_ROW_PCS:
        check_values(row);
        break;
    case GEN_ROW_LABEL:
        CHECK(row->code_len == 3 && row->value >> 6 >= 1 && row->value >> 6 <= 7);
        CHECK(is_text(row->long_text, row->long_len));
        break;
    case GEN_ROW_LIST:
        CHECK(row->status < SJF_TRAIT_COUNT);
        break;
    default:
        CHECK(is_code(row));
    }
}

/* A code of the line tables; its first character tells the system. */
static void check_procedure(const char *code, size_t len)
{
    CHECK(len == 5);
    for (size_t i = 0; i < 5; i++)
        CHECK((code[i] >= '0' && code[i] <= '9') || (code[i] >= 'A' && code[i] <= 'Z'));
}

static void check_rationale(const gen_row *row)
{
    CHECK(!row->long_text || is_text(row->long_text, row->long_len));
}

static void check_policy(const gen_row *row)
{
    char code[SJ_CODE_CAP];
    size_t n;
    const char *tab = memchr(row->long_text, '\t', row->long_len);
    CHECK(row->value == 2 || row->value == 3);
    CHECK(tab && tab > row->long_text && gen_is_utf8(row->long_text, row->long_len));
    CHECK(sj_normalize(SJ_ICD10CM, row->short_text, row->short_len, code, &n) &&
          n == row->short_len && memcmp(code, row->short_text, n) == 0);
}

static void check_limit(const gen_row *row)
{
    CHECK(is_code(row) &&
          (row->system == SJ_REVENUE) == (row->status == SJF_LIMIT_OF_HCPCS));
    CHECK(row->value <= SJ_REJECT && row->long_len <= SJI_LIMIT_CITATION_MAX);
    CHECK(sji_is_limit_value(row->status, row->short_text ? row->short_text : "",
                             row->short_text ? row->short_len : 0));
    CHECK(!row->long_text || gen_is_utf8(row->long_text, row->long_len));
}

/* Tables of line edits: what listing.h says of each kind. */
static void check_line_row(const gen_row *row)
{
    if (row->kind != GEN_ROW_LIMIT)
        check_procedure(row->code, row->code_len);
    CHECK(row->from == GEN_NO_DATE || row->from <= row->to);
    switch (row->kind) {
    case GEN_ROW_PTP:
        check_procedure(row->short_text, row->short_len);
        CHECK(row->status == 0 || row->status == 1 || row->status == 9);
        CHECK(row->from != GEN_NO_DATE && row->flags <= 1);
        check_rationale(row);
        break;
    case GEN_ROW_MUE:
        CHECK(row->status <= 3);
        check_rationale(row);
        break;
    case GEN_ROW_ADDON:
        CHECK(row->status >= 1 && row->status <= 3 && row->from != GEN_NO_DATE);
        if (row->short_text)
            check_procedure(row->short_text, row->short_len);
        break;
    case GEN_ROW_FEE:
        CHECK(row->long_len == 10 && gen_is_plain_ascii(row->long_text, 10));
        CHECK(row->long_text[0] != ' ');
        CHECK(!row->short_text || row->short_len == 2);
        break;
    case GEN_ROW_FACTS:
        CHECK(is_code(row) && row->long_len <= 149);
        CHECK(gen_is_plain_ascii(row->long_text, row->long_len));
        break;
    default:
        if (row->kind == GEN_ROW_LIMIT) {
            check_limit(row);
            break;
        }
        CHECK(row->kind == GEN_ROW_POLICY && row->status <= 1);
        check_policy(row);
    }
}

static bool take_row(void *ctx, const gen_row *row)
{
    uint64_t *rows = ctx;
    CHECK(row->line > 0 || row->kind == GEN_ROW_LIST);
    if (row->kind == GEN_ROW_CODE)
        check_code(row);
    else if (row->kind >= GEN_ROW_PTP)
        check_line_row(row);
    else
        check_edit_row(row);
    ++*rows;
    return true;
}

static void check_messages(const gen_report *report, bool good)
{
    CHECK(good == (report->errors == 0));
    for (uint32_t i = 0; i < report->count; i++)
        CHECK(report->messages[i].text && report->messages[i].text[0] != '\0');
    CHECK(good || report->count > 0);
}

static void check_dump(gen_source *source, gen_report *report)
{
    gen_catalog catalog;
    gen_bytes image = {0};
    sj_image *opened;
    sj_error err = {.what = "nothing"};
    gen_catalog_init(&catalog);
    bool good = gen_dump_read(source, &catalog, report);
    check_messages(report, good);
    if (good && gen_build_image(&catalog, &image, report)) {
        sj_status status =
            sj_image_open_memory(image.data, image.size, NULL, &opened, &err);
        if (status == SJ_OK)
            status = sj_image_verify(opened, &err);
        if (status != SJ_OK)
            fprintf(stderr, "%s at %llu\n", err.what, (unsigned long long)err.off);
        CHECK(status == SJ_OK);
        sj_image_close(opened);
    } else if (good) {
        CHECK(report->errors > 0);
    }
    gen_bytes_free(&image);
    gen_catalog_free(&catalog);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t which = (size_t)(data[0] - 'a') % (sizeof kinds / sizeof *kinds);
    char path[64];
    int fd = memfd_create("source", 0); /* readers take names, and this is no file */
    CHECK(fd >= 0);
    CHECK(write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    gen_source source = {.path = path,
                         .container = path,
                         .file = path,
                         .kind_name = path,
                         .kind = kinds[which].kind,
                         .system = kinds[which].system,
                         .release = (char *)kinds[which].release,
                         .from = 20000,
                         .to = SJ_DATE_OPEN};
    gen_report report;
    uint64_t rows = 0;
    gen_report_init(&report, false);
    if (source.kind == GEN_DUMP) {
        check_dump(&source, &report);
    } else {
        bool good = gen_read_source(&source, take_row, &rows, &report);
        check_messages(&report, good);
        /* Labels, facts and what a list holds at all stand beside records; a new code
         * may have no predecessor. */
        bool beside =
            source.kind >= GEN_ICD10CM_TABULAR || source.kind == GEN_HCPCS_ANWEB;
        CHECK(!beside                         ? source.records == rows
              : source.kind != GEN_CONVERSION ? source.records <= rows
                                              : true);
        CHECK(!good || rows > 0 || source.kind == GEN_CONVERSION);
    }
    gen_report_free(&report);
    close(fd);
    return 0;
}
