/*
 * Codes that no edit tells apart: a class each (FORMAT.md 14).
 */
#ifndef SCRUBJAY_GEN_EDIT_CLASSES_H
#define SCRUBJAY_GEN_EDIT_CLASSES_H

#include "gen/model/catalog.h"

/*
 * Partition the codes of a system by pair group and by traits over all columns; fill
 * classes and traits of `edits` and the class of each code. `traits` are code_count
 * rows of column_count words. Classes are numbered as they are met, in the order of
 * `codes` (indices of all codes, each once; NULL: byte order).
 */
void gen_classes_resolve(gen_system *system, gen_edits *edits, const uint32_t *group_of,
                         const uint64_t *traits, const uint32_t *codes);

#endif
