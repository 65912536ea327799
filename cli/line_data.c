/*
 * Gathering what line tables say of a procedure code.
 */
#include "cli/line_data.h"

#include <stdlib.h>
#include <string.h>

/* The day to ask a table about. */
static sj_date day_of(const sj_image *image, sj_line_table table,
                      const cli_options *options)
{
    sj_date first, last;
    if (options->has_date)
        return options->date;
    bool ends = sj_line_table_days(image, table, &first, &last);
    return ends && last < options->today ? last : options->today;
}

static void ask_limits(const sj_image *image, const cli_options *options,
                       cli_line_data *out)
{
    for (int t = SJ_MUE_PRACTITIONER; t <= SJ_MUE_MEDICAID_DME; t++) {
        const sj_line_table table = (sj_line_table)t;
        cli_limit *limit = &out->limits[out->limit_count];
        limit->table = table;
        if (sj_mue(image, table, out->procedure, day_of(image, table, options),
                   &limit->limit) == SJ_OK)
            out->limit_count++;
    }
}

void cli_line_data_ask(const sj_image *image, const char *code,
                       const cli_options *options, cli_line_data *out)
{
    *out = (cli_line_data){.image = image,
                           .procedure = sj_procedure_of(image, code, strlen(code))};
    if (out->procedure == SJ_NO_PROCEDURE)
        return;
    out->has_facts =
        sj_hcpcs(image, out->procedure, day_of(image, SJ_HCPCS_FACTS, options),
                 &out->facts) == SJ_OK;
    size_t n = sj_fees(image, out->procedure, day_of(image, SJ_FEE_SCHEDULE, options),
                       out->fees, CLI_FEES_MAX);
    out->fee_count = n < CLI_FEES_MAX ? n : CLI_FEES_MAX;
    ask_limits(image, options, out);
    out->addon_day = day_of(image, SJ_ADDON_CODES, options);
    n = sj_addon(image, out->procedure, NULL, 0);
    out->addons = cli_allocate(n, sizeof *out->addons);
    out->addon_count = sj_addon(image, out->procedure, out->addons, n);
    out->service_day = day_of(image, SJ_SERVICE_LIMITS, options);
    n = sj_service_limits(image, out->procedure, NULL, 0);
    out->services = cli_allocate(n, sizeof *out->services);
    out->service_count = sj_service_limits(image, out->procedure, out->services, n);
}

void cli_line_data_free(cli_line_data *data)
{
    free(data->addons);
    data->addons = NULL;
    free(data->services);
    data->services = NULL;
}

const char *cli_coverage_words(char coverage)
{
    switch (coverage) {
    case 'C':
        return "carrier judgment";
    case 'D':
        return "special coverage instructions";
    case 'I':
        return "not payable by Medicare";
    case 'M':
        return "not covered by Medicare";
    case 'S':
        return "not covered by Medicare by statute";
    default:
        return "";
    }
}
