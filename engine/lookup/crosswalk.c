/*
 * Crosswalks (FORMAT.md 20): general equivalence mappings to the other revision of ICD,
 * successors and predecessors of ICD-10-CM codes. Codes stand as keys, so that a map
 * leads on where no code table was compiled.
 */
#include "engine/lookup/key.h"
#include "engine/lookup/notes.h"

enum { NO_SYSTEM = SJ_SYSTEM_COUNT };

static const uint8_t other_revision[SJ_SYSTEM_COUNT] = {
    [SJ_ICD10CM] = SJ_ICD9CM,   [SJ_ICD10PCS] = SJ_ICD9PCS, [SJ_ICD9CM] = SJ_ICD10CM,
    [SJ_ICD9PCS] = SJ_ICD10PCS, [SJ_HCPCS] = NO_SYSTEM,     [SJ_CPT] = NO_SYSTEM,
    [SJ_CDT] = NO_SYSTEM,       [SJ_NDC] = NO_SYSTEM,       [SJ_MODIFIER] = NO_SYSTEM,
    [SJ_POS] = NO_SYSTEM,       [SJ_REVENUE] = NO_SYSTEM,   [SJ_TOB] = NO_SYSTEM,
    [SJ_DRG] = NO_SYSTEM};

#define KEY_MASK ((UINT64_C(1) << SJF_KEY_BITS) - 1)

/* What is found goes to out[0..cap); all of it is counted. */
typedef struct sink {
    sj_mapping *out;
    size_t cap, count;
} sink;

static void put(sink *to, const sj_mapping *mapping)
{
    if (to->count < to->cap)
        to->out[to->count] = *mapping;
    to->count++;
}

/* The first GEM record whose source key is not below `key`. */
static uint32_t first_gem(view gems, uint64_t key)
{
    uint32_t low = 0, high = sji_count(gems, SJF_GEM_RECORD);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const uint8_t *record = gems.p + SJF_GEM_RECORD * (size_t)middle;
        if ((sjf_load64(record + SJF_GEM_FROM) & KEY_MASK) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_gems(const sj_image *image, sj_system system, uint64_t key, sink *to)
{
    view gems = image->texts.gems[system];
    uint32_t count = sji_count(gems, SJF_GEM_RECORD);
    for (uint32_t i = first_gem(gems, key); i < count; i++) {
        const uint8_t *record = gems.p + SJF_GEM_RECORD * (size_t)i;
        uint64_t word = sjf_load64(record + SJF_GEM_FROM);
        if ((word & KEY_MASK) != key)
            break;
        sj_mapping mapping = {
            .kind = SJ_MAP_GEM,
            .system = other_revision[system],
            .approximate = word >> SJF_GEM_APPROXIMATE_BIT & 1,
            .no_map = word >> SJF_GEM_NO_MAP_BIT & 1,
            .combination = word >> SJF_GEM_COMBINATION_BIT & 1,
            .scenario = word >> SJF_GEM_SCENARIO_SHIFT & 15,
            .choice = word >> SJF_GEM_CHOICE_SHIFT & 15,
            .effective = SJ_DATE_MIN,
            .source = sji_cite(image, image->texts.gem_source[system], 0),
        };
        uint64_t target = sjf_load64(record + SJF_GEM_TO);
        if (target)
            (void)sji_unpack((sj_system)mapping.system, target, mapping.code);
        put(to, &mapping);
    }
}

/* Successors of the key, or its predecessors. */
static void add_changes(const sj_image *image, uint64_t key, sj_map_kind kind, sink *to)
{
    view records = image->texts.successors;
    unsigned own = kind == SJ_MAP_SUCCESSOR ? SJF_SUC_FROM : SJF_SUC_TO;
    unsigned other = kind == SJ_MAP_SUCCESSOR ? SJF_SUC_TO : SJF_SUC_FROM;
    for (uint32_t i = 0; i < sji_count(records, SJF_SUC_RECORD); i++) {
        const uint8_t *record = records.p + SJF_SUC_RECORD * (size_t)i;
        if (sjf_load64(record + own) != key)
            continue;
        sj_mapping mapping = {
            .kind = (uint8_t)kind,
            .system = SJ_ICD10CM,
            .effective = sjf_load_date(record + SJF_SUC_DAY),
            .source = sji_cite(image, sjf_load32(record + SJF_SUC_SOURCE), 0),
        };
        (void)sji_unpack(SJ_ICD10CM, sjf_load64(record + other), mapping.code);
        put(to, &mapping);
    }
}

size_t sj_map(const sj_image *image, sj_system system, const char *code, size_t len,
              sj_mapping *out, size_t cap)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    uint64_t key;
    sink to = {out, cap, 0};
    if (!image || !code || (!out && cap) || (unsigned)system >= SJ_SYSTEM_COUNT ||
        !sj_normalize(system, code, len, canonical, &n) ||
        !sji_pack(system, canonical, n, &key))
        return 0;
    if (other_revision[system] != NO_SYSTEM)
        add_gems(image, system, key, &to);
    if (system == SJ_ICD10CM) {
        add_changes(image, key, SJ_MAP_SUCCESSOR, &to);
        add_changes(image, key, SJ_MAP_PREDECESSOR, &to);
    }
    return to.count;
}
