/*
 * From a line of text to service lines, and from findings to lines of text.
 */
#include "tests/support/line_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "line kit: %s\n", what);
    exit(1);
}

static sj_str str(const char *text)
{
    return text && strcmp(text, "_") != 0 ? (sj_str){text, (uint32_t)strlen(text)}
                                          : (sj_str){NULL, 0};
}

static char *next_word(const char **list, char **room, const char *end)
{
    while (*list && **list == ' ')
        ++*list;
    if (!*list || !**list)
        return NULL;
    size_t n = strcspn(*list, " ");
    char *word = *room;
    require(word + n + 1 < end, "too long a claim");
    memcpy(word, *list, n);
    word[n] = '\0';
    *room += n + 1;
    *list += n;
    return word;
}

/* What stands behind a mark, cut off the word; NULL when the mark is not there. */
static char *cut(char *word, char mark)
{
    char *at = strchr(word, mark);
    if (!at)
        return NULL;
    *at = '\0';
    return at + 1;
}

static void make_line(char *word, sj_line *line, int32_t *pointers)
{
    char *ndc = cut(word, '%'), *revenue = cut(word, '^'), *place = cut(word, '#'),
         *charge = cut(word, '$');
    char *points = cut(word, '>'), *provider = cut(word, '/'), *to = cut(word, '~');
    char *from = cut(word, '@'), *units = cut(word, '*'), *mods = cut(word, ':');
    *line = (sj_line){.code = str(word),
                      .revenue = str(revenue),
                      .pos = str(place),
                      .ndc = str(ndc),
                      .provider = str(provider),
                      .pointers = pointers,
                      .from = from ? kit_day(from) : SJ_NO_DATE,
                      .to = to ? kit_day(to) : SJ_NO_DATE,
                      .units = units ? strtod(units, NULL) : 1,
                      .charge = charge ? strtod(charge, NULL) : -1};
    for (int i = 0; mods; i++) {
        require(i < SJ_MODIFIERS_MAX, "too many modifiers");
        char *rest = cut(mods, ',');
        line->modifiers[i] = str(mods);
        mods = rest;
    }
    while (points && *points) {
        require(line->pointer_count < LINE_KIT_POINTERS, "too many pointers");
        pointers[line->pointer_count++] = (int32_t)strtol(points, &points, 10);
        points += *points == ',';
    }
}

/* The text, else what is usual; "-" is nothing. */
static const char *or_usual(const char *text, const char *usual)
{
    return !text ? usual : strcmp(text, "-") == 0 ? NULL : text;
}

void kit_lines_make(const told_lines *t, kit_lines *c)
{
    char *room = c->text;
    const char *end = c->text + sizeof c->text, *list = t->dx ? t->dx : "E11.9";
    const char *bill = t->bill_type ? t->bill_type : t->kind == IP ? "0111" : "0131";
    const char *from = t->from ? t->from : "2024-05-01";
    const char *birth = or_usual(t->birth, "1961-04-02");
    c->claim = (sj_claim){
        .size = sizeof(sj_claim),
        .type = t->kind == P ? SJ_PROFESSIONAL : SJ_INSTITUTIONAL,
        .payer = str(t->payer),
        .provider = str(t->provider),
        .pos = str(or_usual(t->pos, t->kind == P ? "11" : NULL)),
        .bill_type = str(t->kind == P ? NULL : bill),
        .discharge_status = str(t->kind == P ? NULL : "01"),
        .sex = str(or_usual(t->sex, "U")),
        .birth = birth ? kit_day(birth) : SJ_NO_DATE,
        .from = kit_day(from),
        .to = kit_day(t->to ? t->to : from),
        .admission = SJ_NO_DATE,
        .receipt = SJ_NO_DATE,
        .dx = c->dx,
        .lines = c->lines,
        .history = c->history,
    };
    for (char *word; (word = next_word(&list, &room, end));) {
        require(c->claim.dx_count < 16, "too many diagnoses");
        c->dx[c->claim.dx_count++] = (sj_diagnosis){.code = str(word)};
    }
    list = t->lines;
    for (char *word; (word = next_word(&list, &room, end)); c->claim.line_count++) {
        uint32_t n = c->claim.line_count;
        require(n < LINE_KIT_LINES, "too many lines");
        make_line(word, &c->lines[n], c->pointers[n]);
    }
    list = t->history;
    for (char *word; (word = next_word(&list, &room, end)); c->claim.history_count++) {
        uint32_t n = c->claim.history_count;
        require(n < 64, "too long a history");
        make_line(word, &c->history[n], c->pointers[LINE_KIT_LINES + n]);
    }
}

/* ---- findings -------------------------------------------------------------------- */

static void append(char *out, const char *text)
{
    require(strlen(out) + strlen(text) + 1 < KIT_CAP, "too many findings to print");
    strcat(out, text);
}

static void print_finding(const sj_finding *f, char *out)
{
    char at[SJ_PLACE_CAP], with[SJ_PLACE_CAP], day[SJ_DATE_CAP], line[256];
    sj_place_format(f->at, at);
    sj_place_format(f->with, with);
    sj_date_format(f->date, day);
    snprintf(line, sizeof line, "%s %s %s%s%s %s\n", at,
             sj_edit_get((sj_edit)f->edit)->id,
             sj_severity_str((sj_severity)f->severity), *with ? " " : "", with, day);
    append(out, line);
}

enum { FOUND = 8192 };

static void judge(const sj_image *image, const kit_lines *c, sj_findings *found)
{
    static sj_finding items[FOUND];
    *found = (sj_findings){.items = items, .cap = FOUND};
    require(sj_check(image, &c->claim, NULL, found) == SJ_OK, "sj_check() refuses");
    require(found->total == found->count, "more findings than the kit holds");
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

const char *kit_line_findings(const sj_image *image, const told_lines *t,
                              const char *edit, bool sets)
{
    static char out[KIT_CAP];
    static kit_lines c;
    sj_findings found;
    kit_lines_make(t, &c);
    judge(image, &c, &found);
    *out = '\0';
    for (uint32_t i = 0; i < found.count; i++)
        if (begins(sj_edit_get((sj_edit)found.items[i].edit)->id, edit))
            print_finding(&found.items[i], out);
    if (!sets)
        return out;
    append(out, "no data:");
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        if (!sj_edit_set_has(&found.no_data, info->edit) || !begins(info->id, edit))
            continue;
        append(out, " ");
        append(out, info->id);
    }
    return out;
}

bool kit_line_find(const sj_image *image, const kit_lines *c, const char *edit,
                   sj_finding *out)
{
    sj_findings found;
    judge(image, c, &found);
    for (uint32_t i = 0; i < found.count; i++)
        if (strcmp(sj_edit_get((sj_edit)found.items[i].edit)->id, edit) == 0) {
            *out = found.items[i];
            return true;
        }
    return false;
}
