/*
 * The kinds of source files by their names on the command line: which of them are read,
 * of which code system they are, what people call them.
 */
#ifndef SCRUBJAY_GEN_KINDS_H
#define SCRUBJAY_GEN_KINDS_H

#include "gen/source/source.h"

typedef struct gen_kind_info {
    const char *name;  /* "icd10cm-order"; "codes-" is followed by a system's name */
    gen_kind kind;     /* GEN_LATER: recognised, not read yet */
    sj_system system;  /* SJ_SYSTEM_COUNT for kinds that have none */
    const char *title; /* "ICD-10-CM order file" */
} gen_kind_info;

/* The kind of such a name, NULL when there is none; `*system` is that of the kind or,
 * for codes-SYSTEM, the one named. */
const gen_kind_info *gen_kind_by_name(const char *name, size_t len, sj_system *system);

/* What is known of a kind other than GEN_KIND_NONE and GEN_LATER. */
const gen_kind_info *gen_kind_info_of(gen_kind kind);

#endif
