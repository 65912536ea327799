/*
 * Allocation for the generator: a run by hand that cannot go on without memory says so
 * and ends; its temporary output is removed by gen/build/publish.c's exit hook.
 */
#ifndef SCRUBJAY_GEN_MEMORY_H
#define SCRUBJAY_GEN_MEMORY_H

#include <stddef.h>
#include <stdint.h>

void *gen_alloc(size_t size);                         /* zeroed, never NULL */
void *gen_resize(void *p, size_t count, size_t size); /* count * size checked */
char *gen_strdup(const char *text);
char *gen_strndup(const char *text, size_t len);

/* Make room for one more element: doubles `*cap` when `count` has reached it. */
void *gen_grow(void *array, uint32_t count, uint32_t *cap, size_t element_size);

#endif
