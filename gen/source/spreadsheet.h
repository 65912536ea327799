/*
 * Rows of an .xlsx workbook as texts: what stands in the cells, not how it is shown (a
 * date is the number of its day). Knows nothing of what the cells mean.
 */
#ifndef SCRUBJAY_GEN_SPREADSHEET_H
#define SCRUBJAY_GEN_SPREADSHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GEN_SHEET_COLUMNS = 32,        /* cells further right are passed over */
    GEN_CELL_CAP = 1 << 16,        /* bytes of one cell */
    GEN_SPREADSHEET_CAP = 64 << 20 /* bytes of the packed file */
};

typedef struct gen_cell {
    const char *text; /* UTF-8, not NUL-terminated; "" when empty */
    size_t len;
} gen_cell;

typedef struct gen_sheet_row {
    uint32_t sheet;  /* 1 for the first of the workbook's folder */
    uint32_t number; /* as the sheet shows it */
    gen_cell cells[GEN_SHEET_COLUMNS];
} gen_sheet_row;

/* What was wrong, for the report. */
typedef struct gen_sheet_error {
    char what[200];
} gen_sheet_error;

/* False ends the reading, without an error. */
typedef bool (*gen_sheet_row_fn)(void *ctx, const gen_sheet_row *row);

/*
 * Hand out the rows of all sheets in turn; empty ones are left out.
 * @param days_from_1904  set before the first row: its dates count from 1904, not 1900
 * @return false with `*error`
 */
bool gen_spreadsheet_read(const void *bytes, size_t len, bool *days_from_1904,
                          gen_sheet_row_fn row, void *ctx, gen_sheet_error *error);

#endif
