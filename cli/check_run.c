/*
 * Batches of lines go round a ring. The main thread fills them and prints their
 * verdicts, both in the order of input; workers take them in that order, too, and each
 * collects its output in memory. With one thread the main thread does all of it.
 */
#include "cli/check_run.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    BATCH_LINES = 256,
    BATCH_BYTES = 1 << 16, /* a batch is closed behind the line that reaches it */
};

typedef struct batch {
    cli_bytes text;
    cli_line lines[BATCH_LINES];
    size_t count;
    const char *file;
    bool judged;  /* under the lock */
    bool stopped; /* --strict: its last verdict is the last of all */
    char *said;
    size_t said_len;
    cli_tally tally;
} batch;

struct cli_check_run {
    const cli_check_options *options;
    cli_tally tally;
    bool over;

    /* the ring: batch number n is ring[n % ring_size] */
    batch *ring;
    size_t ring_size;
    uint64_t filled, taken,
        printed; /* numbers of the next ones; taken: under the lock */

    cli_judge self; /* of the main thread, without workers */
    pthread_t *threads;
    size_t thread_count; /* 0: no workers */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    bool closing;
};

/* ---- judging ------------------------------------------------------------------------
 */

static void out_of_memory(void)
{
    cli_complain("out of memory");
    exit(CLI_INPUT);
}

static void judge_batch(cli_judge *judge, batch *b)
{
    FILE *out = open_memstream(&b->said, &b->said_len);
    if (!out)
        out_of_memory();
    for (size_t i = 0; i < b->count && !b->stopped; i++) {
        bool good =
            cli_judge_line(judge, b->text.data, &b->lines[i], b->file, out, &b->tally);
        b->stopped = !good && judge->options->strict;
    }
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed)
        out_of_memory();
}

static void *work(void *arg)
{
    cli_check_run *run = arg;
    cli_judge judge;
    cli_judge_begin(&judge, run->options);
    pthread_mutex_lock(&run->lock);
    for (;;) {
        while (run->taken == run->filled && !run->closing)
            pthread_cond_wait(&run->work, &run->lock);
        if (run->taken == run->filled)
            break;
        batch *b = &run->ring[run->taken++ % run->ring_size];
        pthread_mutex_unlock(&run->lock);
        judge_batch(&judge, b);
        pthread_mutex_lock(&run->lock);
        b->judged = true;
        pthread_cond_signal(&run->done);
    }
    pthread_mutex_unlock(&run->lock);
    cli_judge_end(&judge);
    return NULL;
}

/* ---- the ring -------------------------------------------------------------------- */

static void empty_batch(batch *b)
{
    b->text.len = 0;
    if (b->text.cap > 4 * BATCH_BYTES) /* a giant came by: do not keep its room */
        cli_bytes_free(&b->text);
    b->count = 0;
    b->judged = b->stopped = false;
    free(b->said);
    b->said = NULL;
    b->said_len = 0;
    b->tally = (cli_tally){.errors = 0};
}

/* Print the oldest batch, once it is judged. */
static void print_oldest(cli_check_run *run)
{
    batch *b = &run->ring[run->printed % run->ring_size];
    if (run->thread_count) {
        pthread_mutex_lock(&run->lock);
        while (!b->judged)
            pthread_cond_wait(&run->done, &run->lock);
        pthread_mutex_unlock(&run->lock);
    }
    if (!run->over) {
        if (b->said_len)
            (void)fwrite(b->said, 1, b->said_len, stdout);
        cli_tally_add(&run->tally, &b->tally);
        run->over = b->stopped || cli_output_failed();
    }
    empty_batch(b);
    run->printed++;
}

/* Hand a batch that was filled to the workers, or judge it. */
static void submit(cli_check_run *run)
{
    if (run->thread_count == 0) {
        judge_batch(&run->self, &run->ring[run->filled++ % run->ring_size]);
        print_oldest(run);
        return;
    }
    pthread_mutex_lock(&run->lock);
    run->filled++;
    pthread_cond_signal(&run->work);
    pthread_mutex_unlock(&run->lock);
}

/* Answer everything, so that whoever feeds us line by line is not kept waiting. */
static void catch_up(cli_check_run *run)
{
    while (run->printed < run->filled)
        print_oldest(run);
    (void)fflush(stdout);
    run->over = run->over || cli_output_failed();
}

/* @return false at the end of the stream, or after a failure */
static bool fill(cli_ndjson *reader, batch *b, const char *file, int *failure)
{
    b->file = file;
    do {
        cli_line_result result = cli_ndjson_next(reader, &b->text, &b->lines[b->count]);
        if (result == CLI_LINE_FAILED)
            *failure = errno;
        if (result != CLI_LINE_READ)
            return false;
        b->count++;
    } while (b->count < BATCH_LINES && b->text.len < BATCH_BYTES &&
             cli_ndjson_is_ready(reader));
    return true;
}

int cli_check_stream(cli_check_run *run, int fd, const char *file,
                     void (*tick)(void *ctx, uint64_t bytes), void *ctx)
{
    cli_ndjson reader;
    int failure = 0;
    bool more = true;
    cli_ndjson_open(&reader, fd);
    while (more && !run->over) {
        if (!cli_ndjson_is_ready(&reader))
            catch_up(run);
        if (run->filled - run->printed == run->ring_size)
            print_oldest(run);
        if (run->over)
            break;
        batch *b = &run->ring[run->filled % run->ring_size];
        more = fill(&reader, b, file, &failure);
        if (b->count)
            submit(run);
        if (tick)
            tick(ctx, reader.bytes_read);
    }
    catch_up(run);
    cli_ndjson_close(&reader);
    return failure;
}

bool cli_check_is_over(const cli_check_run *run)
{
    return run->over;
}

/* ---- begin and end --------------------------------------------------------------- */

cli_check_run *cli_check_begin(const cli_check_options *options)
{
    cli_check_run *run = cli_allocate(1, sizeof *run);
    run->options = options;
    json_object_seed(0); /* before there are threads */
    size_t threads = options->threads > 1 ? options->threads : 0;
    run->ring_size = threads ? 2 * threads + 2 : 1;
    run->ring = cli_allocate(run->ring_size, sizeof *run->ring);
    cli_judge_begin(&run->self, options);
    pthread_mutex_init(&run->lock, NULL);
    pthread_cond_init(&run->work, NULL);
    pthread_cond_init(&run->done, NULL);
    run->threads = cli_allocate(threads, sizeof *run->threads);
    while (run->thread_count < threads &&
           pthread_create(&run->threads[run->thread_count], NULL, work, run) == 0)
        run->thread_count++; /* fewer threads give the same answers, later */
    return run;
}

void cli_check_end(cli_check_run *run, cli_tally *tally)
{
    pthread_mutex_lock(&run->lock);
    run->closing = true;
    pthread_cond_broadcast(&run->work);
    pthread_mutex_unlock(&run->lock);
    for (size_t i = 0; i < run->thread_count; i++)
        pthread_join(run->threads[i], NULL);
    for (size_t i = 0; i < run->ring_size; i++) {
        empty_batch(&run->ring[i]);
        cli_bytes_free(&run->ring[i].text);
    }
    *tally = run->tally;
    pthread_mutex_destroy(&run->lock);
    pthread_cond_destroy(&run->work);
    pthread_cond_destroy(&run->done);
    cli_judge_end(&run->self);
    free(run->threads);
    free(run->ring);
    free(run);
}
