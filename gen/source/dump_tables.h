/*
 * The tables of a dump (docs/DUMP.md): `table`, `part` and `row` records into the bytes
 * of sections, field by field as engine/format/records.h says.
 */
#ifndef SCRUBJAY_GEN_DUMP_TABLES_H
#define SCRUBJAY_GEN_DUMP_TABLES_H

#include "engine/format/records.h"
#include "gen/model/catalog.h"

/* The table being read: where it stands. Zeroed before the first. */
typedef struct gen_dump_table {
    const sjf_table *schema; /* NULL: none */
    unsigned part;           /* parts begun */
    uint32_t expected;       /* records of the part in hand that are still due */
    size_t cap;
} gen_dump_table;

/* Field texts of a line; escapes are already undone in them. All functions return NULL
 * or why the line is refused. Of line tables, the system is SJ_SYSTEM_COUNT. */
const char *gen_dump_begin_table(gen_dump_table *table, gen_catalog *out,
                                 const char *name, sj_system system);
const char *gen_dump_begin_part(gen_dump_table *table, gen_catalog *out,
                                const char *name, uint32_t records);
const char *gen_dump_row(gen_dump_table *table, gen_catalog *out, char *const *fields,
                         size_t count);
/* No more of this table: is it whole? Also right when there is none. */
const char *gen_dump_end_table(gen_dump_table *table);

#endif
