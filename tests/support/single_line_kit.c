/*
 * The releases of single_line_kit.h. Numbers of codes that are not public ones are
 * invented.
 */
#include "tests/support/single_line_kit.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/command.h"
#include "tests/support/source_folder.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
    const char *code, *from, *to;
    char coverage;
} codes[] = {
    {"A4466", "20100101", "20161231", 'M'}, {"G9701", "20000101", "", 'C'},
    {"G9702", "20000101", "", 'I'},         {"G9703", "20000101", "", 'M'},
    {"G9704", "20000101", "", 'S'},         {"G9705", "20000101", "", 'D'},
    {"G9706", "20000101", "", 'C'},         {"G9707", "20160701", "", 'C'},
    {"G9711", "20000101", "", 'C'},         {"G9712", "20000101", "", 'C'},
    {"G9713", "20000101", "", 'C'},         {"G9714", "20000101", "", 'C'},
    {"G9715", "20000101", "", 'C'},         {"G9716", "20000101", "", 'C'},
    {"G9717", "20000101", "", 'C'},
};

static const struct {
    const char *code, *from, *to;
} modifiers[] = {
    {"AA", "20000101", ""},         {"AD", "20000101", ""},
    {"AS", "20000101", ""},         {"E1", "20000101", ""},
    {"F1", "20000101", ""},         {"GA", "20000101", "20160630"},
    {"GN", "20000101", ""},         {"GO", "20000101", ""},
    {"GP", "20000101", ""},         {"JF", "20150401", "20150630"},
    {"JW", "20000101", ""},         {"JZ", "20000101", ""},
    {"KX", "20000101", ""},         {"L1", "20000101", "20161231"},
    {"LT", "20000101", ""},         {"NU", "20000101", ""},
    {"QK", "20000101", ""},         {"RR", "20000101", ""},
    {"RT", "20000101", ""},         {"T5", "20000101", ""},
    {"TC", "20000101", "20160630"}, {"UE", "20000101", ""},
    {"XE", "20000101", ""},         {"XU", "20000101", ""},
    {"ZA", "20000101", "20180331"},
};

/* PCTC and global days; MULT, BILAT, ASST, CO, TEAM. */
#define FEE(code, days, others)                                                        \
    code ",Invented,A,,1.00,2.00,,3.00,,4.00,5.00,6.00," days                          \
         ",0.10,0.80,0.10," others "\r\n"

/* G9717 has no row without modifier: the first one decides. */
static const char fees[] =
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,"
    "TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\r\n" FEE(
        "G9711,", "0,090", "2,0,0,0,0") FEE("G9712,", "1,XXX", "0,1,1,1,1")
        FEE("G9713,", "6,010", "0,2,2,2,2") FEE("G9714,", "9,000", "0,3,9,9,9")
            FEE("G9715,", "1,XXX", "0,9,2,0,0") FEE("G9715,26", "6,XXX", "0,1,0,1,1")
                FEE("G9717,TC", "1,XXX", "0,1,0,1,1");

static const char places[] = "code,from,to,billable,short,long\n"
                             "02,2017-01-01,,1,Telehealth,Telehealth\n"
                             "11,,,1,Office,Office\n";

static const char revenue[] = "code,from,to,billable,short,long\n"
                              "0022,,,1,Invented,Invented\n"
                              "0450,,,1,Invented,Invented\n";

static const char bills[] = "code,from,to,billable,short,long\n"
                            "111,,,1,Invented,Invented\n"
                            "131,,,1,Invented,Invented\n";

static const char noc[] = "                 NOC CODES - HCPCS 2017\r\n\r\n"
                          "  G9706  Invented service, not otherwise classified\r\n";

static const char manifest[] =
    "path,kind,release,from,to\n"
    "hcpcs-2015.txt,hcpcs-anweb,2015,2015-01-01,\n"
    "hcpcs-2016.txt,hcpcs-anweb,2016,2016-01-01,\n"
    "hcpcs-2017.txt,hcpcs-anweb,2017,2017-01-01,\n"
    "hcpcs-2018.txt,hcpcs-anweb,2018,2018-01-01,\n"
    "noc.txt,hcpcs-noc,2017,2015-01-01,2018-12-31\n"
    "modifiers.csv,codes-modifier,2015,2015-01-01,2018-12-31\n"
    "cpt-2015.csv,codes-cpt,2015,2015-01-01,\n"
    "cpt-2016.csv,codes-cpt,2016,2016-01-01,\n"
    "cpt-2017.csv,codes-cpt,2017,2017-01-01,\n"
    "cpt-2018.csv,codes-cpt,2018,2018-01-01,\n"
    "pos.csv,codes-pos,2015,2015-01-01,2018-12-31\n"
    "revenue.csv,codes-revenue,2015,2015-01-01,2018-12-31\n"
    "tob.csv,codes-tob,2015,2015-01-01,2018-12-31\n"
    "fees.csv,pprrvu,2016,2016-01-01,2016-12-31\n"
    "order.txt,icd10cm-order,2016,2015-10-01,2018-09-30\n";

enum { COVERAGE = 229 }; /* byte of a record */

/* A file a year, equal but for a title: each speaks for its year alone. */
static void write_hcpcs(const char *folder, int year)
{
    static char text[32768];
    char line[512], code[8], name[32], title[32];
    size_t len = 0;
    snprintf(name, sizeof name, "hcpcs-%d.txt", year);
    snprintf(title, sizeof title, "Invented %d", year);
    for (size_t i = 0; i < ARRAY_LEN(modifiers); i++) {
        snprintf(code, sizeof code, "   %s", modifiers[i].code);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s",
                                anweb_line(code, 100, '7', "An invented modifier",
                                           "Invented", modifiers[i].from,
                                           modifiers[i].to));
    }
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        snprintf(line, sizeof line, "%s",
                 anweb_line(codes[i].code, 100, '3', "An invented service", title,
                            codes[i].from, codes[i].to));
        line[COVERAGE] = codes[i].coverage;
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", line);
    }
    write_file(folder, name, text, len);
}

static void write_cpt(const char *folder, int year)
{
    char text[256], name[32];
    snprintf(name, sizeof name, "cpt-%d.csv", year);
    int len = snprintf(text, sizeof text,
                       "code,from,to,billable,short,long\n"
                       "9970T,2010-01-01,,1,Invented %d,Invented\n"
                       "9971T,2010-01-01,2016-12-31,1,Invented %d,Invented\n",
                       year, year);
    write_file(folder, name, text, (size_t)len);
}

static void write_modifiers(const char *folder)
{
    static const char *const numbers[] = {"25", "26", "50", "54", "55",
                                          "56", "59", "62", "66", "76",
                                          "77", "78", "80", "81", "82"};
    char text[2048];
    size_t len =
        (size_t)snprintf(text, sizeof text, "code,from,to,billable,short,long\n");
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "%s,,,1,Invented,Invented\n", numbers[i]);
    write_file(folder, "modifiers.csv", text, len);
}

static void write_text(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
}

bool single_line_open(sample *out)
{
    static const order_row diagnoses[] = {
        {"E11", 0, "Type 2 diabetes mellitus", NULL},
        {"E119", 1, "Type 2 diabetes mellitus without complications", NULL},
        {"I10", 1, "Essential (primary) hypertension", NULL},
        {"W010XXA", 1, "Fall on same level from slipping, initial", NULL},
        {"Y999", 1, "Unspecified external cause status", NULL},
        {0},
    };
    char *folder = folder_create();
    for (int year = 2015; year <= 2018; year++) {
        write_hcpcs(folder, year);
        write_cpt(folder, year);
    }
    write_modifiers(folder);
    write_text(folder, "noc.txt", noc);
    write_text(folder, "pos.csv", places);
    write_text(folder, "revenue.csv", revenue);
    write_text(folder, "tob.csv", bills);
    write_text(folder, "fees.csv", fees);
    write_order_file(folder, "order.txt", diagnoses);
    write_text(folder, "manifest.csv", manifest);
    bool good = sample_open(folder, out);
    folder_remove(folder);
    return good;
}
