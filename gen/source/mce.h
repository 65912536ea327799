/*
 * What the two layouts of Medicare Code Editor lists have in common: the code systems a
 * version speaks of, the ages of its lists, and how a list and its members are told.
 */
#ifndef SCRUBJAY_GEN_MCE_H
#define SCRUBJAY_GEN_MCE_H

#include "engine/format/layout.h"
#include "gen/source/reader.h"

enum { GEN_MCE_AGE_LISTS = SJF_ADULT + 1 }; /* newborn, pediatric, maternity, adult */

typedef struct gen_mce {
    gen_reader *reader;
    uint32_t told[SJ_SYSTEM_COUNT]; /* lists told of, a bit a trait */
    bool icd9;                      /* versions before 33 */
    bool ages_known[GEN_MCE_AGE_LISTS];
    uint8_t ages[GEN_MCE_AGE_LISTS][2]; /* least and greatest, in whole years */
} gen_mce;

/* Number of a version as releases are named: "v36", "v41.1", "36"; 0 when it has none,
 * or there is no release. */
unsigned gen_mce_version(const char *release);

/* The ages that versions are known to have, for layouts that do not state them. */
void gen_mce_known_ages(gen_mce *mce, unsigned version);

/*
 * Tell of a member, and of its list before the first one. The code is as people write
 * it; the record counts.
 * @return NULL, or why it is refused (static text): the caller says so
 */
const char *gen_mce_tell(gen_mce *mce, enum sjf_trait list, bool procedure,
                         gen_field code, uint32_t line);

#endif
