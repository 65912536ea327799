/*
 * Time, spelled out: the segments of a timeline, the intervals people read, the nearest
 * day that can be judged, the release an answer rests on. The exact lookup itself reads
 * timelines through timeline.h.
 */
#include "engine/lookup/timeline.h"

#include "engine/lookup/dictionary.h"

uint8_t sji_status_in_row(const sji_system *s, uint32_t timeline, sj_date day)
{
    const uint8_t *row = sji_timeline_row(s, timeline);
    unsigned place = 0;
    while (place + 1 < s->segments &&
           sjf_load_date(row + 4 * ((size_t)place + 1)) <= day)
        place++;
    return row[4 * (size_t)s->segments + place];
}

/* Of a start that only an image opened without its content claims can have, too. */
static sj_date day_before(sj_date day)
{
    return day > SJ_DATE_MIN ? day - 1 : day;
}

static sj_date segment_start(const uint8_t *row, unsigned place)
{
    return place == 0 ? SJ_DATE_MIN : sjf_load_date(row + 4 * (size_t)place);
}

/* Segments in use: those before the padding, whose starts are open. */
static unsigned segment_count(const sji_system *s, const uint8_t *row)
{
    unsigned n = 1;
    while (n < s->segments && sjf_load_date(row + 4 * (size_t)n) != SJ_DATE_OPEN)
        n++;
    return n;
}

static uint8_t segment_status(const sji_system *s, const uint8_t *row, unsigned place)
{
    return row[4 * (size_t)s->segments + place];
}

static const sji_system *loaded_system(const sj_image *image, sj_system system)
{
    if ((unsigned)system >= SJ_SYSTEM_COUNT || !image->systems[system].loaded)
        return NULL;
    return &image->systems[system];
}

size_t sj_timeline_get(const sj_image *image, sj_system system, uint16_t timeline,
                       sj_segment *out, size_t cap)
{
    const sji_system *s = loaded_system(image, system);
    if (!s || timeline >= s->timeline_count)
        return 0;
    const uint8_t *row = sji_timeline_row(s, timeline);
    unsigned n = segment_count(s, row);
    for (unsigned i = 0; i < n && i < cap; i++) {
        uint8_t status = segment_status(s, row, i);
        out[i] =
            (sj_segment){.from = segment_start(row, i),
                         .status = status & SJF_STATUS_MASK,
                         .marks = status & (SJF_STATUS_INFERRED | SJF_STATUS_CARRIED)};
    }
    return n;
}

/* Timeline of a code, or of a stranger of the system. */
static bool timeline_of(const sj_image *image, sj_system system, uint32_t id,
                        const sji_system **s, uint32_t *timeline)
{
    *s = loaded_system(image, system);
    if (!*s)
        return false;
    *timeline = (*s)->absence[0];
    if (id == SJ_NO_CODE)
        return true;
    sj_answer answer;
    if (sj_lookup_id(image, id, 0, &answer) != SJ_OK || answer.system != system)
        return false;
    *timeline = answer.timeline;
    return true;
}

size_t sj_validity(const sj_image *image, uint32_t id, sj_interval *out, size_t cap)
{
    const sji_system *s;
    uint32_t timeline;
    if (!timeline_of(image, (sj_system)(id >> SJF_ID_SHIFT), id, &s, &timeline) ||
        id == SJ_NO_CODE || timeline >= s->timeline_count)
        return 0;
    uint32_t first = sjf_load32(s->validity.p + 4 * (size_t)timeline);
    uint32_t end = sjf_load32(s->validity.p + 4 * ((size_t)timeline + 1));
    if (first > end || end > s->interval_count) /* content claim 51, not relied on */
        return 0;
    const uint8_t *intervals = s->validity.p + 4 * ((size_t)s->timeline_count + 1);
    for (uint32_t i = first; i < end && i - first < cap; i++) {
        const uint8_t *r = intervals + (size_t)SJF_VAL_RECORD * i;
        out[i - first] = (sj_interval){.from = sjf_load_date(r + SJF_VAL_FROM),
                                       .to = sjf_load_date(r + SJF_VAL_TO),
                                       .status = r[SJF_VAL_STATUS],
                                       .marks = r[SJF_VAL_MARKS]};
    }
    return end - first;
}

sj_code_status sj_last_known(const sj_image *image, sj_system system, uint32_t id,
                             sj_date as_of, sj_date *day)
{
    const sji_system *s;
    uint32_t timeline;
    if (!timeline_of(image, system, id, &s, &timeline))
        return SJ_CODE_NONE;
    sj_date at = as_of;
    const uint8_t *row = sji_timeline_row(s, timeline);
    uint8_t status = sji_status_on(s, timeline, as_of) & SJF_STATUS_MASK;
    if (status == SJ_CODE_UNKNOWN && as_of < s->first_day) {
        at = s->first_day;
        status = sji_status_on(s, timeline, at) & SJF_STATUS_MASK;
    } else if (status == SJ_CODE_UNKNOWN) {
        unsigned place = segment_count(s, row);
        while (place > 0 && segment_start(row, place - 1) > as_of)
            place--;
        /* Back over the unknown segments to the end of the one before them. */
        while (place > 1 &&
               (segment_status(s, row, place - 1) & SJF_STATUS_MASK) == SJ_CODE_UNKNOWN)
            place--;
        status = place > 0 ? segment_status(s, row, place - 1) & SJF_STATUS_MASK
                           : SJ_CODE_UNKNOWN;
        if (status != SJ_CODE_UNKNOWN)
            at = day_before(segment_start(row, place));
    }
    if (day)
        *day = at;
    return (sj_code_status)status;
}
