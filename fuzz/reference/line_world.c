/*
 * Writes the folder of line_world.h. Its lists are written from tables at hand when the
 * test runs: nothing of them is kept.
 */
#include "fuzz/reference/line_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *create(const char *folder, const char *name)
{
    char path[REF_WORLD_PATH + 64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (!out)
        plain_die(path, 0, "cannot be written");
    return out;
}

static const char *const made[] = {
    "manifest.csv", "pos.csv",      "dental.csv",   "medicaid.txt", "outpatient.txt",
    "units.csv",    "units-op.csv", "policies.csv", "limits-0.csv", "limits-1.csv",
    "limits-2.csv", "limits-3.csv", "limits-4.csv"};

static void write_lists(const char *folder)
{
    FILE *out = create(folder, "pos.csv");
    fputs("code,from,to,billable,short,long\n11,,,1,,\n12,,,1,,\n21,,,1,,\n22,,,1,,\n"
          "23,,,1,,\n24,,,1,,\n31,,,1,,\n10,2022-01-01,,1,,\n02,2017-01-01,,1,,\n"
          "97,2010-01-01,2024-05-15,1,,\n98,2024-05-01,,1,,\n",
          out);
    fclose(out);
    out = create(folder, "dental.csv");
    fputs("code,from,to,billable,short,long\nD9801,,,1,,\nD9802,,,1,,\n"
          "D9803,2024-05-01,,1,,\nD9804,,2024-05-31,1,,\nD9805,2020-01-01,,1,,\n",
          out);
    fclose(out);
}

static void write_day(FILE *out, sj_date day)
{
    int y, m, d;
    sj_date_to_ymd(day, &y, &m, &d);
    fprintf(out, "\t%04d%02d%02d", y, m, d);
}

/* Every so manieth pair of a slice, without the column of 1996. */
static void thin_pairs(const char *data, const char *slice, const char *folder,
                       const char *name)
{
    char path[1024], a[SJ_CODE_CAP], b[SJ_CODE_CAP];
    ref_ptp_table t = {0};
    FILE *out = create(folder, name);
    snprintf(path, sizeof path, "%s/%s", data, slice);
    ref_read_ptp(path, &t);
    fputs("Column 1\tColumn 2\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n",
          out);
    for (size_t i = 7; i < t.count; i += 401) {
        const ref_ptp_row *row = &t.rows[i];
        ref_code_text(row->column1, a);
        ref_code_text(row->column2, b);
        fprintf(out, "%s\t%s", a, b);
        write_day(out, row->from);
        if (row->to == SJ_DATE_OPEN)
            fputs("\t*", out);
        else
            write_day(out, row->to);
        fprintf(out, "\t%d\tMade up\r\n", row->indicator);
    }
    fclose(out);
    free(t.rows);
}

/* Every so manieth limit, without the adjudication indicator. */
static void thin_limits(const char *data, const char *file, const char *folder,
                        const char *name)
{
    char path[1024], code[SJ_CODE_CAP];
    ref_mue_file t = {0};
    FILE *out = create(folder, name);
    snprintf(path, sizeof path, "%s/%s", data, file);
    ref_read_mue(path, &t);
    fputs("\"HCPCS/\nCPT Code\",Services MUE Values,MUE Rationale\r\n", out);
    for (size_t i = 3; i < t.count; i += 11) {
        ref_code_text(t.rows[i].code, code);
        fprintf(out, "%s,%u,Made up\r\n", code, t.rows[i].value);
    }
    fclose(out);
    free(t.rows);
}

/* Policies for some codes of HCPCS: covered diagnoses, excluded ones, both. */
static void write_policies(const char *folder)
{
    static const char *const codes[] = {"A0425", "E0601", "G0101", "G0104", "G0121",
                                        "G0402", "J1100", "J3301", "L3000", "V2020"};
    static const char *const covered[] = {"E11.9", "I10", "J45.40", "N18.6", "R07.9"};
    static const char *const excluded[] = {"Z00.00", "Z23", "M54.2"};
    FILE *out = create(folder, "policies.csv");
    fputs("policy,procedure,dx,side,from,to,severity,citation\n", out);
    for (int i = 0; i < 10; i++) {
        const char *days = i % 3 == 0   ? ",2024-05-01,2024-06-15"
                           : i % 3 == 1 ? ",2024-01-01,"
                                        : ",,";
        const char *severity = i % 2 ? "warn" : "reject";
        for (int k = 0; k < 5 && i != 4; k += 1 + i % 2)
            fprintf(out, "P%d,%s,%s,covered%s,%s,made up\n", i, codes[i], covered[k],
                    days, severity);
        for (int k = 0; k < 3 && i >= 3; k++)
            fprintf(out, "P%d,%s,%s,excluded%s,%s,made up\n", i, codes[i], excluded[k],
                    days, severity);
        if (i == 5) /* three policies for one code */
            fprintf(out,
                    "A5,%s,N18.6,covered,,,reject,made up\n"
                    "Q5,%s,N18.6,covered,,,warn,made up\n",
                    codes[i], codes[i]);
    }
    fclose(out);
}

/* Lines of the official manifest, their paths below official/. */
static void write_manifest(const char *data, const char *folder)
{
    char path[1024], *line;
    size_t size;
    FILE *out = create(folder, "manifest.csv");
    snprintf(path, sizeof path, "%s/manifest.csv", data);
    char *bytes = plain_slurp(path, &size), *rest = bytes;
    fprintf(out, "%s\n", strsep(&rest, "\n"));
    while ((line = strsep(&rest, "\n"))) {
        if (!*line)
            continue;
        if (strstr(line, "hcpcs/2024-01/"))
            fputs("official/hcpcs/2024-01/HCPC2024_JAN_ANWEB.txt.xz,hcpcs-anweb,2024,"
                  "2024-01-01,\n",
                  out);
        else
            fprintf(out, "official/%s\n", line);
    }
    free(bytes);
    fputs("official/mpfs/RVU25D/PPRRVU2025_Oct.csv.xz,pprrvu,2024,2024-05-01,"
          "2024-08-15\n"
          "official/hcpcs/2018/NOC_Codes_2018.prn,hcpcs-noc,2018,2018-01-01,\n"
          "pos.csv,codes-pos,2015,2015-10-01,\n"
          "dental.csv,codes-cdt,2024,2024-01-01,2024-07-31\n"
          "medicaid.txt,ncci-ptp-medicaid-practitioner,2024Q2,2024-04-01,\n"
          "outpatient.txt,ncci-ptp-medicaid-hospital,2024Q2,2024-04-01,\n"
          "units.csv,ncci-mue-medicaid-practitioner,2024Q2,2024-04-01,\n"
          "units-op.csv,ncci-mue-medicaid-hospital,2024Q2,2024-04-01,\n"
          "policies.csv,necessity,2024,2024-04-01,2024-09-30\n",
          out);
    for (int i = 0; i < REF_LIMIT_LISTS; i++)
        fprintf(out, "limits-%d.csv,service-limits,%s,%s,%s\n", i,
                ref_limit_days[i].from, ref_limit_days[i].from, ref_limit_days[i].to);
    fclose(out);
}

/* An empty folder, and in it a link to the data. */
static void make_folder(const char *data, char folder[REF_WORLD_PATH])
{
    char link[REF_WORLD_PATH + 16], *whole = realpath(data, NULL);
    const char *base = getenv("TMPDIR");
    snprintf(folder, REF_WORLD_PATH, "%s/scrubjay-lines-XXXXXX",
             base && *base ? base : "/tmp");
    if (!whole || !mkdtemp(folder))
        plain_die(data, 0, "no folder to write to");
    snprintf(link, sizeof link, "%s/official", folder);
    if (symlink(whole, link) != 0)
        plain_die(link, 0, "cannot be linked");
    free(whole);
}

void ref_line_world_make(const char *data, char folder[REF_WORLD_PATH])
{
    make_folder(data, folder);
    write_manifest(data, folder);
    write_lists(folder);
    write_policies(folder);
    ref_write_limits(data, folder);
    thin_pairs(data, "ncci/2024Q2/ccipra-v301r0-f1.TXT.xz", folder, "medicaid.txt");
    thin_pairs(data, "ncci/2024Q3/ccioph-v302r0-f2.TXT.xz", folder, "outpatient.txt");
    thin_limits(data, "ncci/2024Q2/MCR_MUE_PractitionerServices_Eff_04-01-2024.csv",
                folder, "units.csv");
    thin_limits(data,
                "ncci/2024Q2/MCR_MUE_OutpatientHospitalServices_Eff_04-01-2024.csv",
                folder, "units-op.csv");
}

/* Rows of the practitioner table in the Medicare layout: of each pair of codes that is
 * taken all rows, so that windows stay as they are. */
static void write_pairs(const char *folder, const char *name, const ref_ptp_table *t,
                        ref_thin_world kind)
{
    char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
    size_t pair = 0;
    FILE *out = create(folder, name);
    fputs("Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit "
          "Rationale\r\n",
          out);
    for (size_t i = 0; i < t->count; i++) {
        const ref_ptp_row *row = &t->rows[i];
        pair += i == 0 || row->column1 != row[-1].column1 ||
                row->column2 != row[-1].column2;
        if (pair % 211 != 3 || (kind == REF_THIN_HALF && i % 2) ||
            (kind == REF_THIN_NO_TOMBSTONES && row->indicator == 9))
            continue;
        ref_code_text(row->column1, a);
        ref_code_text(row->column2, b);
        fprintf(out, "%s\t%s\t", a, b);
        write_day(out, row->from);
        if (row->to == SJ_DATE_OPEN)
            fputs("\t*", out);
        else
            write_day(out, row->to);
        fprintf(out, "\t%d\tMade up\r\n", row->indicator);
    }
    fclose(out);
}

static void write_limits(const char *folder, const char *name, const ref_mue_file *t,
                         ref_thin_world kind)
{
    static const char *const labels[] = {"", "1 Line Edit",
                                         "2 Date of Service Edit: Policy",
                                         "3 Date of Service Edit: Clinical"};
    char code[SJ_CODE_CAP];
    FILE *out = create(folder, name);
    fputs("\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication "
          "Indicator,MUE Rationale\r\n",
          out);
    for (size_t i = 0; i < t->count; i += kind == REF_THIN_HALF ? 2 : 1) {
        ref_code_text(t->rows[i].code, code);
        fprintf(out, "%s,%u,%s,Made up\r\n", code, t->rows[i].value,
                labels[t->rows[i].mai & 3]);
    }
    fclose(out);
}

void ref_thin_world_make(const char *data, const ref_line_tables *tables,
                         ref_thin_world kind, char folder[REF_WORLD_PATH])
{
    const ref_ptp_table *pairs = &tables->ptp[SJ_PTP_PRACTITIONER];
    const ref_mue_file *limits =
        ref_mue_on(tables, SJ_MUE_PRACTITIONER, plain_day(2024, 4, 1));
    make_folder(data, folder);
    FILE *out = create(folder, "manifest.csv");
    fputs("path,kind,release,from,to\n"
          "official/hcpcs/2024-01/"
          "HCPC2024_JAN_ANWEB.txt.xz,hcpcs-anweb,2024,2024-01-01,\n"
          "medicaid.txt,ncci-ptp-practitioner,2024Q2,2024-04-01,\n"
          "units.csv,ncci-mue-practitioner,2024Q2,2024-04-01,\n",
          out);
    if (kind == REF_THIN_TWICE)
        fputs("outpatient.txt,ncci-ptp-practitioner,2024Q2,2024-04-01,\n"
              "units-op.csv,ncci-mue-practitioner,2024Q2,2024-04-01,\n",
              out);
    fclose(out);
    write_pairs(folder, "medicaid.txt", pairs, kind);
    write_limits(folder, "units.csv", limits, kind);
    if (kind == REF_THIN_TWICE) {
        write_pairs(folder, "outpatient.txt", pairs, kind);
        write_limits(folder, "units-op.csv", limits, kind);
    }
}

void ref_line_world_remove(const char *folder)
{
    char path[REF_WORLD_PATH + 64];
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, made[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/official", folder);
    unlink(path);
    rmdir(folder);
}
