/*
 * An image as C source, to be compiled into a program and opened with
 * sj_image_open_memory(). The same image gives the same text.
 */
#ifndef SCRUBJAY_GEN_EMBED_H
#define SCRUBJAY_GEN_EMBED_H

#include "gen/build/build.h"

/* Whether `name` can be an identifier: letters, digits, underscores, no digit first. */
bool gen_is_c_name(const char *name);

/*
 * Write `path`: const unsigned char NAME[], aligned to 64, and const unsigned long
 * NAME_size. Put in place like an image (gen_publish()).
 */
bool gen_embed_c(const char *path, const char *name, const gen_bytes *image,
                 gen_report *report);

#endif
