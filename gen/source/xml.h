/*
 * XML of official files: elements opened and closed, the text of each with its white
 * space collapsed, and the line it began on. What no official file has is refused:
 * a document type (and with it entities), text beside elements, texts beyond all
 * measure. Streams; holds no tree.
 */
#ifndef SCRUBJAY_GEN_XML_H
#define SCRUBJAY_GEN_XML_H

#include "gen/source/reader.h"

enum { GEN_XML_TEXT_CAP = 1 << 16 }; /* bytes of one element's text */

typedef struct gen_xml_element {
    const char *name;
    const char *const *attributes; /* names and values in turn, NULL; at open alone */
    const char *text;              /* NUL-terminated UTF-8; at close alone, else NULL */
    size_t text_len;
    uint32_t line; /* of its start tag */
} gen_xml_element;

typedef struct gen_xml_handler {
    void (*open)(void *ctx, const gen_xml_element *element);
    void (*close)(void *ctx, const gen_xml_element *element);
    void *ctx;
} gen_xml_handler;

/*
 * Read the whole stream of a reader. Ends early when a call of the handler has made the
 * reader fail or stop; what is no XML makes it fail with its line.
 */
void gen_xml_read(gen_reader *reader, const gen_xml_handler *handler);

/* The value of an attribute, NULL when the element has none of that name. */
const char *gen_xml_attribute(const gen_xml_element *element, const char *name);

/* Refuse the file for an element where it must not stand: "<NAME> in PLACE". */
void gen_xml_unexpected(gen_reader *reader, const gen_xml_element *element,
                        const char *place);

#endif
