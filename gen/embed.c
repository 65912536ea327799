/*
 * Decimal numbers, lines of at most 80 characters: the shortest text that every C
 * compiler takes (a string literal of this length is more than C promises).
 */
#include "gen/embed.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 76, NAME_MAX_BYTES = 128 };

bool gen_is_c_name(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return name[0] && !(name[0] >= '0' && name[0] <= '9') &&
           strspn(name, letters) == strlen(name) && strlen(name) <= NAME_MAX_BYTES;
}

static void add_text(gen_bytes *out, const char *text)
{
    size_t len = strlen(text);
    memcpy(gen_bytes_extend(out, len), text, len);
}

static void add_numbers(gen_bytes *out, const gen_bytes *image)
{
    char line[LINE_MAX_BYTES + 8];
    int used = 0;
    for (size_t i = 0; i < image->size; i++) {
        used += snprintf(line + used, sizeof line - (size_t)used, "%u,",
                         (unsigned)image->data[i]);
        if (used < LINE_MAX_BYTES && i + 1 < image->size)
            continue;
        line[used++] = '\n';
        memcpy(gen_bytes_extend(out, (size_t)used), line, (size_t)used);
        used = 0;
    }
}

bool gen_embed_c(const char *path, const char *name, const gen_bytes *image,
                 gen_report *report)
{
    char text[1024];
    gen_bytes out = {0};
    snprintf(text, sizeof text,
             "/* A Scrubjay image, made by scrubjay-gen. Do not edit. */\n"
             "extern const unsigned char %s[%zu];\n"
             "extern const unsigned long %s_size;\n"
             "const unsigned long %s_size = %zuUL;\n"
             "_Alignas(64) const unsigned char %s[%zu] = {\n",
             name, image->size, name, name, image->size, name, image->size);
    add_text(&out, text);
    add_numbers(&out, image);
    add_text(&out, "};\n");
    bool ok = gen_publish(path, out.data, out.size, report);
    gen_bytes_free(&out);
    return ok;
}
