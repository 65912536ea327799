/*
 * What a file is, by its official name and its first bytes.
 */
#ifndef SCRUBJAY_GEN_IDENTIFY_H
#define SCRUBJAY_GEN_IDENTIFY_H

#include "gen/source/source.h"

typedef enum gen_verdict {
    GEN_IS_SOURCE,   /* kind, system, release and interval are known */
    GEN_IS_ASIDE,    /* official, but not compiled: `reason` */
    GEN_IS_REFUSED,  /* a code set that cannot be taken as it is: `reason` */
    GEN_IS_STRANGER, /* nothing of ours: `reason` */
} gen_verdict;

typedef struct gen_identity {
    gen_verdict verdict;
    gen_kind kind;
    sj_system system;
    char kind_name[40];
    char release[24];
    sj_date from, to;
    char reason[240];
    char warning[240]; /* "" or what to know about a source that is taken */
} gen_identity;

enum { GEN_HEAD_BYTES = 4096 };

/* What to do about a file whose name does not tell enough. */
#define GEN_STATE_IT "state kind, release and from in a manifest"

/*
 * @param file  official name, compression suffix cut
 * @param head  first bytes of the content, up to GEN_HEAD_BYTES; a shorter head is the
 *              whole file. NULL: they cannot be read; then the name alone decides, and
 *              one that says nothing makes a stranger without a reason
 */
void gen_identify(const char *file, const char *head, size_t head_len,
                  gen_identity *out);

/* The reason for leaving out a kind that is recognised and not read yet. */
void gen_later_reason(const char *kind_name, char *out, size_t cap);

#endif
