/*
 * Allocation that does not return without memory. Nothing else of the model checks for
 * NULL; whoever exhausts the machine gets one line and exit status 3.
 */
#include "gen/model/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_INPUT = 3 }; /* what both programs return when they cannot compile */

static _Noreturn void out_of_memory(void)
{
    fputs("scrubjay: out of memory\n", stderr);
    exit(EXIT_INPUT);
}

void *gen_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *gen_resize(void *p, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        out_of_memory();
    void *moved = realloc(p, bytes ? bytes : 1);
    if (!moved)
        out_of_memory();
    return moved;
}

char *gen_strndup(const char *text, size_t len)
{
    char *copy = gen_resize(NULL, len + 1, 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *gen_strdup(const char *text)
{
    return gen_strndup(text, strlen(text));
}

void *gen_grow(void *array, uint32_t count, uint32_t *cap, size_t element_size)
{
    if (count < *cap)
        return array;
    if (*cap > UINT32_MAX / 2)
        out_of_memory();
    *cap = *cap ? *cap * 2 : 16;
    return gen_resize(array, *cap, element_size);
}
