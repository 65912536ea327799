/*
 * A row travels as a packed record in a chunk of some hundred kilobytes; chunks of one
 * source form a queue. The source whose turn it is always has a worker, and that worker
 * waits for nobody but the calling thread, so no one waits for ever.
 */
#include "gen/read_ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

enum {
    CHUNK_BYTES = 256 << 10,
    QUEUE_BYTES = 12 << 20, /* of one source: about one order file */
    NO_TITLE = UINT32_MAX,
};

/* Followed by the short and the long title. */
typedef struct packed_row {
    uint32_t line, short_len, long_len, value;
    sj_date from, to;
    uint8_t kind, system, status, flags, has_text, code_len;
    char code[SJ_CODE_CAP];
} packed_row;

typedef struct chunk {
    struct chunk *next;
    size_t used, cap;
    uint8_t bytes[];
} chunk;

/* One source on its way. */
typedef struct slot {
    struct reading *reading;
    chunk *first, *last; /* handed over to the calling thread */
    chunk *open;         /* being filled by the worker, which alone touches it */
    size_t queued_bytes;
    bool done;
    gen_report report;
} slot;

typedef struct reading {
    gen_source_list *sources;
    const uint32_t *order;
    uint32_t count;
    slot *slots;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* under the lock */
    uint32_t next;  /* the first source no worker has taken */
    uint32_t turn;  /* the source whose rows are being handed over */
    uint32_t ahead; /* how many sources may be under way */
} reading;

/* ---- workers --------------------------------------------------------------------- */

static void hand_over(slot *s)
{
    reading *r = s->reading;
    chunk *full = s->open;
    s->open = NULL;
    if (!full)
        return;
    pthread_mutex_lock(&r->lock);
    while (s->queued_bytes >= QUEUE_BYTES)
        pthread_cond_wait(&r->changed, &r->lock);
    if (s->last)
        s->last->next = full;
    else
        s->first = full;
    s->last = full;
    s->queued_bytes += full->used;
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
}

static uint8_t *room_for(slot *s, size_t size)
{
    if (s->open && s->open->cap - s->open->used < size)
        hand_over(s);
    if (!s->open) {
        size_t cap = size > CHUNK_BYTES ? size : CHUNK_BYTES;
        s->open = gen_resize(NULL, sizeof(chunk) + cap, 1);
        *s->open = (chunk){.cap = cap};
    }
    uint8_t *at = s->open->bytes + s->open->used;
    s->open->used += size;
    return at;
}

static bool pack_row(void *ctx, const gen_row *row)
{
    packed_row packed = {
        .line = row->line,
        .value = row->value,
        .kind = (uint8_t)row->kind,
        .short_len = row->short_text ? (uint32_t)row->short_len : NO_TITLE,
        .long_len = row->long_text ? (uint32_t)row->long_len : NO_TITLE,
        .from = row->from,
        .to = row->to,
        .system = (uint8_t)row->system,
        .status = row->status,
        .flags = row->flags,
        .has_text = row->has_text,
        .code_len = (uint8_t)row->code_len,
    };
    memcpy(packed.code, row->code, row->code_len); /* canonical: below SJ_CODE_CAP */
    size_t short_len = row->short_text ? row->short_len : 0;
    size_t long_len = row->long_text ? row->long_len : 0;
    uint8_t *at = room_for(ctx, sizeof packed + short_len + long_len);
    memcpy(at, &packed, sizeof packed);
    if (short_len)
        memcpy(at + sizeof packed, row->short_text, short_len);
    if (long_len)
        memcpy(at + sizeof packed + short_len, row->long_text, long_len);
    return true;
}

/* The next source to read, or NULL when all are taken. */
static slot *take_source(reading *r, uint32_t *place)
{
    pthread_mutex_lock(&r->lock);
    while (r->next < r->count && r->next - r->turn >= r->ahead)
        pthread_cond_wait(&r->changed, &r->lock);
    *place = r->next;
    slot *s = r->next < r->count ? &r->slots[r->next++] : NULL;
    pthread_mutex_unlock(&r->lock);
    return s;
}

static void *work(void *arg)
{
    reading *r = arg;
    uint32_t place;
    for (slot *s = take_source(r, &place); s; s = take_source(r, &place)) {
        /* What went wrong is in the report. */
        (void)gen_read_source(&r->sources->items[r->order[place]], pack_row, s,
                              &s->report);
        hand_over(s);
        pthread_mutex_lock(&r->lock);
        s->done = true;
        pthread_cond_broadcast(&r->changed);
        pthread_mutex_unlock(&r->lock);
    }
    return NULL;
}

/* ---- the calling thread ---------------------------------------------------------- */

/* The next chunk of the source whose turn it is; NULL when it has no more. */
static chunk *next_chunk(reading *r, slot *s)
{
    pthread_mutex_lock(&r->lock);
    while (!s->first && !s->done)
        pthread_cond_wait(&r->changed, &r->lock);
    chunk *c = s->first;
    if (c) {
        s->first = c->next;
        if (!s->first)
            s->last = NULL;
        s->queued_bytes -= c->used;
        pthread_cond_broadcast(&r->changed);
    }
    pthread_mutex_unlock(&r->lock);
    return c;
}

static size_t unpack_row(const uint8_t *at, packed_row *packed, gen_row *row)
{
    memcpy(packed, at, sizeof *packed);
    size_t short_len = packed->short_len == NO_TITLE ? 0 : packed->short_len;
    size_t long_len = packed->long_len == NO_TITLE ? 0 : packed->long_len;
    const char *titles = (const char *)at + sizeof *packed;
    *row = (gen_row){
        .kind = (gen_row_kind)packed->kind,
        .value = packed->value,
        .system = (sj_system)packed->system,
        .code = packed->code,
        .code_len = packed->code_len,
        .status = packed->status,
        .flags = packed->flags,
        .has_text = packed->has_text,
        .from = packed->from,
        .to = packed->to,
        .short_text = packed->short_len == NO_TITLE ? NULL : titles,
        .long_text = packed->long_len == NO_TITLE ? NULL : titles + short_len,
        .short_len = short_len,
        .long_len = long_len,
        .line = packed->line,
    };
    return sizeof *packed + short_len + long_len;
}

static void hand_out(reading *r, uint32_t place, const gen_receiver *receiver,
                     gen_report *report)
{
    slot *s = &r->slots[place];
    uint32_t index = r->order[place];
    gen_source *source = &r->sources->items[index];
    gen_report refused;
    uint64_t refusals = 0;
    gen_report_init(&refused, report->keep_going);
    for (chunk *c = next_chunk(r, s); c; c = next_chunk(r, s)) {
        packed_row packed;
        gen_row row;
        for (size_t at = 0; at < c->used;) {
            at += unpack_row(c->bytes + at, &packed, &row);
            const char *why = receiver->row(receiver->ctx, index, &row);
            if (why && refusals++ < report->limit)
                gen_report_add(&refused, GEN_RECORD_ERROR, source->path, row.line,
                               "code %s: %s", row.code, why);
        }
        free(c);
    }
    gen_report_add_further(&refused, GEN_RECORD_ERROR, source->path, refusals,
                           "records refused");
    /* The worker has done with the source: next_chunk() saw `done` under the lock. */
    source->records -= refusals;
    source->rejected += refusals;
    gen_report_append(report, &s->report);
    gen_report_append(report, &refused);
    gen_report_free(&s->report);
    gen_report_free(&refused);
    receiver->source_done(receiver->ctx, index);
}

static void run(reading *r, const gen_receiver *receiver, gen_report *report)
{
    for (uint32_t place = 0; place < r->count; place++) {
        hand_out(r, place, receiver, report);
        pthread_mutex_lock(&r->lock);
        r->turn = place + 1;
        pthread_cond_broadcast(&r->changed);
        pthread_mutex_unlock(&r->lock);
    }
}

void gen_read_ahead(gen_source_list *sources, const uint32_t *order, uint32_t count,
                    unsigned threads, const gen_receiver *receiver, gen_report *report)
{
    threads = threads ? threads : 1;
    reading r = {.sources = sources,
                 .order = order,
                 .count = count,
                 .slots = gen_alloc(count * sizeof(slot)),
                 .ahead = threads + 1};
    pthread_t *workers = gen_alloc(threads * sizeof *workers);
    unsigned started = 0;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.changed, NULL);
    for (uint32_t i = 0; i < count; i++) {
        r.slots[i].reading = &r;
        gen_report_init(&r.slots[i].report, report->keep_going);
    }
    while (started < threads && pthread_create(&workers[started], NULL, work, &r) == 0)
        started++;
    if (started > 0) {
        run(&r, receiver, report);
    } else {
        gen_report_add(report, GEN_ERROR, NULL, 0, "cannot start a thread");
        for (uint32_t i = 0; i < count; i++)
            gen_report_free(&r.slots[i].report);
    }
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    pthread_cond_destroy(&r.changed);
    pthread_mutex_destroy(&r.lock);
    free(workers);
    free(r.slots);
}
