/*
 * Allocation for the generator: a run by hand that cannot go on without memory says so
 * and ends. Nothing half-written is left: gen/build/publish.c allocates nothing while
 * its temporary file is there.
 */
#ifndef SCRUBJAY_GEN_MEMORY_H
#define SCRUBJAY_GEN_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* `size` bytes, zeroed. Like all of these never NULL; free() releases it. */
void *gen_alloc(size_t size);
/* realloc() to count * size bytes, the product checked; the new part is not zeroed. */
void *gen_resize(void *p, size_t count, size_t size);
char *gen_strdup(const char *text);
char *gen_strndup(const char *text, size_t len);

/* Make room for one more element: doubles `*cap` when `count` has reached it. */
void *gen_grow(void *array, uint32_t count, uint32_t *cap, size_t element_size);

#endif
