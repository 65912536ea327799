/*
 * Members of a zip that lies in memory: what an .xlsx is. Bounded, so that a small file
 * which unpacks without end is refused.
 */
#ifndef SCRUBJAY_GEN_ZIP_MEMORY_H
#define SCRUBJAY_GEN_ZIP_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gen_zip_member {
    char *name; /* owned, like `bytes` */
    char *bytes;
    size_t len;
} gen_zip_member;

typedef struct gen_zip_members {
    gen_zip_member *items; /* in the order of the directory */
    uint32_t count, cap;
} gen_zip_members;

/*
 * Unpack the members that `wanted` says yes to: at most `unpacked_cap` bytes together.
 * @return NULL, or why it cannot be read (static text); to be freed in either case
 */
const char *gen_zip_unpack(const void *bytes, size_t len, size_t unpacked_cap,
                           bool (*wanted)(const char *name), gen_zip_members *out);

void gen_zip_members_free(gen_zip_members *members);

/* NULL when there is none of that name. */
const gen_zip_member *gen_zip_member_of(const gen_zip_members *members,
                                        const char *name);

#endif
