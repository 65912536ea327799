/*
 * A batch is the main thread's until it is submitted and from the moment it is judged;
 * in between it is one worker's.
 */
#include "cli/check_ring.h"

#include <stdlib.h>
#include <string.h>

#include "cli/interrupt.h"

enum { OUTPUT_KEPT = 1 << 20 };

/* ---- judging ------------------------------------------------------------------------
 */

static void out_of_memory(void)
{
    cli_complain("out of memory");
    exit(CLI_INPUT);
}

/* One stream a batch for the whole run: its buffer has grown to what is needed. */
static FILE *output_of(cli_batch *b)
{
    if (!b->out)
        b->out = open_memstream(&b->said, &b->said_len);
    if (!b->out)
        out_of_memory();
    return b->out;
}

/* Make `said` what was written. */
static void finish_output(cli_batch *b)
{
    if (b->out && (fflush(b->out) != 0 || ferror(b->out)))
        out_of_memory();
}

/* Begin anew; a buffer that a giant blew up is not kept. */
static void empty_output(cli_batch *b, bool keep)
{
    if (!b->out)
        return;
    if (keep && b->said_len <= OUTPUT_KEPT && fseek(b->out, 0, SEEK_SET) == 0) {
        b->said_len = 0;
        return;
    }
    (void)fclose(b->out);
    free(b->said);
    b->out = NULL;
    b->said = NULL;
    b->said_len = 0;
}

static void judge_item(cli_judge *judge, cli_batch *b, const sj_x12_item *item)
{
    bool good = cli_judge_item(judge, item, b->file, output_of(b), &b->tally);
    b->stopped = !good && judge->options->strict;
}

static void judge_batch(cli_judge *judge, cli_batch *b)
{
    for (size_t i = 0; i < b->line_count && !b->stopped; i++) {
        bool good = cli_judge_line(judge, b->text.data, &b->lines[i], b->file,
                                   output_of(b), &b->tally);
        b->stopped = !good && judge->options->strict;
    }
    for (size_t i = 0; i < b->claims.count && !b->stopped; i++)
        judge_item(judge, b, &b->claims.items[i]);
    finish_output(b);
}

static void *work(void *arg)
{
    cli_ring *ring = arg;
    cli_judge judge;
    cli_judge_begin(&judge, ring->options);
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->taken == ring->filled && !ring->closing)
            pthread_cond_wait(&ring->work, &ring->lock);
        if (ring->taken == ring->filled)
            break;
        cli_batch *b = &ring->batches[ring->taken++ % ring->size];
        pthread_mutex_unlock(&ring->lock);
        judge_batch(&judge, b);
        pthread_mutex_lock(&ring->lock);
        b->judged = true;
        pthread_cond_signal(&ring->done);
    }
    pthread_mutex_unlock(&ring->lock);
    cli_judge_end(&judge);
    return NULL;
}

/* ---- the ring -------------------------------------------------------------------- */

static void empty_batch(cli_batch *b)
{
    b->text.len = 0;
    if (b->text.cap > 4 * CLI_BATCH_TEXT) /* a giant came by: do not keep its room */
        cli_bytes_free(&b->text);
    cli_claim_batch_empty(&b->claims);
    b->line_count = b->taken = 0;
    b->judged = b->stopped = false;
    free(b->file);
    b->file = NULL;
    empty_output(b, true);
    b->tally = (cli_tally){.errors = 0};
}

static void look_whether_over(cli_ring *ring)
{
    ring->over = ring->over || cli_output_failed() || cli_interrupted();
}

/* Print the oldest batch, once it is judged. */
static void print_oldest(cli_ring *ring)
{
    cli_batch *b = &ring->batches[ring->printed % ring->size];
    if (ring->thread_count) {
        pthread_mutex_lock(&ring->lock);
        while (!b->judged)
            pthread_cond_wait(&ring->done, &ring->lock);
        pthread_mutex_unlock(&ring->lock);
    }
    look_whether_over(ring);
    if (!ring->over) {
        if (b->said_len)
            (void)fwrite(b->said, 1, b->said_len, stdout);
        cli_tally_add(&ring->tally, &b->tally);
        ring->over = b->stopped;
        look_whether_over(ring);
    }
    empty_batch(b);
    ring->printed++;
}

cli_batch *cli_ring_batch(cli_ring *ring, const char *file)
{
    if (ring->filled - ring->printed == ring->size)
        print_oldest(ring);
    cli_batch *b = &ring->batches[ring->filled % ring->size];
    if (file && !b->file) {
        size_t size = strlen(file) + 1;
        b->file = memcpy(cli_allocate(size, 1), file, size);
    }
    return b;
}

void cli_ring_judge(cli_ring *ring, const sj_x12_item *item, const char *file)
{
    cli_batch *b = cli_ring_batch(ring, file);
    judge_item(&ring->self, b, item);
    if (++b->taken == CLI_BATCH_ITEMS || b->stopped)
        cli_ring_submit(ring);
}

void cli_ring_submit(cli_ring *ring)
{
    cli_batch *b = cli_ring_batch(ring, NULL);
    if (b->line_count + b->claims.count + b->taken == 0) {
        empty_batch(b); /* the next one may be of another file */
        return;
    }
    if (ring->thread_count == 0) {
        judge_batch(&ring->self, b);
        ring->filled++;
        print_oldest(ring);
        return;
    }
    pthread_mutex_lock(&ring->lock);
    ring->filled++;
    pthread_cond_signal(&ring->work);
    pthread_mutex_unlock(&ring->lock);
}

void cli_ring_catch_up(cli_ring *ring)
{
    while (ring->printed < ring->filled)
        print_oldest(ring);
    (void)fflush(stdout);
    look_whether_over(ring);
}

/* ---- begin and end --------------------------------------------------------------- */

void cli_ring_begin(cli_ring *ring, const cli_check_options *options)
{
    sigset_t before;
    size_t threads = options->threads > 1 ? options->threads : 0;
    *ring = (cli_ring){.options = options};
    ring->size = threads ? 2 * threads + 2 : 1;
    ring->batches = cli_allocate(ring->size, sizeof *ring->batches);
    cli_judge_begin(&ring->self, options);
    pthread_mutex_init(&ring->lock, NULL);
    pthread_cond_init(&ring->work, NULL);
    pthread_cond_init(&ring->done, NULL);
    ring->threads = cli_allocate(threads, sizeof *ring->threads);
    cli_interrupt_block(&before);
    while (ring->thread_count < threads &&
           pthread_create(&ring->threads[ring->thread_count], NULL, work, ring) == 0)
        ring->thread_count++; /* fewer threads give the same answers, later */
    cli_interrupt_allow(&before);
}

void cli_ring_end(cli_ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->closing = true;
    pthread_cond_broadcast(&ring->work);
    pthread_mutex_unlock(&ring->lock);
    for (size_t i = 0; i < ring->thread_count; i++)
        pthread_join(ring->threads[i], NULL);
    for (size_t i = 0; i < ring->size; i++) {
        empty_batch(&ring->batches[i]);
        empty_output(&ring->batches[i], false);
        cli_bytes_free(&ring->batches[i].text);
        cli_claim_batch_free(&ring->batches[i].claims);
    }
    pthread_mutex_destroy(&ring->lock);
    pthread_cond_destroy(&ring->work);
    pthread_cond_destroy(&ring->done);
    cli_judge_end(&ring->self);
    free(ring->threads);
    free(ring->batches);
}
