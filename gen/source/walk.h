/*
 * From an argument to the files it holds: itself, the members of a zip, or all that
 * lies in a folder, in byte order of names. Knows nothing of what the files are.
 */
#ifndef SCRUBJAY_GEN_WALK_H
#define SCRUBJAY_GEN_WALK_H

#include <stdbool.h>
#include <stddef.h>

/* What a walk meets. Strings hold during the call only. */
typedef struct gen_visitor {
    void *ctx;
    /* `path` for people; `member` is NULL but in a zip; `named`: an argument itself. */
    void (*file)(void *ctx, const char *path, const char *container, const char *member,
                 bool named);
    /* A folder that holds this manifest.csv is not walked. */
    void (*manifest)(void *ctx, const char *path);
    /* Cannot be read, and may have held anything: a reason to stop. */
    void (*broken)(void *ctx, const char *path, const char *why);
    void (*unused)(void *ctx, const char *path, const char *why);
} gen_visitor;

void gen_walk(const char *path, const gen_visitor *visitor);

/* folder + "/" + name, to be freed. */
char *gen_path_join(const char *folder, const char *name);

#endif
