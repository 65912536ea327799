/* See bent_places.h. */
#include "tests/support/bent_places.h"

#include <string.h>

char *start_of_line(char *text, unsigned line)
{
    for (; line > 1; line--)
        text = strchr(text, '\n') + 1;
    return text;
}

void bend_place(const good_file *good, const bent_place *place, char out[GOOD_FILE_CAP])
{
    strcpy(out, good->text);
    memcpy(start_of_line(out, place->line) + place->column - 1, place->bytes,
           strlen(place->bytes));
}

unsigned cut_last_line_end(const good_file *good, char out[GOOD_FILE_CAP])
{
    strcpy(out, good->text);
    size_t len = strlen(out);
    while (len > 0 && (out[len - 1] == '\n' || out[len - 1] == '\r'))
        out[--len] = '\0';
    unsigned lines = 1;
    for (const char *c = out; *c; c++)
        lines += *c == '\n';
    return lines;
}
