/*
 * An item is copied piece by piece; when the block has no room for the next piece, all
 * of the item is given up and tried again elsewhere. Nothing that was copied ever
 * moves.
 */
#include "cli/claim_batch.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 8 };

/* Where copies go. Once something did not fit, nothing is written any more. */
typedef struct copier {
    char *block;
    size_t used, cap;
    bool full;
} copier;

/* Room for `len` bytes. @return NULL when there is none */
static void *take(copier *c, size_t len, size_t alignment)
{
    size_t begin = (c->used + alignment - 1) & ~(alignment - 1);
    if (c->full || begin > c->cap || len > c->cap - begin) {
        c->full = true;
        return NULL;
    }
    c->used = begin + len;
    return c->block + begin;
}

static void *copy(copier *c, const void *from, size_t count, size_t size)
{
    void *to = count ? take(c, count * size, ALIGNMENT) : NULL;
    if (to)
        memcpy(to, from, count * size);
    return to;
}

/* Texts follow each other without gaps. */
static void text(copier *c, sj_str *s)
{
    if (s->len == 0)
        return;
    void *to = take(c, s->len, 1);
    if (to)
        s->text = memcpy(to, s->text, s->len);
}

/* Arrays are copied with the texts still pointing to where they were; these follow. */
static void diagnoses(copier *c, const sj_diagnosis **list, size_t count)
{
    sj_diagnosis *to = copy(c, *list, count, sizeof *to);
    for (size_t i = 0; to && i < count; i++) {
        text(c, &to[i].code);
        text(c, &to[i].poa);
    }
    if (to)
        *list = to;
}

static void procedures(copier *c, sj_claim *claim)
{
    sj_procedure *to = copy(c, claim->px, claim->px_count, sizeof *to);
    for (size_t i = 0; to && i < claim->px_count; i++)
        text(c, &to[i].code);
    if (to)
        claim->px = to;
}

static void line_texts(copier *c, sj_line *line)
{
    sj_str *const texts[] = {&line->code,     &line->revenue,    &line->pos,
                             &line->provider, &line->ndc,        &line->ndc_unit,
                             &line->unit,     &line->description};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text(c, texts[i]);
    for (size_t i = 0; i < SJ_MODIFIERS_MAX; i++)
        text(c, &line->modifiers[i]);
}

static void lines(copier *c, sj_x12_item *item)
{
    const size_t count = item->claim.line_count;
    sj_line *to = copy(c, item->claim.lines, count, sizeof *to);
    sj_x12_line *names = copy(c, item->lines, count, sizeof *names);
    if (!to || !names)
        return;
    for (size_t i = 0; i < count; i++) {
        line_texts(c, &to[i]);
        text(c, &names[i].number);
        text(c, &names[i].control);
        to[i].pointers =
            copy(c, to[i].pointers, to[i].pointer_count, sizeof *to[i].pointers);
    }
    item->claim.lines = to;
    item->lines = names;
}

static void item_copy(copier *c, sj_x12_item *item)
{
    sj_claim *claim = &item->claim;
    text(c, &item->id);
    text(c, &item->interchange);
    text(c, &item->group);
    text(c, &item->transaction);
    if (item->fault.reason != SJ_X12_OK || item->ordinal == 0)
        return;
    sj_str *const texts[] = {&claim->payer, &claim->bill_type, &claim->discharge_status,
                             &claim->pos,   &claim->provider,  &claim->sex};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text(c, texts[i]);
    diagnoses(c, &claim->dx, claim->dx_count);
    diagnoses(c, &claim->admitting, claim->admitting ? 1 : 0);
    diagnoses(c, &claim->reason, claim->reason_count);
    diagnoses(c, &claim->external, claim->external_count);
    procedures(c, claim);
    lines(c, item);
}

/* @return false when the block has not the room */
static bool try_to_add(cli_claim_batch *batch, const sj_x12_item *item)
{
    copier c = {.block = batch->block, .used = batch->used, .cap = batch->cap};
    sj_x12_item *to = &batch->items[batch->count];
    *to = *item;
    item_copy(&c, to);
    if (c.full)
        return false;
    batch->count++;
    batch->used = c.used;
    return true;
}

bool cli_claim_batch_add(cli_claim_batch *batch, const sj_x12_item *item)
{
    if (batch->count == CLI_BATCH_ITEMS)
        return false;
    while (!batch->block || !try_to_add(batch, item)) {
        if (batch->count > 0)
            return false;
        free(batch->block);
        batch->cap = batch->cap ? 2 * batch->cap : CLI_BATCH_BYTES;
        batch->block = cli_allocate(batch->cap, 1);
    }
    return true;
}

void cli_claim_batch_empty(cli_claim_batch *batch)
{
    batch->count = batch->used = 0;
    if (batch->cap > CLI_BATCH_BYTES) /* a giant came by: do not keep its room */
        cli_claim_batch_free(batch);
}

void cli_claim_batch_free(cli_claim_batch *batch)
{
    free(batch->block);
    batch->block = NULL;
    batch->used = batch->cap = 0;
    batch->count = 0;
}
