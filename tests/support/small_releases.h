/*
 * A folder of invented releases in the official layouts, small enough to know by heart,
 * for tests of the command:
 *
 *   icd10cm FY2022  E11 header, E11.8 E11.9 billable
 *   (no release: 2022-10-01 to 2023-09-30)
 *   icd10cm FY2024  E11 E11.6 headers, E11.65 E11.9 billable
 *   icd10cm FY2025  the same, E11.9 reworded
 *   hcpcs 2025Q1    E1165 from 2020-01-01; E1399 ended 2024-12-31
 *   pos 2025        11; 98 ended 2021-12-31
 *
 * Everything can be judged up to a day that is past. No description is a licensed one.
 */
#ifndef SCRUBJAY_TESTS_SMALL_RELEASES_H
#define SCRUBJAY_TESTS_SMALL_RELEASES_H

/* Write the files and a manifest.csv into a folder. */
void write_small_releases(const char *folder);

#endif
