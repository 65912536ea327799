/*
 * From a line of text to a claim, and from findings to lines of text.
 */
#include "tests/support/claim_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "claim kit: %s\n", what);
    exit(1);
}

sj_date kit_day(const char *text)
{
    sj_date date = 0;
    require(sj_date_parse(text, strlen(text), &date), text);
    return date;
}

static sj_date day_or_none(const char *text)
{
    return text && strcmp(text, "-") != 0 ? kit_day(text) : SJ_NO_DATE;
}

static sj_str str(const char *text)
{
    return text && strcmp(text, "-") != 0 ? (sj_str){text, (uint32_t)strlen(text)}
                                          : (sj_str){NULL, 0};
}

/* The next word of a list, copied; NULL at its end. */
static char *next_word(const char **list, char **room)
{
    while (*list && **list == ' ')
        ++*list;
    if (!*list || !**list)
        return NULL;
    size_t n = strcspn(*list, " ");
    char *word = *room;
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

/* The word behind its wire bits. */
static char *behind_wire(char *word, uint8_t *wire)
{
    char *rest = cut(word, '!');
    *wire = rest ? (uint8_t)atoi(word) : 0;
    return rest ? rest : word;
}

static sj_str code_of(char *word, uint8_t *version)
{
    char *rest = cut(word, ':');
    *version = rest ? (uint8_t)atoi(word) : 0;
    word = rest ? rest : word;
    return strcmp(word, "_") == 0 ? (sj_str){"", 0} : str(word);
}

static uint32_t diagnoses(const char *list, sj_diagnosis *out, uint32_t cap,
                          char **room)
{
    uint32_t n = 0;
    for (char *word; (word = next_word(&list, room)); n++) {
        require(n < cap, "too many diagnoses");
        char *poa = cut(word, '/');
        out[n] = (sj_diagnosis){.poa = str(poa)};
        word = behind_wire(word, &out[n].wire);
        out[n].code = code_of(word, &out[n].version);
    }
    return n;
}

static uint32_t procedures(const char *list, sj_procedure *out, uint32_t cap,
                           char **room)
{
    uint32_t n = 0;
    for (char *word; (word = next_word(&list, room)); n++) {
        require(n < cap, "too many procedures");
        out[n] = (sj_procedure){.date = day_or_none(cut(word, '@'))};
        word = behind_wire(word, &out[n].wire);
        out[n].code = code_of(word, &out[n].version);
    }
    return n;
}

static uint32_t lines(const char *list, kit_claim *c, char **room)
{
    uint32_t n = 0;
    for (char *word; (word = next_word(&list, room)); n++) {
        require(n < KIT_LINES, "too many lines");
        char *pointers = cut(word, '>');
        sj_line *line = &c->lines[n];
        *line = (sj_line){.pointers = c->pointers[n],
                          .from = day_or_none(word),
                          .to = SJ_NO_DATE,
                          .units = 1};
        while (pointers && *pointers) {
            require(line->pointer_count < KIT_POINTERS, "too many pointers");
            c->pointers[n][line->pointer_count++] =
                (int32_t)strtol(pointers, &pointers, 10);
            pointers += *pointers == ',';
        }
    }
    return n;
}

void kit_claim_make(const told *t, kit_claim *c)
{
    char *room = c->text;
    c->claim = (sj_claim){
        .size = sizeof(sj_claim),
        .type = t->kind == P ? SJ_PROFESSIONAL : SJ_INSTITUTIONAL,
        .bill_type = t->kind == P ? str(NULL) : str(t->kind == IP ? "0111" : "0131"),
        .discharge_status =
            t->kind == P ? str(t->status) : str(t->status ? t->status : "01"),
        .sex = str(t->sex ? t->sex : "U"),
        .birth = day_or_none(t->birth ? t->birth : "1961-04-02"),
        .from = day_or_none(t->from),
        .to = day_or_none(t->to),
        .admission = day_or_none(t->admission),
        .dx = c->dx,
        .reason = c->reason,
        .external = c->external,
        .px = c->px,
        .lines = c->lines,
    };
    size_t length = 0;
    const char *lists[] = {t->dx,       t->admitting, t->reason,
                           t->external, t->px,        t->lines};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        length += lists[i] ? strlen(lists[i]) + 1 : 0;
    require(length < sizeof c->text, "too long a claim");
    c->claim.dx_count = diagnoses(t->dx, c->dx, SJ_CLAIM_ITEMS_MAX, &room);
    if (diagnoses(t->admitting, c->admitting, 1, &room))
        c->claim.admitting = c->admitting;
    c->claim.reason_count = diagnoses(t->reason, c->reason, 32, &room);
    c->claim.external_count = diagnoses(t->external, c->external, 32, &room);
    c->claim.px_count = procedures(t->px, c->px, 64, &room);
    c->claim.line_count = lines(t->lines, c, &room);
}

/* ---- findings -------------------------------------------------------------------- */

static void append(char *out, const char *text)
{
    require(strlen(out) + strlen(text) + 1 < KIT_CAP, "too many findings to print");
    strcat(out, text);
}

static void print_finding(const sj_finding *f, char *out)
{
    char at[SJ_PLACE_CAP], with[SJ_PLACE_CAP];
    sj_place_format(f->at, at);
    sj_place_format(f->with, with);
    append(out, at);
    append(out, " ");
    append(out, sj_edit_get((sj_edit)f->edit)->id);
    append(out, " ");
    append(out, sj_severity_str((sj_severity)f->severity));
    append(out, *with ? " " : "");
    append(out, with);
    append(out, "\n");
}

void kit_print(const sj_findings *found, char *out)
{
    *out = '\0';
    for (uint32_t i = 0; i < found->count; i++)
        print_finding(&found->items[i], out);
}

static void print_set(const sj_edit_set *set, const char *title, char *out)
{
    append(out, title);
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        if (!sj_edit_set_has(set, info->edit))
            continue;
        append(out, " ");
        append(out, info->id);
    }
    append(out, "\n");
}

enum { FOUND = 512 };

static void judge(const sj_image *image, const kit_claim *c, sj_findings *found)
{
    static sj_finding items[FOUND];
    *found = (sj_findings){.items = items, .cap = FOUND};
    require(sj_check(image, &c->claim, NULL, found) == SJ_OK, "sj_check() refuses");
    require(found->total == found->count, "more findings than the kit holds");
}

const char *kit_check(const sj_image *image, const told *t, bool sets)
{
    static char out[KIT_CAP];
    kit_claim c;
    sj_findings found;
    kit_claim_make(t, &c);
    judge(image, &c, &found);
    kit_print(&found, out);
    if (sets) {
        print_set(&found.no_data, "no data:", out);
        print_set(&found.not_evaluated, "not evaluated:", out);
    }
    return out;
}

const char *kit_findings(const sj_image *image, const told *t, const char *edit)
{
    static char out[KIT_CAP];
    kit_claim c;
    sj_findings found;
    kit_claim_make(t, &c);
    judge(image, &c, &found);
    *out = '\0';
    for (uint32_t i = 0; i < found.count; i++) {
        const char *id = sj_edit_get((sj_edit)found.items[i].edit)->id;
        if (strncmp(id, edit, strlen(edit)) == 0)
            print_finding(&found.items[i], out);
    }
    return out;
}

bool kit_find(const sj_image *image, const kit_claim *c, const char *edit,
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
