/*
 * Jansson with its failures taken seriously: the only way one of these steps fails is
 * for want of memory, and a key left out in silence would be a wrong answer.
 */
#include "cli/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/utf8.h"

static void require(bool done)
{
    if (done)
        return;
    cli_complain("out of memory");
    exit(CLI_INPUT);
}

void cli_json_set(json_t *object, const char *key, json_t *value)
{
    require(value && json_object_set_new(object, key, value) == 0);
}

void cli_json_push(json_t *array, json_t *value)
{
    require(value && json_array_append_new(array, value) == 0);
}

json_t *cli_json_text(const char *text, size_t len)
{
    json_t *value = json_stringn(text, len);
    if (value)
        return value;
    /* not UTF-8: an image opened without its content being verified, or a query */
    size_t clean_len;
    char *clean = cli_utf8_copy(text, len, &clean_len);
    value = json_stringn(clean, clean_len);
    free(clean);
    return value;
}

json_t *cli_json_word(const char *text)
{
    return text[0] == '\0' ? json_null() : cli_json_text(text, strlen(text));
}

json_t *cli_json_date(sj_date date)
{
    char text[SJ_DATE_CAP];
    sj_date_format(date, text);
    return cli_json_word(text);
}

json_t *cli_json_count(uint64_t count)
{
    return json_integer((json_int_t)count);
}

void cli_json_print(json_t *value)
{
    require(value != NULL);
    /* a failing write shows in ferror(stdout), which main.c looks at */
    (void)json_dumpf(value, stdout, JSON_COMPACT);
    fputc('\n', stdout);
    json_decref(value);
}
