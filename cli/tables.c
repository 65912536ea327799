/*
 * Which kinds of files make up a table (INTERFACE: compile).
 */
#include "cli/tables.h"

#include <string.h>

static const struct {
    const char *name;
    bool dated;
    const char *kinds[4];
} tables[CLI_TABLE_COUNT] = {
    [CLI_TABLE_TABULAR] = {"tabular", true, {"icd10cm-tabular"}},
    [CLI_TABLE_MCE] = {"mce", true, {"mce-text", "mce-lists"}},
    [CLI_TABLE_POA] = {"poa", true, {"poa-exempt"}},
    [CLI_TABLE_PCS] = {"pcs-tables", true, {"icd10pcs-tables"}},
    [CLI_TABLE_GEMS] = {"gems", false, {"gem-i9", "gem-i10", "gem-i9pcs", "gem-pcsi9"}},
    [CLI_TABLE_CONVERSION] = {"conversion", false, {"conversion"}},
};

static bool is_of(cli_table table, const char *kind)
{
    for (size_t i = 0; i < 4 && tables[table].kinds[i]; i++)
        if (strcmp(tables[table].kinds[i], kind) == 0)
            return true;
    return false;
}

void cli_table_get(const sj_image *image, cli_table table, cli_table_info *out)
{
    *out = (cli_table_info){.name = tables[table].name, .dated = tables[table].dated};
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        if (!sj_source_get(image, i, &source) || !is_of(table, source.kind))
            continue;
        if (out->files == 0 || source.from < out->from)
            out->from = source.from;
        if (out->files == 0 || source.to > out->to)
            out->to = source.to;
        out->files++;
    }
}

bool cli_table_speaks(const sj_image *image, cli_table table, sj_date day)
{
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        if (sj_source_get(image, i, &source) && is_of(table, source.kind) &&
            source.from <= day && day <= source.to)
            return true;
    }
    return false;
}

bool cli_has_kind(const sj_image *image, const char *kind)
{
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        if (sj_source_get(image, i, &source) && strcmp(source.kind, kind) == 0)
            return true;
    }
    return false;
}
