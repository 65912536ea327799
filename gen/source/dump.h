/*
 * What `scrubjay dump` printed, back into a catalog (docs/DUMP.md). No rule is applied:
 * building the catalog gives the image that was dumped.
 */
#ifndef SCRUBJAY_GEN_DUMP_H
#define SCRUBJAY_GEN_DUMP_H

#include "gen/model/catalog.h"
#include "gen/source/source.h"

/*
 * Read a source of kind GEN_DUMP into an empty catalog. Fills the source's size_bytes,
 * records (codes) and xxh3. The first thing that does not fit ends it.
 * @return false with a message in the report
 */
bool gen_dump_read(gen_source *source, gen_catalog *out, gen_report *report);

#endif
