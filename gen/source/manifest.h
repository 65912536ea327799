/*
 * The manifest: a CSV `path,kind,release,from,to` that states what files are and for
 * which days they speak, where their names do not tell.
 */
#ifndef SCRUBJAY_GEN_MANIFEST_H
#define SCRUBJAY_GEN_MANIFEST_H

#include "gen/source/list.h"

/* Add what a manifest lists. Paths are relative to its folder, and may name a member of
 * a zip (ARCHIVE/MEMBER). Every wrong line is reported. */
void gen_manifest_read(const char *path, gen_source_list *list, gen_report *report);

#endif
