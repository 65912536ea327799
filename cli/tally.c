/*
 * Counting verdicts. What is clean but for things that no table could judge is counted
 * apart: no data is never a pass.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/verdict.h"

static const sj_severity worst_first[] = {SJ_REJECT, SJ_WARN, SJ_INFO, SJ_CLEAN};

void cli_tally_count(cli_tally *tally, const cli_verdict *verdict)
{
    if (verdict->fault) {
        tally->errors++;
        tally->faults += verdict->x12 != NULL;
        return;
    }
    const sj_findings *findings = verdict->findings;
    sj_edit_set seen = {{0, 0}};
    tally->standing[findings->worst & 3]++;
    if (findings->worst == SJ_CLEAN && !cli_is_empty_set(&findings->no_data))
        tally->clean_in_part++;
    for (uint32_t i = 0; i < findings->count; i++) {
        const sj_finding *finding = &findings->items[i];
        if (finding->edit >= SJ_EDIT_COUNT)
            continue;
        tally->severities[finding->severity & 3]++;
        tally->edits[finding->edit][finding->severity & 3]++;
        if (!sj_edit_set_has(&seen, (sj_edit)finding->edit))
            tally->claims[finding->edit]++;
        sj_edit_set_add(&seen, (sj_edit)finding->edit);
    }
    for (unsigned word = 0; word < 2; word++)
        for (uint64_t bits = findings->no_data.bits[word]; bits; bits &= bits - 1) {
            unsigned edit = 64 * word + (unsigned)__builtin_ctzll(bits);
            if (edit < SJ_EDIT_COUNT)
                tally->no_data[edit]++;
        }
}

static void add(uint64_t *into, const uint64_t *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        into[i] += part[i];
}

void cli_tally_add(cli_tally *into, const cli_tally *part)
{
    into->errors += part->errors;
    into->faults += part->faults;
    into->clean_in_part += part->clean_in_part;
    add(into->standing, part->standing, 4);
    add(into->severities, part->severities, 4);
    add(into->claims, part->claims, SJ_EDIT_COUNT);
    add(into->no_data, part->no_data, SJ_EDIT_COUNT);
    for (unsigned e = 0; e < SJ_EDIT_COUNT; e++)
        add(into->edits[e], part->edits[e], 4);
}

uint64_t cli_tally_claims(const cli_tally *tally)
{
    uint64_t n = 0;
    for (unsigned s = 0; s < 4; s++)
        n += tally->standing[s];
    return n;
}

static void print_row(FILE *out, const char *name, uint64_t count)
{
    fprintf(out, "%-28s  %10" PRIu64 "\n", name, count);
}

void cli_tally_print(FILE *out, const cli_tally *tally)
{
    print_row(out, "claims", cli_tally_claims(tally));
    for (size_t i = 0; i < 3; i++) {
        char name[24];
        (void)snprintf(name, sizeof name, "  %s", sj_severity_str(worst_first[i]));
        print_row(out, name, tally->standing[worst_first[i]]);
    }
    print_row(out, "  clean", tally->standing[SJ_CLEAN] - tally->clean_in_part);
    print_row(out, "  clean, not all judged", tally->clean_in_part);
    print_row(out, "errors", tally->errors);

    fputs("\nfindings                          reject        warn        info      "
          "claims\n",
          out);
    for (uint32_t i = 0; sj_edit_at(i); i++) {
        const sj_edit_info *edit = sj_edit_at(i);
        const uint64_t *by = tally->edits[edit->edit];
        if (tally->claims[edit->edit] == 0)
            continue;
        fprintf(out, "  %-28s", edit->id);
        for (size_t s = 0; s < 3; s++)
            fprintf(out, "%s%10" PRIu64, s ? "  " : "", by[worst_first[s]]);
        fprintf(out, "  %10" PRIu64 "\n", tally->claims[edit->edit]);
    }
    fprintf(out, "  %-28s%10" PRIu64 "  %10" PRIu64 "  %10" PRIu64 "\n", "all",
            tally->severities[SJ_REJECT], tally->severities[SJ_WARN],
            tally->severities[SJ_INFO]);

    fputs("\nno data                           claims\n", out);
    for (uint32_t i = 0; sj_edit_at(i); i++)
        if (tally->no_data[sj_edit_at(i)->edit])
            fprintf(out, "  %-28s%10" PRIu64 "\n", sj_edit_at(i)->id,
                    tally->no_data[sj_edit_at(i)->edit]);
}

void cli_tally_print_line(FILE *out, const cli_tally *tally)
{
    uint64_t claims = cli_tally_claims(tally);
    fprintf(out, "%" PRIu64 " claim%s", claims, claims == 1 ? "" : "s");
    for (size_t i = 0; i < 3; i++)
        fprintf(out, "%s %" PRIu64 " %s", i ? "," : ":",
                tally->standing[worst_first[i]], sj_severity_str(worst_first[i]));
    fprintf(out, ", %" PRIu64 " clean",
            tally->standing[SJ_CLEAN] - tally->clean_in_part);
    if (tally->clean_in_part)
        fprintf(out, ", %" PRIu64 " clean as far as judged", tally->clean_in_part);
    uint64_t lines = tally->errors - tally->faults;
    if (lines)
        fprintf(out, "; %" PRIu64 " line%s that %s no claim%s", lines,
                lines == 1 ? "" : "s", lines == 1 ? "is" : "are",
                lines == 1 ? "" : "s");
    if (tally->faults)
        fprintf(out, "; %" PRIu64 " fault%s", tally->faults,
                tally->faults == 1 ? "" : "s");
    fputc('\n', out);
}
