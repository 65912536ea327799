/*
 * Reads a Tabular List (DOMAIN.md 2.1) with expat into a plain array of nodes, each
 * with the references of its notes. The notes of one node stand together in `bounds`.
 */
#include "fuzz/reference/reference_rules.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void *ref_grow(void *p, size_t count, size_t size)
{
    void *q = realloc(p, (count ? count : 1) * size);
    if (!q)
        plain_die("memory", 0, "exhausted");
    return q;
}

enum { DEPTH_MAX = 32 };

typedef struct reading {
    ref_tabular *out;
    const char *path;
    XML_Parser parser;
    char element[DEPTH_MAX][32];
    int depth;
    int node; /* the chapter, section or diag we are in, -1 outside */
    char *text;
    size_t len, cap;
} reading;

static void clear_text(reading *r)
{
    r->len = 0;
}

static void XMLCALL on_text(void *user, const XML_Char *s, int len)
{
    reading *r = user;
    if (r->len + (size_t)len + 1 > r->cap)
        r->text = ref_grow(r->text, r->cap = 2 * r->cap + (size_t)len + 1024, 1);
    memcpy(r->text + r->len, s, (size_t)len);
    r->len += (size_t)len;
}

/* The collected text with every run of white space as one blank, none at the ends. */
static const char *collected(reading *r)
{
    size_t n = 0;
    on_text(r, "", 0);
    for (size_t i = 0; i < r->len; i++) {
        bool blank = strchr(" \t\r\n", r->text[i]) != NULL;
        if (!blank)
            r->text[n++] = r->text[i];
        else if (n > 0 && r->text[n - 1] != ' ')
            r->text[n++] = ' ';
    }
    while (n > 0 && r->text[n - 1] == ' ')
        n--;
    r->text[n] = 0;
    r->len = n;
    return r->text;
}

static void begin_node(reading *r, ref_node_type type, const XML_Char **attributes)
{
    ref_tabular *t = r->out;
    if ((t->node_count & 1023) == 0)
        t->nodes = ref_grow(t->nodes, (size_t)t->node_count + 1024, sizeof *t->nodes);
    ref_node *node = &t->nodes[t->node_count];
    memset(node, 0, sizeof *node);
    node->type = type;
    node->parent = r->node;
    if (type == REF_DIAG && t->nodes[r->node].type == REF_SECTION)
        t->nodes[r->node].holds_categories = true;
    for (int i = 0; type == REF_SECTION && attributes[i]; i += 2)
        if (strcmp(attributes[i], "id") == 0)
            snprintf(node->id, sizeof node->id, "%s", attributes[i + 1]);
    r->node = t->node_count++;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **atts)
{
    reading *r = user;
    if (r->depth == DEPTH_MAX)
        plain_die(r->path, XML_GetCurrentLineNumber(r->parser), "nested too deep");
    snprintf(r->element[r->depth++], sizeof r->element[0], "%s", name);
    clear_text(r);
    if (strcmp(name, "chapter") == 0)
        begin_node(r, REF_CHAPTER, atts);
    else if (strcmp(name, "section") == 0)
        begin_node(r, REF_SECTION, atts);
    else if (strcmp(name, "diag") == 0)
        begin_node(r, REF_DIAG, atts);
}

static void end_name(reading *r)
{
    ref_node *node = &r->out->nodes[r->node];
    const char *name = collected(r);
    size_t n = 0;
    for (size_t i = 0; name[i]; i++)
        if (name[i] != '.' && n + 1 < sizeof node->id)
            node->id[n++] = name[i];
    node->id[n] = 0;
}

static const char *const containers[REF_KINDS] = {"excludes1", "excludes2", "codeFirst",
                                                  "useAdditionalCode", "codeAlso"};

/* RULINGS.md 12. */
static bool is_weak(const char *text)
{
    static const char *const words[] = {"such as", "if applicable", "if known",
                                        "any associated"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasestr(text, words[i]))
            return true;
    return false;
}

static void end_note(reading *r, const char *container)
{
    ref_tabular *t = r->out;
    for (int kind = 0; kind < REF_KINDS; kind++) {
        if (strcmp(container, containers[kind]) != 0)
            continue;
        ref_reference found[REF_REFERENCES_MAX];
        const char *text = collected(r);
        if (kind == REF_CODE_FIRST && is_weak(text))
            t->nodes[r->node].weak = true;
        int n = ref_parse_note(text, found, &t->unread);
        for (int i = 0; i < n; i++) {
            if ((t->bound_count & 1023) == 0)
                t->bounds = ref_grow(t->bounds, (size_t)t->bound_count + 1024,
                                     sizeof *t->bounds);
            t->bounds[t->bound_count++] = (ref_bound){
                .reference = found[i], .node = r->node, .kind = (ref_kind)kind};
        }
    }
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    reading *r = user;
    const char *parent = --r->depth > 0 ? r->element[r->depth - 1] : "";
    if (strcmp(name, "name") == 0 && r->node >= 0)
        end_name(r);
    else if (strcmp(name, "note") == 0 && r->node >= 0)
        end_note(r, parent);
    else if (strcmp(name, "chapter") == 0 || strcmp(name, "section") == 0 ||
             strcmp(name, "diag") == 0)
        r->node = r->out->nodes[r->node].parent;
    clear_text(r);
}

static int bound_by_node(const void *a, const void *b)
{
    const ref_bound *x = a, *y = b;
    return x->node < y->node ? -1 : x->node > y->node;
}

static const ref_tabular *sorting;

static int diag_by_id(const void *a, const void *b)
{
    return strcmp(sorting->nodes[*(const int *)a].id,
                  sorting->nodes[*(const int *)b].id);
}

static void index_nodes(ref_tabular *t)
{
    if (t->bound_count > 0)
        qsort(t->bounds, (size_t)t->bound_count, sizeof *t->bounds, bound_by_node);
    for (int i = 0; i < t->node_count; i++)
        t->nodes[i].first = t->bound_count;
    for (int i = t->bound_count; i-- > 0;) {
        t->nodes[t->bounds[i].node].first = i;
        t->nodes[t->bounds[i].node].count++;
    }
    t->diags = ref_grow(NULL, (size_t)t->node_count, sizeof *t->diags);
    for (int i = 0; i < t->node_count; i++)
        if (t->nodes[i].type == REF_DIAG)
            t->diags[t->diag_count++] = i;
    t->spanning = ref_grow(NULL, (size_t)t->node_count, sizeof *t->spanning);
    for (int i = 0; i < t->node_count; i++)
        if (t->nodes[i].type == REF_SECTION && !t->nodes[i].holds_categories &&
            t->nodes[i].count > 0)
            t->spanning[t->spanning_count++] = i;
    sorting = t;
    qsort(t->diags, (size_t)t->diag_count, sizeof *t->diags, diag_by_id);
}

void ref_read_tabular(const char *path, ref_tabular *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    reading r = {.out = out, .path = path, .node = -1};
    r.parser = XML_ParserCreate(NULL);
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    if (XML_Parse(r.parser, bytes, (int)size, 1) != XML_STATUS_OK)
        plain_die(path, XML_GetCurrentLineNumber(r.parser),
                  XML_ErrorString(XML_GetErrorCode(r.parser)));
    XML_ParserFree(r.parser);
    free(r.text);
    free(bytes);
    index_nodes(out);
}
