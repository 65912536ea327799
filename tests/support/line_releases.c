/*
 * Invented tables of line edits in the official layouts. Every code is a number that
 * this file gives to itself.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/command.h"
#include "tests/support/line_kit.h"
#include "tests/support/source_folder.h"

#define PTP_HEAD "Column 1\tColumn 2\t*\tEffective\tDeletion\tModifier\tRationale\r\n"

/* 98x1 to 98x9 by subject: 01 pairs, 20 add-on codes, 30 global days, 40 policies. */
static const char practitioner_pairs[] =
    PTP_HEAD "G9801\tG9802\t*\t19960101\t*\t0\tInvented\r\n"
             "G9801\tG9803\t\t20100101\t*\t1\tInvented\r\n"
             "G9803\tG9801\t\t20150101\t20151231\t1\tInvented\r\n"
             "G9804\tG9805\t\t20200101\t20200101\t9\tInvented\r\n"
             "G9804\tG9806\t\t20200101\t20200101\t9\tInvented\r\n"
             "G9804\tG9806\t\t20200101\t*\t0\tInvented\r\n"
             "G9807\tG9808\t\t20200101\t20201231\t1\tInvented\r\n"
             "G9807\tG9808\t\t20220101\t*\t0\tInvented\r\n"
             "9811T\t9812T\t\t20200101\t20231231\t1\tInvented\r\n"
             "G9821\tG9831\t\t20200101\t*\t0\tInvented\r\n"
             "G9831\tG9821\t\t20200101\t*\t0\tInvented\r\n";

static const char hospital_pairs[] =
    PTP_HEAD "G9801\tG9803\t\t20100101\t*\t0\tInvented\r\n";

static const char medicaid_pairs[] =
    "Column 1\tColumn 2\tEffective\tDeletion\tModifier\tRationale\r\n"
    "G9801\tG9808\t20100101\t*\t1\tInvented\r\n";

#define MUE_HEAD                                                                       \
    "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication "          \
    "Indicator,MUE Rationale\r\n"

static const char limits_q1[] =
    MUE_HEAD "G9801,6,2 Date of Service Edit: Policy,Invented\r\n"
             "G9802,1,1 Line Edit,Invented\r\n"
             "G9803,3,3 Date of Service Edit: Clinical,Invented\r\n"
             "G9805,0,2 Date of Service Edit: Policy,Invented\r\n"
             "9811T,2,2 Date of Service Edit: Policy,Invented\r\n";

static const char limits_q2[] =
    MUE_HEAD "G9801,4,2 Date of Service Edit: Policy,Invented\r\n"
             "G9802,1,1 Line Edit,Invented\r\n"
             "G9803,3,3 Date of Service Edit: Clinical,Invented\r\n"
             "G9804,0,2 Date of Service Edit: Policy,Invented\r\n"
             "G9833,1,2 Date of Service Edit: Policy,Invented\r\n"
             "9811T,2,2 Date of Service Edit: Policy,Invented\r\n";

static const char hospital_limits[] =
    MUE_HEAD "G9801,5,2 Date of Service Edit: Policy,Invented\r\n";

static const char medicaid_limits[] =
    "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Rationale\r\n"
    "G9801,2,Invented\r\n";

static const struct {
    char type;
    const char *addon, *primary, *from, *to;
} addons[] = {
    {'1', "G9820", "G9821", "2013091", ""},
    {'1', "G9820", "G9822", "2013091", "2024152"}, /* to 2024-05-31 */
    {'3', "G9823", "G9821", "2013091", ""},
    {'3', "G9823", "CCCCC", "2013091", ""},
    {'2', "G9824", "CCCCC", "2013091", ""},
    {'1', "G9825", "G9820", "2013091", ""},
    {'1', "G9826", "G9821", "2024153", ""}, /* from 2024-06-01 */
    {'2', "G9827", "CCCCC", "2013091", ""},
    {'1', "G9827", "G9821", "2013091", ""},
};

/* Code and modifier; status; PCTC and global days; MULT to TEAM. */
#define FEE(code, days, others)                                                        \
    code ",Invented,A,,1.00,2.00,,3.00,,4.00,5.00,6.00," days                          \
         ",0.10,0.80,0.10," others "\r\n"

static const char fees[] =
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,"
    "TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\r\n" FEE("G9831,", "0,000",
                                                                     "2,0,1,0,0")
        FEE("G9832,", "0,010", "2,0,1,0,0") FEE("G9833,", "0,090", "2,0,1,0,0")
            FEE("G9834,", "0,ZZZ", "0,0,1,0,0") FEE("G9835,", "0,XXX", "2,1,1,0,0")
                FEE("G9836,", "0,XXX", "2,2,1,0,0") FEE("99213,", "0,XXX", "0,0,0,0,0");

static const char policies[] =
    "policy,procedure,dx,side,from,to,severity,citation\n"
    "L1,G9841,E11.9 E11.65,covered,2024-01-01,,reject,\"Invented, 1\"\n"
    "L1,G9841,Z00.00,excluded,2024-01-01,,reject,\"Invented, 1\"\n"
    "L2,G9842,Z00.00,excluded,2024-01-01,,warn,\n"
    "L3,G9843,I10,covered,2024-01-01,2024-05-31,warn,\n"
    "L4,G9843,I10,covered,2024-01-01,,reject,\n"
    "L5,G9844,E11.9,covered,,,reject,\n";

static const char manifest[] =
    "path,kind,release,from,to\n"
    "hcpcs.txt,hcpcs-anweb,2024,2024-01-01,\n"
    "ptp-p-f1.txt,ncci-ptp-practitioner,2024Q2,2024-04-01,\n"
    "ptp-h-f1.txt,ncci-ptp-hospital,2024Q2,2024-04-01,\n"
    "ptp-m.txt,ncci-ptp-medicaid-practitioner,2024Q2,2024-04-01,\n"
    "mue-p-q1.csv,ncci-mue-practitioner,2024Q1,2024-01-01,\n"
    "mue-p-q2.csv,ncci-mue-practitioner,2024Q2,2024-04-01,\n"
    "mue-h.csv,ncci-mue-hospital,2024Q2,2024-04-01,\n"
    "mue-m.csv,ncci-mue-medicaid-practitioner,2024Q2,2024-04-01,\n"
    "aoc.txt,ncci-aoc,2024Q2,2024-04-01,\n"
    "fees.csv,pprrvu,2024-01,2024-01-01,2024-12-31\n"
    "policies.csv,necessity,2024,2024-01-01,2024-12-31\n"
    "order.txt,icd10cm-order,2024,2023-10-01,\n";

static void write_hcpcs(const char *folder)
{
    static const char *const modifiers[] = {"LT", "RT", "E1", "XE", "XP", "XS", "XU"};
    static char text[32768];
    char code[8];
    size_t len = 0;
    unsigned sequence = 100;
    for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++) {
        snprintf(code, sizeof code, "   %s", modifiers[i]);
        const char *line = anweb_line(code, sequence, '7', "An invented modifier",
                                      "Invented", "20000101", "");
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", line);
    }
    for (unsigned number = 9800; number <= 9849; number++) {
        snprintf(code, sizeof code, "G%04u", number == 9800 ? 438 : number);
        const char *line = anweb_line(code, sequence, '3', "An invented service",
                                      "Invented", "20000101", "");
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", line);
    }
    write_file(folder, "hcpcs.txt", text, len);
}

static void write_addons(const char *folder)
{
    char text[2048];
    size_t len = 0;
    for (size_t i = 0; i < sizeof addons / sizeof addons[0]; i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "%c%-5s%-7s%-5s%-7s%-7s%-7s%-58s\r\n", addons[i].type,
                                addons[i].addon, "", addons[i].primary, "",
                                addons[i].from, addons[i].to, "Invented");
    write_file(folder, "aoc.txt", text, len);
}

static void write_text(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
}

static bool open_releases(bool carry, sample *out)
{
    static const order_row codes[] = {
        {"E11", 0, "Type 2 diabetes mellitus", NULL},
        {"E1165", 1, "Type 2 diabetes mellitus with hyperglycemia", NULL},
        {"E119", 1, "Type 2 diabetes mellitus without complications", NULL},
        {"I10", 1, "Essential (primary) hypertension", NULL},
        {"Z00", 0, "Encounter for general examination", NULL},
        {"Z0000", 1, "Encounter for general adult medical exam", NULL},
        {0},
    };
    char *folder = folder_create();
    write_hcpcs(folder);
    write_text(folder, "ptp-p-f1.txt", practitioner_pairs);
    write_text(folder, "ptp-h-f1.txt", hospital_pairs);
    write_text(folder, "ptp-m.txt", medicaid_pairs);
    write_text(folder, "mue-p-q1.csv", limits_q1);
    write_text(folder, "mue-p-q2.csv", limits_q2);
    write_text(folder, "mue-h.csv", hospital_limits);
    write_text(folder, "mue-m.csv", medicaid_limits);
    write_addons(folder);
    write_text(folder, "fees.csv", fees);
    write_text(folder, "policies.csv", policies);
    write_order_file(folder, "order.txt", codes);
    write_text(folder, "manifest.csv", manifest);
    bool good = carry ? sample_open_carried(folder, out) : sample_open(folder, out);
    folder_remove(folder);
    return good;
}

bool line_releases_open(sample *out)
{
    return open_releases(false, out);
}

bool line_releases_open_carried(sample *out)
{
    return open_releases(true, out);
}
