/*
 * The list of sources while it is being made.
 */
#ifndef SCRUBJAY_GEN_SOURCE_LIST_H
#define SCRUBJAY_GEN_SOURCE_LIST_H

#include "gen/source/source.h"

/* A new source at the end: zeroed but for the interval, which is unknown to open. */
gen_source *gen_source_list_add(gen_source_list *list);

/* List a file that is not compiled. Both texts are copied. */
void gen_source_list_leave_out(gen_source_list *list, const char *path,
                               const char *reason);

/* Settle what stands twice: a codes file beside the order file of its release, the same
 * file found twice, two different files for one kind, system and day. */
void gen_source_list_settle(gen_source_list *list, gen_report *report);

#endif
