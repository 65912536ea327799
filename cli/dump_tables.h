/* The sections of edits, notes and maps as the records of docs/DUMP.md. */
#ifndef SCRUBJAY_CLI_DUMP_TABLES_H
#define SCRUBJAY_CLI_DUMP_TABLES_H

#include <scrubjay/scrubjay.h>

/* Print them, in the order of the image. */
void cli_dump_tables(const sj_image *image);

/* A text field, escaped. */
void cli_dump_text(const char *text, size_t len);

#endif
