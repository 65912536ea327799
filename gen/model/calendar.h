/*
 * The days on which publishers replace their files, and fiscal years. Pure date
 * arithmetic; which file follows which calendar is release.c's affair.
 */
#ifndef SCRUBJAY_GEN_CALENDAR_H
#define SCRUBJAY_GEN_CALENDAR_H

#include <scrubjay/scrubjay.h>

/* 2015-10-01, when ICD-10 replaced ICD-9. */
#define GEN_ICD10_START ((sj_date)16709)

/* The last day of the federal fiscal year (to September 30) that holds this day. */
sj_date gen_fiscal_year_end(sj_date day);
/* Its number: 2025 for 2024-10-01 to 2025-09-30. */
int gen_fiscal_year(sj_date day);
sj_date gen_quarter_end(sj_date day);
sj_date gen_calendar_year_end(sj_date day);

/* 9999-12-31 and later are what publishers write for open. */
sj_date gen_open_end(sj_date to);

#endif
