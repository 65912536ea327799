/*
 * Official names that tell a release: which code set, and from which day it speaks.
 */
#ifndef SCRUBJAY_GEN_IDENTIFY_RELEASE_H
#define SCRUBJAY_GEN_IDENTIFY_RELEASE_H

#include "gen/source/identify.h"
#include "gen/source/name.h"

/*
 * Identify a file that holds a code set this version reads. Fills `out` with verdict
 * GEN_IS_SOURCE or, where the name does not say enough, GEN_IS_REFUSED.
 * @return false when the name is of no such file
 */
bool gen_identify_release(const char *file, gen_name *name, gen_identity *out);

#endif
