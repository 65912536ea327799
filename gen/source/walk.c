/*
 * Symbolic links are followed; a folder that holds itself by way of a link is met once.
 */
#include "gen/source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/model/memory.h"
#include "gen/source/archive.h"
#include "gen/source/name.h"

enum { DEPTH_CAP = 64 };

typedef struct names {
    char **items;
    uint32_t count, cap;
} names;

static void add_name(void *ctx, const char *name)
{
    names *list = ctx;
    list->items = gen_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] = gen_strdup(name);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_names(names *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

static void free_names(names *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
}

char *gen_path_join(const char *folder, const char *name)
{
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    size_t size = n + strlen(name) + 2;
    char *path = gen_alloc(size);
    snprintf(path, size, "%.*s%s%s", (int)n, folder,
             n == 1 && folder[0] == '/' ? "" : "/", name);
    return path;
}

static bool ends_with(const char *path, const char *extension)
{
    size_t n = strlen(path), e = strlen(extension);
    return n > e && gen_same_word(path + n - e, extension);
}

static void walk_zip(const char *path, const gen_visitor *visitor)
{
    names members = {0};
    const char *why;
    if (!gen_zip_list(path, add_name, &members, &why)) {
        visitor->broken(visitor->ctx, path, why);
    } else {
        sort_names(&members);
        for (uint32_t i = 0; i < members.count; i++) {
            char *shown = gen_path_join(path, members.items[i]);
            visitor->file(visitor->ctx, shown, path, members.items[i], false);
            free(shown);
        }
        if (members.count == 0)
            visitor->broken(visitor->ctx, path, "an archive without files");
    }
    free_names(&members);
}

static void walk_file(const char *path, const gen_visitor *visitor, bool named)
{
    gen_container container;
    const char *why;
    bool zip = ends_with(path, ".zip");
    if (!gen_container_of(path, &container, &why))
        visitor->broken(visitor->ctx, path, why);
    else if (zip && container != GEN_ZIP)
        visitor->broken(visitor->ctx, path, "named .zip, but not a zip archive");
    else if (zip)
        walk_zip(path, visitor);
    else /* .xlsx and its like are zips too, but files to us */
        visitor->file(visitor->ctx, path, path, NULL, named);
}

/* Folders from the argument down to where the walk stands. */
typedef struct trail {
    const struct trail *up;
    dev_t device;
    ino_t inode;
    unsigned depth;
} trail;

static bool is_on_trail(const trail *up, const struct stat *st)
{
    for (; up; up = up->up)
        if (up->device == st->st_dev && up->inode == st->st_ino)
            return true;
    return false;
}

static bool read_folder(const char *path, names *out)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    errno = 0;
    for (const struct dirent *e; (e = readdir(folder)) != NULL; errno = 0)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            add_name(out, e->d_name);
    bool read = errno == 0;
    closedir(folder);
    sort_names(out);
    return read;
}

static void walk(const char *path, const gen_visitor *visitor, const trail *up);

static void walk_folder(const char *path, const gen_visitor *visitor, const trail *here)
{
    names entries = {0};
    if (!read_folder(path, &entries))
        visitor->broken(visitor->ctx, path, "folder cannot be read");
    const char *manifest = NULL;
    for (uint32_t i = 0; i < entries.count; i++)
        if (strcmp(entries.items[i], "manifest.csv") == 0)
            manifest = entries.items[i];
    for (uint32_t i = 0; i < entries.count; i++) {
        if (manifest && entries.items[i] != manifest)
            continue;
        char *entry = gen_path_join(path, entries.items[i]);
        if (manifest)
            visitor->manifest(visitor->ctx, entry);
        else
            walk(entry, visitor, here);
        free(entry);
    }
    free_names(&entries);
}

/* What was named must be there; what a folder holds may be anything. */
static void pass_over(const char *path, const gen_visitor *visitor, const trail *up,
                      const char *why)
{
    if (up)
        visitor->unused(visitor->ctx, path, why);
    else
        visitor->broken(visitor->ctx, path, why);
}

/* `up` is NULL for an argument itself. */
static void walk(const char *path, const gen_visitor *visitor, const trail *up)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        pass_over(path, visitor, up, up ? "a link that leads nowhere" : "no such file");
        return;
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (S_ISDIR(st.st_mode)) {
        trail here = {up, st.st_dev, st.st_ino, up ? up->depth + 1 : 0};
        if (up && name[0] == '.')
            visitor->unused(visitor->ctx, path, "hidden folder");
        else if (is_on_trail(up, &st) || here.depth > DEPTH_CAP)
            visitor->unused(visitor->ctx, path, "a folder that holds itself");
        else
            walk_folder(path, visitor, &here);
    } else if (S_ISREG(st.st_mode)) {
        walk_file(path, visitor, up == NULL);
    } else {
        pass_over(path, visitor, up, "neither a file nor a folder");
    }
}

void gen_walk(const char *path, const gen_visitor *visitor)
{
    walk(path, visitor, NULL);
}
