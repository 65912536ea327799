/*
 * From the merged model to image bytes and to a file. One builder a section kind;
 * image.c puts them together and seals; publish.c puts the file in place.
 */
#ifndef SCRUBJAY_GEN_BUILD_H
#define SCRUBJAY_GEN_BUILD_H

#include "gen/model/catalog.h"
#include "gen/report.h"

/* Bytes that grow at the end. {0} is empty; the data are owned. */
typedef struct gen_bytes {
    uint8_t *data; /* NULL until something was appended */
    size_t size, cap;
} gen_bytes;

void gen_bytes_free(gen_bytes *bytes); /* then empty again */

/* Room for `size` more bytes, zeroed, at the end; the pointer holds until the next
 * call. */
uint8_t *gen_bytes_extend(gen_bytes *bytes, size_t size);

/*
 * The whole image of a catalog, appended to `out`, which is empty. The same catalog
 * content gives the same bytes.
 * @return false with a message in the report (a limit of the format exceeded); `out` is
 *         untouched
 */
bool gen_build_image(const gen_catalog *catalog, gen_bytes *out, gen_report *report);

/*
 * Put a file in place: temporary beside it, fsync, rename, fsync of the folder. On
 * failure, or when the process is interrupted, nothing of it stays and the old file is
 * untouched.
 */
bool gen_publish(const char *path, const uint8_t *data, size_t size,
                 gen_report *report);

#endif
