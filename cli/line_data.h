/*
 * What the line tables say of one procedure code, for `lookup`: coverage and pricing of
 * the HCPCS file, fee schedule indicators, unit limits, add-on rows, limits of service.
 * Gathered once, so that JSON and text say the same.
 */
#ifndef SCRUBJAY_CLI_LINE_DATA_H
#define SCRUBJAY_CLI_LINE_DATA_H

#include "cli/json.h"
#include "cli/options.h"

enum { CLI_FEES_MAX = 8, CLI_MUE_TABLES = 6 };

typedef struct cli_limit {
    sj_line_table table;
    sj_unit_limit limit;
} cli_limit;

typedef struct cli_line_data {
    const sj_image *image;
    uint32_t procedure; /* SJ_NO_PROCEDURE: no table names the code */
    bool has_facts;
    sj_hcpcs_facts facts;
    sj_fee_row fees[CLI_FEES_MAX];
    size_t fee_count;
    cli_limit limits[CLI_MUE_TABLES];
    size_t limit_count;
    sj_addon_row *addons; /* all of them, whatever the day */
    size_t addon_count;
    sj_date addon_day;          /* the day the text is about */
    sj_service_limit *services; /* limits of service, all of them */
    size_t service_count;
    sj_date service_day;
} cli_line_data;

/* A system whose codes stand on service lines. */
static inline bool cli_is_line_system(sj_system system)
{
    return system == SJ_HCPCS || system == SJ_CPT || system == SJ_CDT;
}

/*
 * Ask for a code. Without a date in the options each table is asked about today or the
 * last day it can judge, whichever is earlier. Free with cli_line_data_free().
 */
void cli_line_data_ask(const sj_image *image, const char *code,
                       const cli_options *options, cli_line_data *out);
void cli_line_data_free(cli_line_data *data);

/* Members of a JSON object; lines of text below a headline. Nothing when no table names
 * the code. */
void cli_line_data_json(json_t *object, const cli_line_data *data);
void cli_line_data_text(const cli_line_data *data);

/* What a coverage letter of the HCPCS file means; "" for none. */
const char *cli_coverage_words(char coverage);

#endif
