/*
 * Compiles the lines of the manifest that begin with ncci/, from a folder of its own.
 */
#include "fuzz/reference/ncci_image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/command.h"

/* The header of the manifest and its lines of NCCI tables; NULL for none. */
static char *filtered(const char *data)
{
    size_t len;
    char *text = read_file(data, "manifest.csv", &len), *to = text;
    uint32_t kept = 0;
    if (!text)
        return NULL;
    for (char *line = text, *next; *line; line = next) {
        size_t n = strcspn(line, "\n");
        n += line[n] == '\n';
        next = line + n;
        bool table = strncmp(line, "ncci/", 5) == 0;
        kept += table;
        if (!table && line != text)
            continue;
        memmove(to, line, n);
        to += n;
    }
    *to = '\0';
    if (kept)
        return text;
    free(text);
    return NULL;
}

bool ncci_image_open(const char *data, ncci_image *out)
{
    char *manifest = filtered(data), *folder, *link;
    char *absolute = realpath(data, NULL), *ncci = path_in(absolute, "ncci");
    *out = (ncci_image){0};
    if (!manifest) {
        printf("no NCCI tables in %s\n", data);
        free(absolute);
        free(ncci);
        return false;
    }
    folder = folder_create();
    link = path_in(folder, "ncci");
    bool good = symlink(ncci, link) == 0;
    write_file(folder, "manifest.csv", manifest, strlen(manifest));
    good = good && sample_open(folder, &out->compiled);
    out->image = out->compiled.image;
    if (good)
        ref_line_tables_load(folder, &out->tables);
    (void)unlink(link);
    folder_remove(folder);
    free(link);
    free(manifest);
    free(absolute);
    free(ncci);
    return good;
}

void ncci_image_close(ncci_image *ncci)
{
    sample_close(&ncci->compiled);
    ref_line_tables_free(&ncci->tables);
}
