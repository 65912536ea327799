/*
 * The invented releases, spelled out.
 */
#include "tests/support/small_releases.h"

#include <string.h>

#include "tests/support/command.h"

static const order_row fy2022[] = {
    {"E11", 0, "Type 2 diabetes", NULL},
    {"E118", 1, "Type 2 diabetes with unsp comp",
     "Type 2 diabetes with unspecified complications"},
    {"E119", 1, "Type 2 diabetes without comp",
     "Type 2 diabetes without complications"},
    {0},
};

static const order_row fy2024[] = {
    {"E11", 0, "Type 2 diabetes", NULL},
    {"E116", 0, "Type 2 diabetes with oth comp",
     "Type 2 diabetes with other complications"},
    {"E1165", 1, "Type 2 diabetes with hyperglycemia", NULL},
    {"E119", 1, "Type 2 diabetes without comp",
     "Type 2 diabetes without complications"},
    {0},
};

static const order_row fy2025[] = {
    {"E11", 0, "Type 2 diabetes", NULL},
    {"E116", 0, "Type 2 diabetes with oth comp",
     "Type 2 diabetes with other complications"},
    {"E1165", 1, "Type 2 diabetes with hyperglycemia", NULL},
    {"E119", 1, "Type 2 diabetes, no complications", NULL},
    {0},
};

static const char items[] = "code,from,to,billable,short,long\n"
                            "E1165,2020-01-01,,1,Invented item,An item made up\n"
                            "E1399,2020-01-01,2024-12-31,1,Another,Another item\n";

static const char places[] = "code,from,to,billable,short,long\n"
                             "11,,,1,Office,Where a doctor is\n"
                             "98,2020-01-01,2021-12-31,1,Invented,A place made up\n";

static const char manifest[] = "path,kind,release,from,to\n"
                               "icd10cm_order_2022.txt,icd10cm-order,2022,2021-10-01,\n"
                               "icd10cm_order_2024.txt,icd10cm-order,2024,2023-10-01,\n"
                               "icd10cm_order_2025.txt,icd10cm-order,2025,2024-10-01,\n"
                               "items.csv,codes-hcpcs,2025Q1,2025-01-01,2025-03-31\n"
                               "places.csv,codes-pos,2025,2020-01-01,2025-12-31\n";

void write_small_releases(const char *folder)
{
    write_order_file(folder, "icd10cm_order_2022.txt", fy2022);
    write_order_file(folder, "icd10cm_order_2024.txt", fy2024);
    write_order_file(folder, "icd10cm_order_2025.txt", fy2025);
    write_file(folder, "items.csv", items, strlen(items));
    write_file(folder, "places.csv", places, strlen(places));
    write_file(folder, "manifest.csv", manifest, strlen(manifest));
}
