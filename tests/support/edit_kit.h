/*
 * The kit of merge_kit.h for what edits are made of: rows of notes, lists and maps in
 * one line each, and what came of them as text.
 */
#ifndef SCRUBJAY_TESTS_EDIT_KIT_H
#define SCRUBJAY_TESTS_EDIT_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "tests/support/merge_kit.h"

/* A release of a code system of ICD with the billable codes that `codes` names, blanks
 * between; a code that others begin with is a header. `kind` is that of an order file.
 */
uint32_t kit_codes(merge_kit *kit, gen_kind kind, const char *release, const char *from,
                   const char *codes);

/* A node of the Tabular List; a chapter has no parent. */
void kit_node(merge_kit *kit, uint32_t source, int level, const char *name,
              const char *parent, const char *title);
/* A note line, weak when its words are. */
void kit_note(merge_kit *kit, uint32_t source, const char *node, sj_note_kind kind,
              const char *text);
/* That a version has a list. */
void kit_has_list(merge_kit *kit, uint32_t source, sj_system system,
                  enum sjf_trait trait, unsigned least, unsigned greatest);
void kit_member(merge_kit *kit, uint32_t source, sj_system system, enum sjf_trait trait,
                const char *code);

/*
 * What came of it, in kit->text:
 *   columns     "- none, 2015-10-01 notes mce/gap poa/carried": who speaks, by column
 *   trait       "0110": whether a code has a trait, by column
 *   tree        "E11 < E08-E13 < chapter 4": a node and what stands above it
 *   notes       of a node, its lines: "excludes1 text [0:3 1:4] (E10.-)"; [source:line]
 *   rectangles  of a node: "E10.- 0110", by reference and presence
 */
const char *kit_columns(merge_kit *kit, sj_system system);
const char *kit_trait(merge_kit *kit, sj_system system, const char *code,
                      enum sjf_trait trait);
const char *kit_tree(merge_kit *kit, int level, const char *name);
const char *kit_notes(merge_kit *kit, int level, const char *name);
const char *kit_rectangles(merge_kit *kit, int level, const char *name);

/* The class of a code, all classes of a system told apart. */
uint32_t kit_class(const merge_kit *kit, sj_system system, const char *code);

/* All edits, notes, tables and maps, for comparing two catalogs. The caller frees it.
 */
char *kit_all_edits(merge_kit *kit);

#endif
