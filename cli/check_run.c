/*
 * Filling the ring. Lines are only cut here, and read as claims by the workers; an 837
 * cannot be cut without reading it, and is read here: with workers its claims are
 * copied for them, without they are judged where they are.
 */
#include "cli/check_run.h"

#include <jansson.h>
#include <stdlib.h>

#include "cli/check_ring.h"
#include "cli/interrupt.h"
#include "cli/x12_feed.h"

struct cli_check_run {
    cli_ring ring;
    sj_x12 *x12; /* made when the first 837 comes */
};

typedef struct ticker {
    void (*tick)(void *ctx);
    void *ctx;
} ticker;

static void tick(const ticker *t)
{
    if (t->tick)
        t->tick(t->ctx);
}

/* ---- NDJSON -----------------------------------------------------------------------
 */

/* @return false at the end of the file, or after a failure */
static bool fill(cli_ndjson *reader, cli_batch *b)
{
    do {
        cli_line_result result =
            cli_ndjson_next(reader, &b->text, &b->lines[b->line_count]);
        if (result != CLI_LINE_READ)
            return false;
        b->line_count++;
    } while (b->line_count < CLI_BATCH_LINES && b->text.len < CLI_BATCH_TEXT &&
             cli_ndjson_is_ready(reader));
    return true;
}

static void check_ndjson(cli_ring *ring, cli_input *in, const char *file,
                         const ticker *t)
{
    cli_ndjson reader;
    bool more = true;
    cli_ndjson_open(&reader, in);
    while (more && !ring->over) {
        if (!cli_ndjson_is_ready(&reader))
            cli_ring_catch_up(ring);
        cli_batch *b = cli_ring_batch(ring, file);
        if (ring->over)
            break;
        more = fill(&reader, b);
        cli_ring_submit(ring);
        tick(t);
    }
    cli_ndjson_close(&reader);
}

/* ---- X12 --------------------------------------------------------------------------
 */

static void take_item(cli_ring *ring, const sj_x12_item *item, const char *file)
{
    if (ring->thread_count == 0) {
        cli_ring_judge(ring, item, file);
        return;
    }
    cli_batch *b = cli_ring_batch(ring, file);
    if (cli_claim_batch_add(&b->claims, item))
        return;
    cli_ring_submit(ring);
    b = cli_ring_batch(ring, file);
    (void)cli_claim_batch_add(&b->claims, item);
}

static void check_x12(cli_check_run *run, cli_input *in, const char *file,
                      const ticker *t)
{
    cli_ring *ring = &run->ring;
    cli_x12_feed feed;
    sj_x12_item item;
    sj_x12_event event = SJ_X12_MORE;
    if (!run->x12)
        run->x12 = cli_x12_make();
    cli_x12_feed_begin(&feed, run->x12, in);
    while (event != SJ_X12_END && !ring->over) {
        event = cli_x12_feed_next(&feed, &item);
        if (event == SJ_X12_CLAIM || event == SJ_X12_FAULT)
            take_item(ring, &item, file);
        if (event != SJ_X12_MORE)
            continue;
        if (!cli_input_is_ready(in)) {
            cli_ring_submit(ring);
            cli_ring_catch_up(ring);
        }
        if (ring->over || !cli_x12_feed_more(&feed))
            break;
        tick(t);
    }
    cli_ring_submit(ring);
}

/* ---- a run ------------------------------------------------------------------------
 */

void cli_check_file(cli_check_run *run, cli_input *in, cli_format format,
                    const char *file, void (*on_read)(void *ctx), void *ctx)
{
    const ticker t = {on_read, ctx};
    if (format == CLI_FORMAT_AUTO)
        format = cli_sniff(in);
    if (format == CLI_FORMAT_X12)
        check_x12(run, in, file, &t);
    else
        check_ndjson(&run->ring, in, file, &t);
    if (run->ring.options->strict) /* what comes next may not be wanted */
        cli_ring_catch_up(&run->ring);
}

void cli_check_catch_up(cli_check_run *run)
{
    cli_ring_catch_up(&run->ring);
}

bool cli_check_is_over(const cli_check_run *run)
{
    return run->ring.over || cli_interrupted();
}

uint64_t cli_check_claims(const cli_check_run *run)
{
    return cli_tally_claims(&run->ring.tally);
}

cli_check_run *cli_check_begin(const cli_check_options *options)
{
    cli_check_run *run = cli_allocate(1, sizeof *run);
    json_object_seed(0); /* before there are threads */
    cli_ring_begin(&run->ring, options);
    return run;
}

void cli_check_end(cli_check_run *run, cli_tally *tally)
{
    cli_ring_catch_up(&run->ring);
    cli_ring_end(&run->ring);
    *tally = run->ring.tally;
    sj_x12_close(run->x12);
    free(run);
}
