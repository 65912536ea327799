/*
 * Systems and the sizes of what belongs to them: claims 19 to 40 of docs/FORMAT.md 21
 * without the table's. Reads the records of systems and releases and no other element,
 * so that its time does not depend on how much an image holds. Cuts every view that
 * lookups use.
 */
#include "engine/image/verify.h"

static const uint8_t code_len_of[SJ_SYSTEM_COUNT] = SJF_CODE_LEN;

/* One system record being checked. */
typedef struct subject {
    const uint8_t *record;
    uint64_t off; /* of the record */
    const sji_section *sections;
    sji_system *s;
} subject;

static sj_status refuse(const subject *c, sj_error *err, const char *what)
{
    return sji_fail(err, SJ_E_CORRUPT, c->off, what);
}

static const sji_section *section_of(const subject *c, enum sjf_kind kind)
{
    return &c->sections[kind - SJF_PILOTS];
}

static bool reserved_is_zero(const uint8_t *r)
{
    return (sjf_load32(r + SJF_SYS_FLAGS) & ~(uint32_t)SJF_SYS_DATED) == 0 &&
           sjf_load16(r + SJF_SYS_RESERVED_A) == 0 &&
           sjf_load64(r + SJF_SYS_RESERVED_B) == 0 &&
           sjf_load64(r + SJF_SYS_RESERVED_B + 8) == 0;
}

/* Claims 22 to 27: the arithmetic of the dictionary stays within its tables. */
static sj_status check_dictionary(const subject *c, unsigned system, sj_error *err)
{
    const uint8_t *r = c->record;
    unsigned key_bits = r[SJF_SYS_KEY_BITS], bucket_bits = r[SJF_SYS_BUCKET_BITS];
    unsigned tag_bits = r[SJF_SYS_TAG_BITS], class_bits = r[SJF_SYS_CLASS_BITS];
    unsigned timeline_bits = r[SJF_SYS_TIMELINE_BITS];
    uint32_t slots = sjf_load32(r + SJF_SYS_SLOTS);
    uint32_t codes = sjf_load32(r + SJF_SYS_CODES);
    uint64_t multiplier = sjf_load64(r + SJF_SYS_MULTIPLIER);
    uint64_t pilot_multiplier = sjf_load64(r + SJF_SYS_PILOT_MULTIPLIER);

    if (key_bits != SJF_KEY_BITS)
        return refuse(c, err, "bad key width");
    if (bucket_bits > 24 || bucket_bits > tag_bits || tag_bits > key_bits)
        return refuse(c, err, "bad bucket or tag width");
    if (slots == 0 || codes > slots || slots > SJF_SLOTS_MAX)
        return refuse(c, err, "bad slot count");
    if (slots < UINT64_C(1) << (key_bits - tag_bits)) /* both sides over 2^T */
        return refuse(c, err, "tags do not identify keys");
    if (!(multiplier & 1) || !(pilot_multiplier & 1))
        return refuse(c, err, "multiplier is even");
    if (timeline_bits > 16 || class_bits > 30 ||
        SJF_SLOT_CLASS_SHIFT + class_bits + 1 + tag_bits > 64)
        return refuse(c, err, "slot fields do not fit");

    sji_system *s = c->s;
    sjf_hash_init(&s->hash, bucket_bits, tag_bits, slots, multiplier, pilot_multiplier);
    s->timeline_mask = (UINT32_C(1) << timeline_bits) - 1;
    s->class_mask = (UINT32_C(1) << class_bits) - 1;
    s->code_len = code_len_of[system];
    s->id_base = (uint32_t)system << SJF_ID_SHIFT;
    s->system = (uint8_t)system;
    s->codes = codes;
    return SJ_OK;
}

/* Claims 57 and 58: the sizes; what the table of days says is content. */
static sj_status check_columns(const subject *c, uint32_t rows, sj_error *err)
{
    const sji_section *section = section_of(c, SJF_COLUMNS);
    view v = section->bytes;
    sji_system *s = c->s;
    if (v.n == 0)
        return SJ_OK;
    uint32_t days = 0, columns = 0;
    if (v.n >= SJF_COL_HEADER) {
        days = sjf_load32(v.p + SJF_COL_DAYS);
        columns = sjf_load32(v.p + SJF_COL_COLUMNS);
    }
    if (days == 0 || days > SJF_COL_DAYS_MAX ||
        v.n != SJF_COL_HEADER + 2 * (uint64_t)days + (uint64_t)rows * columns)
        return sji_fail(err, SJ_E_CORRUPT, section->entry,
                        "columns section has a bad size");
    const uint8_t *column_of = v.p + SJF_COL_HEADER;
    int64_t first = sjf_load_date(v.p + SJF_COL_FIRST_DAY);
    if (sjf_load32(v.p + SJF_COL_RESERVED) != 0 || columns == 0 ||
        first + days - 1 >= INT32_MAX)
        return sji_fail(err, SJ_E_CORRUPT, section->entry, "bad columns header");
    s->column_count = columns;
    s->column_first = (sj_date)first;
    s->column_last = (sj_date)(first + days - 1);
    s->column_of = column_of;
    s->columns = column_of + 2 * (size_t)days;
    return SJ_OK;
}

/* Claims 28 and 29: what an exact lookup finds the slot in. */
static sj_status check_dictionary_tables(const subject *c, sj_error *err)
{
    sji_system *s = c->s;
    const sji_section *pilots = section_of(c, SJF_PILOTS);
    if (!view_is_table(pilots->bytes, s->hash.bucket_mask + 1, 1))
        return sji_fail(err, SJ_E_CORRUPT, pilots->entry,
                        "pilots section has a bad size");
    s->pilots = pilots->bytes.p;

    const sji_section *slots = section_of(c, SJF_SLOTS);
    if (!view_is_table(slots->bytes, s->hash.slots, 8))
        return sji_fail(err, SJ_E_CORRUPT, slots->entry,
                        "slots section has a bad size");
    s->slots = slots->bytes.p;
    return SJ_OK;
}

/* Claims 30 and 31: timelines, and those of absence. */
static sj_status check_timelines(const subject *c, sj_error *err)
{
    const uint8_t *r = c->record;
    sji_system *s = c->s;
    const sji_section *timelines = section_of(c, SJF_TIMELINES);
    s->segments = r[SJF_SYS_SEGMENTS];
    s->row_bytes = 5 * (uint32_t)s->segments;
    uint32_t rows = s->timeline_mask + 1;
    if (s->segments == 0 || !view_is_table(timelines->bytes, rows, s->row_bytes))
        return sji_fail(err, SJ_E_CORRUPT, timelines->entry,
                        "timelines section has a bad size");
    s->timelines = timelines->bytes.p;

    s->timeline_count = sjf_load32(r + SJF_SYS_TIMELINES);
    uint32_t absence = sjf_load32(r + SJF_SYS_ABSENCE);
    uint32_t absence_digit = sjf_load32(r + SJF_SYS_ABSENCE_DIGIT);
    if (s->timeline_count == 0 || s->timeline_count > rows ||
        absence >= s->timeline_count || absence_digit >= s->timeline_count)
        return refuse(c, err, "bad timeline count");
    s->absence[0] = (uint16_t)absence; /* below 2^16 rows */
    s->absence[1] = (uint16_t)absence_digit;
    return check_columns(c, rows, err);
}

/* Claim 32. */
static sj_status check_validity(const subject *c, sj_error *err)
{
    sji_system *s = c->s;
    const sji_section *validity = section_of(c, SJF_VALIDITY);
    s->interval_count = sjf_load32(c->record + SJF_SYS_INTERVALS);
    uint64_t size = 4 * ((uint64_t)s->timeline_count + 1) +
                    (uint64_t)SJF_VAL_RECORD * s->interval_count;
    if (validity->bytes.n != size)
        return sji_fail(err, SJ_E_CORRUPT, validity->entry,
                        "validity section has a bad size");
    s->validity = validity->bytes;
    return SJ_OK;
}

/* Which codes the fast path may take: image.h says what it relies on. */
static void choose_fast_path(sji_system *s)
{
    if (!s->columns || s->absence[0] != s->absence[1] || s->system == SJ_NDC ||
        s->system == SJ_REVENUE)
        return;
    s->word_min = s->system == SJ_MODIFIER ? 2 : 1;
    s->word_lens = (uint8_t)(s->code_len - s->word_min + 1);
}

/* Claims 33 to 35: trie and descriptors. */
static sj_status check_tables(const subject *c, sj_error *err)
{
    const uint8_t *r = c->record;
    sji_system *s = c->s;
    const sji_section *trie = section_of(c, SJF_TRIE);
    s->trie_count = sjf_load32(r + SJF_SYS_TRIE_NODES);
    if (s->trie_count == 0 || s->trie_count > SJF_TRIE_NODES_MAX ||
        !view_is_table(trie->bytes, s->trie_count, 8))
        return sji_fail(err, SJ_E_CORRUPT, trie->entry, "trie section has a bad size");
    s->trie = trie->bytes;

    const sji_section *index = section_of(c, SJF_DESCRIPTOR_INDEX);
    if (!view_is_table(index->bytes, (uint64_t)s->hash.slots + 1, 4))
        return sji_fail(err, SJ_E_CORRUPT, index->entry,
                        "descriptor index has a bad size");
    s->descriptor_index = index->bytes;

    const sji_section *descriptors = section_of(c, SJF_DESCRIPTORS);
    s->descriptor_count = sjf_load32(r + SJF_SYS_DESCRIPTORS);
    if (!view_is_table(descriptors->bytes, s->descriptor_count, SJF_DESC_RECORD))
        return sji_fail(err, SJ_E_CORRUPT, descriptors->entry,
                        "descriptors section has a bad size");
    s->descriptors = descriptors->bytes;
    return SJ_OK;
}

static sj_status check_system(const subject *c, unsigned system, sj_error *err)
{
    const uint8_t *r = c->record;
    sji_system *s = c->s;
    if (!reserved_is_zero(r))
        return refuse(c, err, "reserved system bits are not zero");
    sj_status status = check_dictionary(c, system, err);
    if (status == SJ_OK)
        status = check_dictionary_tables(c, err);
    if (status == SJ_OK)
        status = check_timelines(c, err);
    if (status == SJ_OK)
        status = check_validity(c, err);
    if (status == SJ_OK)
        status = check_tables(c, err);
    if (status != SJ_OK)
        return status;
    choose_fast_path(s);

    s->dated = (sjf_load32(r + SJF_SYS_FLAGS) & SJF_SYS_DATED) != 0;
    s->first_release = sjf_load32(r + SJF_SYS_FIRST_RELEASE);
    s->release_count = sjf_load32(r + SJF_SYS_RELEASES);
    s->first_day = sjf_load_date(r + SJF_SYS_FIRST_DAY);
    s->last_day = sjf_load_date(r + SJF_SYS_LAST_DAY);
    if (s->first_day > s->last_day)
        return refuse(c, err, "bad judged interval");
    return SJ_OK;
}

sj_status sji_check_systems(const sji_sections *sections, sj_image *image,
                            sj_error *err)
{
    const sji_section *table = &sections->common[SJF_SYSTEMS - SJF_SYSTEMS];
    size_t count = table->bytes.n / SJF_SYS_RECORD;
    if (!view_is_table(table->bytes, count, SJF_SYS_RECORD) || count > SJ_SYSTEM_COUNT)
        return sji_fail(err, SJ_E_CORRUPT, table->entry,
                        "systems section has a bad size");

    /* Numbers first: the sections' owners are told by them. */
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *record = table->bytes.p + i * SJF_SYS_RECORD;
        uint32_t system = sjf_load32(record + SJF_SYS_SYSTEM);
        if (system < next || system >= SJ_SYSTEM_COUNT)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, record),
                            "bad system number");
        image->systems[system].loaded = true;
        next = system + 1;
    }
    sj_status status = sji_check_owners(image, sections, err);
    for (size_t i = 0; i < count && status == SJ_OK; i++) {
        const uint8_t *record = table->bytes.p + i * SJF_SYS_RECORD;
        uint32_t system = sjf_load32(record + SJF_SYS_SYSTEM);
        status = check_system(&(subject){.record = record,
                                         .off = sji_offset(image, record),
                                         .sections = sections->owned[system],
                                         .s = &image->systems[system]},
                              system, err);
    }
    return status;
}

/* Claim 38. Ranges of different systems cannot meet, since the records bear different
 * numbers; so when they sum up to the table, they are the table. */
static sj_status check_ranges(const sj_image *image, uint64_t entry, sj_error *err)
{
    uint64_t sum = 0;
    bool good = true;
    for (uint32_t i = 0; i < SJ_SYSTEM_COUNT && good; i++) {
        const sji_system *s = &image->systems[i];
        if (!s->loaded)
            continue;
        good = s->release_count > 0 && s->first_release <= image->release_count &&
               s->release_count <= image->release_count - s->first_release;
        for (uint32_t j = 0; good && j < s->release_count; j++) {
            const uint8_t *r =
                image->releases.p + (size_t)SJF_REL_RECORD * (s->first_release + j);
            good = sjf_load32(r + SJF_REL_SYSTEM) == i;
        }
        sum += s->release_count;
    }
    if (!good || sum != image->release_count)
        return sji_fail(err, SJ_E_CORRUPT, entry, "releases of a system out of range");
    return SJ_OK;
}

sj_status sji_check_provenance(const sji_sections *sections, sj_image *image,
                               sj_error *err)
{
    const sji_section *sources = &sections->common[SJF_SOURCES - SJF_SYSTEMS];
    size_t count = sources->bytes.n / SJF_SRC_RECORD;
    if (!view_is_table(sources->bytes, count, SJF_SRC_RECORD) ||
        (uint64_t)count > UINT32_MAX)
        return sji_fail(err, SJ_E_CORRUPT, sources->entry,
                        "sources section has a bad size");
    image->sources = sources->bytes;
    image->source_count = (uint32_t)count;

    const sji_section *releases = &sections->common[SJF_RELEASES - SJF_SYSTEMS];
    count = releases->bytes.n / SJF_REL_RECORD;
    if (!view_is_table(releases->bytes, count, SJF_REL_RECORD) || count > UINT16_MAX)
        return sji_fail(err, SJ_E_CORRUPT, releases->entry,
                        "releases section has a bad size");
    image->releases = releases->bytes;
    image->release_count = (uint32_t)count;
    sj_status status = check_ranges(image, releases->entry, err);
    if (status != SJ_OK)
        return status;

    static const uint8_t empty[3]; /* length 0 and a NUL */
    const sji_section *pools[] = {&sections->common[SJF_NAMES - SJF_SYSTEMS],
                                  &sections->common[SJF_TEXT - SJF_SYSTEMS]};
    for (size_t i = 0; i < 2; i++)
        if (pools[i]->bytes.n < sizeof empty ||
            memcmp(pools[i]->bytes.p, empty, sizeof empty) != 0)
            return sji_fail(err, SJ_E_CORRUPT, pools[i]->entry,
                            "text pool has no empty string");
    image->names = pools[0]->bytes;
    image->text = pools[1]->bytes;
    return SJ_OK;
}
