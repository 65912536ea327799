/*
 * The order in which the order files of ICD-10-CM list their codes, a release and over
 * all releases. It is not byte order: C7A stands behind C79, letters stand behind
 * digits in some categories and before them in others.
 */
#ifndef SCRUBJAY_GEN_TABULAR_ORDER_H
#define SCRUBJAY_GEN_TABULAR_ORDER_H

#include "gen/model/catalog.h"
#include "gen/model/table.h"

/* What one release lists. */
typedef struct gen_listed {
    gen_span span;
    uint32_t *codes; /* indices of codes, in the order of the release */
    uint32_t *place; /* of each code: 1 + its index in `codes`; 0: not listed */
    uint32_t count;
} gen_listed;

typedef struct gen_tabular_order {
    gen_listed *releases; /* by date, at least one */
    uint32_t *codes;      /* of all releases: indices of codes, each once */
    uint32_t *place;      /* of each code, its index in `codes` */
    uint32_t release_count, code_count;
} gen_tabular_order;

/*
 * `table` keeps the lines of its rows. Without a table (a list with dates) byte order
 * stands for the order of one release that lists every code. Codes that only older
 * releases list stand behind the one that comes before them there.
 */
void gen_tabular_order_init(gen_tabular_order *order, const gen_system *system,
                            const gen_table *table);
void gen_tabular_order_free(gen_tabular_order *order);

/*
 * The release in force on a day, in both numbers; in a gap the ones before and after
 * it; before the first and after the last one that one.
 */
void gen_tabular_releases(const gen_tabular_order *order, sj_date day,
                          uint32_t releases[2]);

#endif
