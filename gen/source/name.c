/*
 * Names in parts. "Copy of NAME" and "NAME (1).txt" are what desktops make of a second
 * download: both mean NAME.
 */
#include "gen/source/name.h"

#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/encoding.h"

char gen_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool gen_same_word(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (gen_lower(*a) != gen_lower(*b))
            return false;
    return *a == *b;
}

char *gen_official_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *name = gen_strdup(slash ? slash + 1 : path);
    char *dot = strrchr(name, '.');
    if (dot && dot != name && (gen_same_word(dot, ".gz") || gen_same_word(dot, ".xz")))
        *dot = '\0';
    if (!gen_is_utf8(name, strlen(name)))
        for (char *c = name; *c; c++)
            if ((unsigned char)*c >= 0x80)
                *c = '?';
    return name;
}

static bool is_word_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Length of a name without the "(1)" of a second download at its end. */
static size_t without_copy_mark(const char *name, size_t len)
{
    size_t n = len;
    if (n < 4 || name[n - 1] != ')')
        return len;
    for (n--; n > 0 && name[n - 1] >= '0' && name[n - 1] <= '9'; n--)
        continue;
    return n > 1 && n < len - 1 && name[n - 1] == '(' && name[n - 2] == ' ' ? n - 2
                                                                            : len;
}

bool gen_name_split(const char *file, gen_name *out)
{
    memset(out, 0, sizeof *out);
    const char *dot = strrchr(file, '.');
    size_t len = dot ? (size_t)(dot - file) : strlen(file);
    if (dot && strlen(dot + 1) < sizeof out->extension)
        for (size_t i = 0; dot[1 + i]; i++)
            out->extension[i] = gen_lower(dot[1 + i]);
    len = without_copy_mark(file, len);
    if (len >= sizeof out->text)
        return false;

    bool inside = false;
    for (size_t i = 0; i < len; i++) {
        char c = gen_lower(file[i]);
        if (!is_word_char(c)) {
            inside = false;
            continue;
        }
        out->text[i] = c;
        if (!inside) {
            if (out->count == GEN_NAME_WORDS)
                return false;
            out->word[out->count++] = out->text + i;
        }
        inside = true;
    }
    if (out->count > 1 && strcmp(out->word[0], "copy") == 0 &&
        strcmp(out->word[1], "of") == 0)
        out->used[0] = out->used[1] = true;
    return true;
}

void gen_name_copy(const gen_name *name, gen_name *out)
{
    *out = *name;
    for (size_t i = 0; i < out->count; i++)
        out->word[i] = out->text + (name->word[i] - name->text);
}

bool gen_name_take(gen_name *name, const char *word)
{
    for (size_t i = 0; i < name->count; i++)
        if (!name->used[i] && strcmp(name->word[i], word) == 0)
            return name->used[i] = true;
    return false;
}

const char *gen_name_take_prefix(gen_name *name, const char *prefix)
{
    size_t n = strlen(prefix);
    for (size_t i = 0; i < name->count; i++)
        if (!name->used[i] && strncmp(name->word[i], prefix, n) == 0) {
            name->used[i] = true;
            return name->word[i] + n;
        }
    return NULL;
}

bool gen_name_mentions(const gen_name *name, const char *part)
{
    for (size_t i = 0; i < name->count; i++)
        if (strstr(name->word[i], part))
            return true;
    return false;
}

long gen_word_number(const char *word)
{
    long value = 0;
    size_t n = strlen(word);
    if (n == 0 || n > 8)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (word[i] < '0' || word[i] > '9')
            return -1;
        value = value * 10 + (word[i] - '0');
    }
    return value;
}

int gen_word_month(const char *word)
{
    static const char *const months[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december",
    };
    for (int m = 0; m < 12; m++)
        if (strcmp(word, months[m]) == 0 ||
            (strlen(word) == 3 && strncmp(word, months[m], 3) == 0))
            return m + 1;
    return 0;
}
