/*
 * Bounded: at most some hundred codes of each system are taken, by id and by walk.
 */
#include "tests/support/exercise.h"

#include <string.h>

#include "tests/support/exercise_edits.h"
#include "tests/support/exercise_lines.h"

enum {
    IDS = 64,     /* slots asked for, of each system */
    STEPS = 64,   /* codes of one walk */
    HISTORY = 16, /* of wordings, intervals, segments */
    NEAR = 8,     /* suggestions */
};

typedef struct run {
    const sj_image *image;
    sj_date as_of;
    uint64_t sum;
} run;

static void take(run *r, const void *bytes, size_t n)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i < n; i++)
        r->sum = r->sum * 31 + p[i];
}

static void take_text(run *r, const char *text, size_t len)
{
    take(r, text, len + 1); /* with its NUL */
}

static void take_provenance(run *r)
{
    sj_source source;
    sj_release release;
    sj_section section;
    for (uint32_t i = 0; sj_source_get(r->image, i, &source); i++) {
        take_text(r, source.file, strlen(source.file));
        take_text(r, source.kind, strlen(source.kind));
        take_text(r, source.release, strlen(source.release));
        take_text(r, source.label, strlen(source.label));
    }
    for (uint32_t i = 0; sj_release_get(r->image, i, &release); i++)
        take_text(r, release.label, strlen(release.label));
    for (uint32_t i = 0; sj_section_get(r->image, i, &section); i++)
        take_text(r, section.name, strlen(section.name));
}

static void take_descriptor(run *r, const sj_descriptor *d)
{
    take_text(r, d->short_text, d->short_len);
    take_text(r, d->long_text, d->long_len);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void take_code(run *r, uint32_t id)
{
    sj_answer answer;
    sj_descriptor history[HISTORY];
    sj_interval intervals[HISTORY];
    sj_entry up[HISTORY];
    sj_cursor cursor;
    sj_date day;
    char code[SJ_CODE_CAP], shown[SJ_CODE_CAP];
    if (sj_lookup_id(r->image, id, r->as_of, &answer) == SJ_OK)
        take(r, &answer, sizeof answer);
    size_t n = sj_code_of(r->image, id, code);
    take_text(r, code, n);
    sj_display((sj_system)(id >> 24), code, n, shown);
    take_text(r, shown, strlen(shown));
    if (sj_descriptor_get(r->image, id, r->as_of, &history[0]) == SJ_OK)
        take_descriptor(r, &history[0]);
    n = least(sj_descriptor_history(r->image, id, history, HISTORY), HISTORY);
    for (size_t i = 0; i < n; i++)
        take_descriptor(r, &history[i]);
    n = least(sj_validity(r->image, id, intervals, HISTORY), HISTORY);
    take(r, intervals, n * sizeof *intervals);
    r->sum += sj_last_known(r->image, (sj_system)(id >> 24), id, r->as_of, &day);
    r->sum += sj_release_of(r->image, (sj_system)(id >> 24), id, r->as_of);
    n = least(sj_ancestors(r->image, id, r->as_of, up, HISTORY), HISTORY);
    for (size_t i = 0; i < n; i++)
        take_text(r, up[i].code, up[i].len);
    if (sj_parent(r->image, id, r->as_of, &up[0]) == SJ_OK)
        take_text(r, up[0].code, up[0].len);
    if (sj_children(r->image, id, &cursor) == SJ_OK)
        for (int i = 0; i < STEPS && sj_children_next(&cursor, r->as_of, &up[0]); i++)
            take_text(r, up[0].code, up[0].len);
}

static void take_text_lookup(run *r, sj_system system, const char *text, size_t len)
{
    sj_answer answers[2];
    sj_entry near[NEAR];
    sj_cursor cursor;
    if (sj_lookup(r->image, system, text, len, r->as_of, &answers[0]) == SJ_OK)
        take_code(r, answers[0].id);
    uint32_t offsets[] = {0, (uint32_t)len, (uint32_t)len};
    sj_code_column column = {.bytes = text, .offsets = offsets};
    sj_lookup_batch(r->image, system, &column, &r->as_of, 0, 2, answers);
    take(r, answers, sizeof answers);
    size_t n = sj_suggest(r->image, system, text, len, r->as_of, near, NEAR);
    for (size_t i = 0; i < n; i++)
        take_text(r, near[i].code, near[i].len);
    if (sj_longest_prefix(r->image, system, text, len, r->as_of, &near[0]) == SJ_OK)
        take_text(r, near[0].code, near[0].len);
    if (sj_prefix(r->image, system, text, len, &cursor) == SJ_OK)
        for (int i = 0; i < STEPS && sj_cursor_next(&cursor, r->as_of, &near[0]); i++)
            take_text(r, near[0].code, near[0].len);
}

static void take_system(run *r, sj_system system, const char *text, size_t len)
{
    sj_system_info info;
    sj_segment segments[HISTORY];
    sj_date day;
    if (!sj_system_get(r->image, system, &info))
        return;
    for (uint32_t i = 0; i < info.timelines && i < IDS; i++) {
        size_t n = sj_timeline_get(r->image, system, (uint16_t)i, segments, HISTORY);
        take(r, segments, least(n, HISTORY) * sizeof *segments);
    }
    r->sum += sj_last_known(r->image, system, SJ_NO_CODE, r->as_of, &day);
    r->sum += sj_release_of(r->image, system, SJ_NO_CODE, r->as_of);
    for (uint32_t i = 0; i < IDS && info.loaded; i++)
        take_code(r, (uint32_t)system << 24 | i);
    take_text_lookup(r, system, text, len);
    take_text_lookup(r, system, "", 0);
}

uint64_t exercise_image(const sj_image *image, const char *text, size_t len,
                        sj_date as_of)
{
    run r = {.image = image, .as_of = as_of};
    sj_system systems[SJ_SYSTEM_COUNT];
    sj_error err;
    take_provenance(&r);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        take_system(&r, (sj_system)i, text, len);
    r.sum += sj_systems_with(image, text, len, systems);
    r.sum += exercise_edits(image, text, len, as_of);
    r.sum += exercise_lines(image, text, len, as_of);
    take(&r, sj_image_build_id(image), 16);
    r.sum += (uint64_t)sj_image_verify(image, &err);
    return r.sum;
}
