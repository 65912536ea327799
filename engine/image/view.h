/*
 * A window on image bytes. Engine code touches the mapping only through views that
 * open.c cut, and every cut is checked here.
 */
#ifndef SCRUBJAY_IMAGE_VIEW_H
#define SCRUBJAY_IMAGE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct view {
    const uint8_t *p;
    size_t n;
} view;

/* Narrow v to [off, off + len). No sum is formed, so nothing can wrap. */
static inline bool view_sub(view v, uint64_t off, uint64_t len, view *out)
{
    if (off > v.n || len > v.n - off)
        return false;
    *out = (view){v.p + (size_t)off, (size_t)len};
    return true;
}

/* Whether v holds exactly `count` records of `size` bytes. */
static inline bool view_is_table(view v, uint64_t count, size_t size)
{
    return count <= v.n / size && count * size == v.n;
}

#endif
