/*
 * Lists of service limits for line_world.h, made up: one speaks until the next one, one
 * beyond it, on the days between others none. No list has all limits of all codes;
 * rows begin, end and change within their list, or reach beyond it.
 */
#include "fuzz/reference/line_world.h"

#include <stdio.h>
#include <stdlib.h>

const struct ref_stated_days ref_limit_days[REF_LIMIT_LISTS] = {
    {"2017-01-01", "2018-06-30"}, {"2024-01-01", ""}, {"2024-05-16", "2024-08-31"},
    {"2024-09-16", "2024-12-31"}, /* ends before: the next one takes its place */
    {"2024-10-21", ""},
};

/* Days within each list: a row begins, one ends and another follows, a row ends. */
static const struct {
    const char *begin, *end, *next, *last;
} days[REF_LIMIT_LISTS] = {
    {"2017-04-20", "2017-09-30", "2017-10-01", "2018-02-28"},
    {"2024-02-10", "2024-04-15", "2024-04-16", "2024-05-10"},
    {"2024-05-20", "2024-06-10", "2024-06-11", "2024-07-20"},
    {"2024-09-20", "2024-09-24", "2024-09-25", "2024-12-31"},
    {"2024-10-31", "2024-11-15", "2024-11-16", "2025-02-28"},
};

/* Values of each limit that has some, two by two: where a row follows another it has
 * the second one of the two. */
enum { VALUES = 6 };
static const struct {
    const char *name, *values[VALUES];
} limits[] = {
    {"age", {"18-64", "0-17", "0d-28d", "29d-364d", "65-120", "12-12"}},
    {"sex", {"F", "M", "M", "F", "F", "M"}},
    {"inpatient", {"", "", "", "", "", ""}},
    {"modifier", {"GN GO GP", "GP", "LT RT", "RT", "25 59 XE", "NU"}},
    {"pos", {"11 22", "11", "21 23 31", "22", "02 10", "12"}},
    {"ndc", {"", "", "", "", "", ""}},
    {"hcpcs", {"", "", "", "", "", ""}},
};

enum { SEX = 1, INPATIENT = 2, MODIFIER = 3, POS = 4, HCPCS = 6 };

static const char *const severities[] = {"", "info", "", "warn", "reject", ""};

static void write_row(FILE *out, const char *code, const char *limit, const char *value,
                      const char *from, const char *to, unsigned chance)
{
    fprintf(out, "%s,%s,%s,%s,%s,%s,%s\n", code, limit, value, from, to,
            severities[chance % 6], chance % 3 ? "" : "\"Made up, section 1\"");
}

/* One of the ways in which rows lie in their list. */
static void write_limit(FILE *out, const char *code, int list, unsigned limit,
                        unsigned chance)
{
    const char *name = limits[limit].name;
    const char *const *values = &limits[limit].values[chance / 6 % 3 * 2];
    const char *begin = days[list].begin, *last = days[list].last;
    switch (chance % 6) {
    case 0:
        write_row(out, code, name, values[0], begin, "", chance);
        break;
    case 1:
        write_row(out, code, name, values[0], "", last, chance);
        break;
    case 2:
        write_row(out, code, name, values[0], "", days[list].end, chance);
        write_row(out, code, name, values[1], days[list].next, "", chance + 1);
        break;
    case 3:
        write_row(out, code, name, values[0], "2015-01-01", "2030-12-31", chance);
        break;
    case 4:
        write_row(out, code, name, values[0], begin, last, chance);
        break;
    default:
        if (limit == MODIFIER) /* and another one beside it */
            write_row(out, code, name, values[1], list % 2 ? begin : "", "",
                      chance / 6 % 2 ? 1 : 4);
        write_row(out, code, name, values[0], "", "", chance);
    }
}

/* What a list leaves out of all codes. */
static bool lacks(int list, unsigned limit)
{
    return (list == 0 && (limit == POS || limit == INPATIENT)) ||
           (list == 2 && (limit == SEX || limit == HCPCS));
}

static void write_codes(FILE *out, int list, const char *const *codes, unsigned count,
                        unsigned first, unsigned end)
{
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = first; k < end; k++)
            if (!lacks(list, k) && (i * 7 + k * 5 + (unsigned)list * 3) % 4 < 2)
                write_limit(out, codes[i], list, k,
                            i * 11 + k * 7 + (unsigned)list * 5);
}

void ref_write_limits(const char *data, const char *folder)
{
    static const char *const procedures[] = {
        "A0425", "e0601", "G0101", " G0104", "G0121", "G0402", "J1100",
        "J3301", "L3000", "V2020", "D9801",  "D9804", "A4466", "99213"};
    static const char *const revenue[] = {"0360", "450", "0022", "0300", "023", "0170"};
    char path[1024], texts[16][SJ_CODE_CAP];
    const char *more[16];
    ref_mue_file t = {0};
    snprintf(path, sizeof path,
             "%s/ncci/2024Q2/MCR_MUE_PractitionerServices_Eff_04-01-2024.csv", data);
    ref_read_mue(path, &t);
    for (size_t i = 0; i < 16; i++) {
        ref_code_text(t.rows[i * (t.count / 16)].code, texts[i]);
        more[i] = texts[i];
    }
    free(t.rows);
    for (int i = 0; i < REF_LIMIT_LISTS; i++) {
        snprintf(path, sizeof path, "%s/limits-%d.csv", folder, i);
        FILE *out = fopen(path, "w");
        if (!out)
            plain_die(path, 0, "cannot be written");
        fputs("code,limit,value,from,to,severity,citation\n", out);
        write_codes(out, i, procedures, sizeof procedures / sizeof *procedures, 0,
                    HCPCS);
        write_codes(out, i, more, 16, 0, HCPCS);
        write_codes(out, i, revenue, sizeof revenue / sizeof *revenue, HCPCS,
                    HCPCS + 1);
        /* A row of days on which its list does not speak. */
        if (i == 2)
            write_row(out, "V5008", "sex", "F", "2024-01-01", "2024-05-01", 0);
        if (i == 1)
            write_row(out, "V5008", "pos", "11", "2025-01-01", "", 0);
        fclose(out);
    }
}
