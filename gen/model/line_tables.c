/* The memory of the line tables. */
#include "gen/model/line_tables.h"

#include <stdlib.h>

void gen_line_tables_free(gen_line_tables *lines)
{
    for (int i = 0; i < SJF_PTP_TABLES; i++)
        free(lines->ptp[i].rows);
    free(lines->procedures);
    free(lines->releases);
    free(lines->values);
    free(lines->mue);
    free(lines->addons);
    free(lines->fees);
    free(lines->facts);
    free(lines->policies);
    free(lines->items);
    free(lines->limits);
    *lines = (gen_line_tables){0};
}
