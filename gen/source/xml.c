/*
 * expat behind a small face: it checks well-formedness and decodes; this file keeps the
 * text of the innermost element and the lines of the open ones.
 */
#include "gen/source/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

enum { DEPTH_MAX = 64 }; /* official files nest 12 deep */

typedef struct parse {
    gen_reader *reader;
    const gen_xml_handler *handler;
    XML_Parser parser;
    char *text; /* GEN_XML_TEXT_CAP bytes and a NUL */
    size_t len;
    bool blank; /* white space since the last character */
    bool leaf;  /* the innermost element has no child so far */
    uint32_t depth;
    uint32_t line[DEPTH_MAX];
} parse;

static uint32_t line_of(const parse *p)
{
    return (uint32_t)XML_GetCurrentLineNumber(p->parser);
}

static bool is_over(const parse *p)
{
    return p->reader->failed || p->reader->stopped;
}

static void halt_if_over(parse *p)
{
    if (is_over(p))
        XML_StopParser(p->parser, XML_FALSE);
}

static void fail(parse *p, const char *reason)
{
    if (!is_over(p))
        gen_reader_fail(p->reader, line_of(p), reason);
    halt_if_over(p);
}

static void clear_text(parse *p, bool leaf)
{
    p->len = 0;
    p->blank = false;
    p->leaf = leaf;
}

static void XMLCALL on_open(void *user, const XML_Char *name,
                            const XML_Char **attributes)
{
    parse *p = user;
    if (is_over(p)) /* expat may hand out what it has in hand after a stop */
        return;
    if (p->len > 0 || p->depth == DEPTH_MAX) {
        fail(p, p->len > 0 ? "text beside elements" : "elements nested too deeply");
        return;
    }
    p->line[p->depth++] = line_of(p);
    clear_text(p, true);
    const gen_xml_element element = {.name = name,
                                     .attributes = (const char *const *)attributes,
                                     .line = line_of(p)};
    p->handler->open(p->handler->ctx, &element);
    halt_if_over(p);
}

static void XMLCALL on_close(void *user, const XML_Char *name)
{
    parse *p = user;
    if (is_over(p))
        return;
    if (p->len > 0 && !p->leaf) {
        fail(p, "text beside elements");
        return;
    }
    p->text[p->len] = '\0';
    const gen_xml_element element = {
        .name = name, .text = p->text, .text_len = p->len, .line = p->line[--p->depth]};
    p->handler->close(p->handler->ctx, &element);
    clear_text(p, false);
    halt_if_over(p);
}

static void XMLCALL on_text(void *user, const XML_Char *text, int len)
{
    parse *p = user;
    for (int i = 0; i < len && !is_over(p); i++) {
        char c = text[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            p->blank = true;
        } else if (c == 0x7F) {
            fail(p, "control character in a text");
        } else if (GEN_XML_TEXT_CAP - p->len < 2) {
            fail(p, "a text is longer than 64 KB");
        } else {
            if (p->blank && p->len > 0)
                p->text[p->len++] = ' ';
            p->text[p->len++] = c;
            p->blank = false;
        }
    }
}

/* Before any entity could be declared: none is ever expanded. */
static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    fail(user, "a document type: no official file has one");
}

static void *allocate(size_t size)
{
    return gen_resize(NULL, size, 1);
}

static void *reallocate(void *p, size_t size)
{
    return gen_resize(p, size, 1);
}

static void feed(parse *p, const char *bytes, size_t len, bool last)
{
    do { /* expat counts in int */
        size_t n = len < INT_MAX / 2 ? len : INT_MAX / 2;
        enum XML_Status status = XML_Parse(p->parser, bytes, (int)n, last && n == len);
        if (status != XML_STATUS_OK && !is_over(p)) {
            char reason[160];
            snprintf(reason, sizeof reason, "not well-formed XML: %s",
                     XML_ErrorString(XML_GetErrorCode(p->parser)));
            gen_reader_fail(p->reader, line_of(p), reason);
        }
        bytes += n;
        len -= n;
    } while (len > 0 && !is_over(p));
}

void gen_xml_read(gen_reader *reader, const gen_xml_handler *handler)
{
    static const XML_Memory_Handling_Suite memory = {allocate, reallocate, free};
    parse p = {.reader = reader, .handler = handler};
    const char *bytes;
    size_t len;

    p.parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    if (!p.parser) {
        gen_reader_fail(reader, 0, "the XML parser does not start");
        return;
    }
    p.text = gen_alloc(GEN_XML_TEXT_CAP + 1);
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_open, on_close);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);

    while (!is_over(&p) && gen_stream_next(reader->stream, &bytes, &len))
        feed(&p, bytes, len, false);
    /* A stream that broke off has a reason of its own, which read.c gives. */
    if (!is_over(&p) && !gen_stream_error(reader->stream))
        feed(&p, "", 0, true);
    free(p.text);
    XML_ParserFree(p.parser);
}

const char *gen_xml_attribute(const gen_xml_element *element, const char *name)
{
    for (size_t i = 0; element->attributes[i]; i += 2)
        if (strcmp(element->attributes[i], name) == 0)
            return element->attributes[i + 1];
    return NULL;
}

void gen_xml_unexpected(gen_reader *reader, const gen_xml_element *element,
                        const char *place)
{
    char reason[120];
    bool plain = strlen(element->name) <= 40 &&
                 gen_is_plain_ascii(element->name, strlen(element->name));
    snprintf(reason, sizeof reason, "<%s> in %s: no layout that is known",
             plain ? element->name : "...", place);
    gen_reader_fail(reader, element->line, reason);
}
