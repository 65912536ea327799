/*
 * A temporary folder of source files, and what the generator's readers make of them:
 * for tests of gen/source. Ends the program with a message when the folder cannot be
 * made.
 */
#ifndef SCRUBJAY_TESTS_SOURCE_FOLDER_H
#define SCRUBJAY_TESTS_SOURCE_FOLDER_H

#include "gen/source/source.h"

typedef struct source_folder {
    char path[64];
} source_folder;

void source_folder_make(source_folder *folder);
void source_folder_remove(source_folder *folder);

/* "FOLDER/name": one of a few static buffers, used in turn. */
const char *source_folder_at(const source_folder *folder, const char *name);

/* A file with these bytes; folders in its name are made. */
void source_folder_write(const source_folder *folder, const char *name,
                         const void *bytes, size_t len);
void source_folder_text(const source_folder *folder, const char *name,
                        const char *text);

/* The same, packed as the end of the name says: .gz, .xz, or a .zip of one member. */
void source_folder_pack(const source_folder *folder, const char *name,
                        const char *member, const char *text);

/* A .zip of several members: names and texts in turn, ended by NULL; a name that ends
 * with a slash is a folder. */
void source_folder_zip(const source_folder *folder, const char *name,
                       const char *const *names_and_texts);

/* A row as a reader handed it out, copied. */
typedef struct kept_row {
    gen_row row; /* its strings are those below */
    char code[SJ_CODE_CAP];
    char short_text[64], long_text[4096];
} kept_row;

enum { KEPT_ROWS = 64 };

/* What finding and reading sources gave. */
typedef struct reading {
    gen_source_list list;
    gen_report report;
    kept_row *rows; /* the first KEPT_ROWS */
    uint64_t row_count;
    bool found, read; /* what the calls returned; `read` over all sources */
} reading;

/* Find the sources of these arguments and read each of them. */
void reading_make(reading *r, const char *manifest, const char *const *args,
                  size_t count, bool keep_going);
/* Read one file as that of a kind and release, without identifying it. */
void reading_of_file(reading *r, const char *path, gen_kind kind, sj_system system,
                     const char *release);
/* Read one text as a file of a kind, without identifying it. */
void reading_of_kind(reading *r, const source_folder *folder, gen_kind kind,
                     sj_system system, const void *bytes, size_t len);
void reading_free(reading *r);

/* All messages, a line each, with "FOLDER/" taken out of them; to be freed. */
char *reading_messages(const reading *r, const source_folder *folder);

/* The reason for which a file was left out; NULL when it was not. */
const char *reading_left_out(const reading *r, const char *path);

/* ---- lines in official layouts --------------------------------------------------- */

/* "00001 A00     0 Cholera                ...": static buffer. */
const char *order_line(unsigned number, const char *code, int flag,
                       const char *short_text, const char *long_text);

/* A record of 320 bytes with CRLF. `end` "" while open; for continuations give "" for
 * short, add and end. Static buffer. */
const char *anweb_line(const char *code, unsigned sequence, char id, const char *text,
                       const char *short_text, const char *add, const char *end);

#endif
