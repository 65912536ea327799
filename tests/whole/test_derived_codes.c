/*
 * Invariants 22 and 23 of DOMAIN.md 6: what the tables and definitions of the XML files
 * expand to, held against the order files of the same release. Both expansions are read
 * here, with expat, from the files alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <expat.h>

#include "tests/support/plain_fixture.h"

static plain_world world;
static plain_answers answers;
static const char *folder;

enum { DEPTH = 24, LABELS = 64 };

/* ---- codes ---- */

typedef struct codes {
    char (*items)[8];
    size_t count, cap;
} codes;

static void add(codes *c, const char *code)
{
    if (c->count == c->cap) {
        c->cap = c->cap * 2 + 4096;
        c->items = realloc(c->items, c->cap * 8);
        assert_non_null(c->items);
    }
    memset(c->items[c->count], 0, 8);
    memcpy(c->items[c->count++], code, strlen(code));
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void sort_once(codes *c)
{
    size_t kept = 0;
    if (c->count > 0)
        qsort(c->items, c->count, 8, by_bytes);
    for (size_t i = 0; i < c->count; i++)
        if (kept == 0 || strcmp(c->items[kept - 1], c->items[i]) != 0)
            memmove(c->items[kept++], c->items[i], 8);
    c->count = kept;
}

static bool has(const codes *c, const char *code)
{
    char key[8] = {0};
    memcpy(key, code, strlen(code));
    return c->count > 0 && bsearch(key, c->items, c->count, 8, by_bytes) != NULL;
}

static const plain_release *release_of(sj_system system, const char *label)
{
    for (uint32_t i = 0; i < world.release_count; i++)
        if (world.releases[i].system == system &&
            strcmp(world.releases[i].label, label) == 0)
            return &world.releases[i];
    return NULL;
}

/* Each file of a kind in the manifest, with its release. */
static int each_file(const char *kind,
                     void (*read)(const char *path, const char *label))
{
    char path[1024], *line;
    size_t size;
    int n = 0;
    snprintf(path, sizeof path, "%s/manifest.csv", folder);
    char *bytes = plain_slurp(path, &size), *rest = bytes;
    while ((line = strsep(&rest, "\n"))) {
        char *file = strsep(&line, ","), *is = strsep(&line, ",");
        char *label = strsep(&line, ",");
        if (!label || strcmp(is, kind) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, file);
        read(path, label);
        n++;
    }
    free(bytes);
    return n;
}

/* ---- XML ---- */

typedef struct xml {
    XML_Parser parser;
    char element[DEPTH][32];
    int depth;
    char text[4096];
    size_t len;
    /* PCS: labels of the axes */
    char labels[8][LABELS];
    int position;
    /* CM: nodes from the chapter down */
    char name[DEPTH][16];
    char extensions[DEPTH][LABELS];
    bool leaf[DEPTH];
    int diag;
    codes found;
} xml;

static void XMLCALL on_text(void *user, const XML_Char *s, int len)
{
    xml *x = user;
    size_t n = (size_t)len;
    if (n > sizeof x->text - 1 - x->len)
        n = sizeof x->text - 1 - x->len;
    memcpy(x->text + x->len, s, n);
    x->len += n;
    x->text[x->len] = 0;
}

static const char *attribute(const XML_Char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return "";
}

static void parse(const char *path, xml *x, XML_StartElementHandler on_start,
                  XML_EndElementHandler on_end)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    x->parser = XML_ParserCreate(NULL);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    if (XML_Parse(x->parser, bytes, (int)size, 1) != XML_STATUS_OK)
        plain_die(path, XML_GetCurrentLineNumber(x->parser), "no XML");
    XML_ParserFree(x->parser);
    free(bytes);
    sort_once(&x->found);
}

/* ---- PCS: axes 1 to 3 of a table, 4 to 7 of each row ---- */

static void XMLCALL pcs_start(void *user, const XML_Char *name, const XML_Char **atts)
{
    xml *x = user;
    if (strcmp(name, "axis") == 0) {
        x->position = atoi(attribute(atts, "pos"));
        assert_in_range(x->position, 1, 7);
        x->labels[x->position][0] = 0;
    } else if (strcmp(name, "label") == 0) {
        char *labels = x->labels[x->position];
        strncat(labels, attribute(atts, "code"), 1);
    }
}

static void XMLCALL pcs_end(void *user, const XML_Char *name)
{
    xml *x = user;
    char code[8] = {0};
    if (strcmp(name, "pcsRow") != 0)
        return;
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(strlen(x->labels[i]), 1);
        code[i - 1] = x->labels[i][0];
    }
    for (const char *a = x->labels[4]; *a; a++)
        for (const char *b = x->labels[5]; *b; b++)
            for (const char *c = x->labels[6]; *c; c++)
                for (const char *d = x->labels[7]; *d; d++) {
                    code[3] = *a;
                    code[4] = *b;
                    code[5] = *c;
                    code[6] = *d;
                    add(&x->found, code);
                }
}

static void compare_pcs(const char *path, const char *label)
{
    static xml x;
    const plain_release *r = release_of(SJ_ICD10PCS, label);
    memset(&x, 0, sizeof x);
    assert_non_null(r);
    parse(path, &x, pcs_start, pcs_end);
    size_t missing = 0;
    for (uint32_t i = 0; i < r->count; i++)
        missing +=
            r->rows[i].status == SJ_CODE_BILLABLE && !has(&x.found, r->rows[i].code);
    printf(
        "PCS %s: %zu codes in the tables, %u in the order file, %zu not in a table\n",
        label, x.found.count, r->billable, missing);
    assert_int_equal(missing, 0);
    assert_int_equal(x.found.count, r->billable);
    free(x.found.items);
}

static void procedure_tables_expand_to_the_order_file(void **state)
{
    (void)state;
    assert_int_not_equal(each_file("icd10pcs-tables", compare_pcs), 0);
}

/* ---- CM: the nearest sevenChrDef; a leaf, X up to six, and each extension ---- */

static void XMLCALL cm_start(void *user, const XML_Char *name, const XML_Char **atts)
{
    xml *x = user;
    assert_true(x->depth < DEPTH);
    snprintf(x->element[x->depth++], sizeof x->element[0], "%s", name);
    x->len = 0;
    x->text[0] = 0;
    if (strcmp(name, "diag") == 0) {
        x->leaf[x->diag] = false; /* the node around it */
        x->diag++;
        x->leaf[x->diag] = true;
        memcpy(x->extensions[x->diag], x->extensions[x->diag - 1], LABELS);
    } else if (strcmp(name, "sevenChrDef") == 0) {
        x->extensions[x->diag][0] = 0; /* overrides an inherited one */
    } else if (strcmp(name, "extension") == 0) {
        strncat(x->extensions[x->diag], attribute(atts, "char"), 1);
    } else if (strcmp(name, "section") == 0) {
        x->extensions[0][0] = 0;
    }
}

static void end_diag(xml *x)
{
    char code[16] = {0};
    size_t n = strlen(x->name[x->diag]);
    memcpy(code, x->name[x->diag], n);
    if (x->leaf[x->diag] && !x->extensions[x->diag][0])
        add(&x->found, code);
    if (x->leaf[x->diag] && x->extensions[x->diag][0] && n < 7) {
        memset(code + n, 'X', 6 - (n < 6 ? n : 6));
        for (const char *e = x->extensions[x->diag]; *e; e++) {
            code[6] = *e;
            add(&x->found, code);
        }
    } else if (x->leaf[x->diag] && n == 7) {
        add(&x->found, code);
    }
    x->diag--;
}

static void XMLCALL cm_end(void *user, const XML_Char *name)
{
    xml *x = user;
    x->depth--;
    if (strcmp(name, "name") == 0 && x->diag > 0 &&
        strcmp(x->element[x->depth - 1], "diag") == 0) {
        size_t n = 0;
        for (const char *p = x->text; *p && n < 15; p++)
            if (*p != '.' && *p != ' ')
                x->name[x->diag][n++] = *p;
        x->name[x->diag][n] = 0;
    } else if (strcmp(name, "diag") == 0) {
        end_diag(x);
    }
}

/* What the definitions give beyond the order file: S06.-X7 and -X8 with D or S, death
 * before regaining consciousness (DOMAIN.md 3.1: 72 for FY2021). */
static void compare_cm(const char *path, const char *label)
{
    static xml x;
    const plain_release *r = release_of(SJ_ICD10CM, label);
    size_t missing = 0, extra = 0, explained = 0;
    memset(&x, 0, sizeof x);
    assert_non_null(r);
    parse(path, &x, cm_start, cm_end);
    codes listed = {0};
    for (uint32_t i = 0; i < r->count; i++)
        if (r->rows[i].status == SJ_CODE_BILLABLE) {
            add(&listed, r->rows[i].code);
            if (!has(&x.found, r->rows[i].code) && missing++ < 5)
                printf("not derived: %s\n", r->rows[i].code);
        }
    sort_once(&listed);
    for (size_t i = 0; i < x.found.count; i++) {
        const char *code = x.found.items[i];
        if (has(&listed, code))
            continue;
        extra++;
        explained += strncmp(code, "S06", 3) == 0 && strchr("78", code[5]) &&
                     strchr("DS", code[6]);
        if (!(strncmp(code, "S06", 3) == 0))
            printf("derived, not in the order file: %s\n", code);
    }
    printf("CM %s: %zu derived, %zu billable, %zu not derived, %zu derived alone "
           "(%zu of S06 with D or S)\n",
           label, x.found.count, listed.count, missing, extra, explained);
    assert_int_equal(missing, 0);
    assert_int_equal(extra, explained);
    if (strcmp(label, "2021-01") == 0)
        assert_int_equal(extra, 72);
    free(listed.items);
    free(x.found.items);
}

static void seventh_characters_derive_every_code_and_only_known_others(void **state)
{
    (void)state;
    assert_int_not_equal(each_file("icd10cm-tabular", compare_cm), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(procedure_tables_expand_to_the_order_file),
        cmocka_unit_test(seventh_characters_derive_every_code_and_only_known_others),
    };
    folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_read_world(folder, &world);
    plain_answers_make(&world, false, &answers);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_answers_free(&answers);
    plain_free_world(&world);
    return failed;
}
