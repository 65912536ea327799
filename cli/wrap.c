/*
 * Columns are counted in characters: every byte that does not continue one. Good enough
 * for code titles, which hold no wide ones.
 */
#include "cli/wrap.h"

#include <string.h>

#include "cli/utf8.h"

static size_t columns_of(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

void cli_wrap_begin(cli_wrap *wrap, FILE *out, size_t indent, size_t width,
                    const char *label)
{
    size_t used = columns_of(label, strlen(label));
    fprintf(out, "%*s%s%*s", (int)indent, "", label,
            (int)(used < width ? width - used : 0), "");
    *wrap = (cli_wrap){.out = out, .indent = indent + width};
    wrap->column = indent + (used < width ? width : used);
}

void cli_wrap_addn(cli_wrap *wrap, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t word = i;
        while (word < len && text[word] == ' ')
            word++;
        size_t end = word;
        while (end < len && text[end] != ' ')
            end++;
        if (end == word)
            return;
        size_t width = columns_of(text + word, end - word);
        bool begins = wrap->column <= wrap->indent;
        if (!begins && !wrap->glued && wrap->column + 1 + width > CLI_WIDTH) {
            fprintf(wrap->out, "\n%*s", (int)wrap->indent, "");
            wrap->column = wrap->indent;
            begins = true;
        }
        if (!begins && !wrap->glued) {
            fputc(' ', wrap->out);
            wrap->column++;
        }
        wrap->glued = false;
        cli_print_safely(wrap->out, text + word, end - word);
        wrap->column += width;
        i = end;
    }
}

void cli_wrap_add(cli_wrap *wrap, const char *text)
{
    cli_wrap_addn(wrap, text, strlen(text));
}

void cli_wrap_end(cli_wrap *wrap)
{
    fputc('\n', wrap->out);
}

void cli_wrap_text(FILE *out, size_t indent, size_t width, const char *label,
                   const char *text)
{
    cli_wrap wrap;
    cli_wrap_begin(&wrap, out, indent, width, label);
    cli_wrap_add(&wrap, text);
    cli_wrap_end(&wrap);
}
