/*
 * Ages: docs/SOURCES.md says where each comes from. A code that stands twice in a list
 * is told twice; the model keeps one.
 */
#include "gen/source/mce.h"

enum { MATERNITY_WIDENED = 36, VERSION_CAP = 1000 };

unsigned gen_mce_version(const char *release)
{
    unsigned version = 0;
    if (!release)
        return 0;
    if (*release == 'v' || *release == 'V')
        release++;
    for (; *release >= '0' && *release <= '9' && version < VERSION_CAP; release++)
        version = version * 10 + (unsigned)(*release - '0');
    return version < VERSION_CAP && (*release == '\0' || *release == '.') ? version : 0;
}

void gen_mce_known_ages(gen_mce *mce, unsigned version)
{
    static const uint8_t known[GEN_MCE_AGE_LISTS][2] = {
        [SJF_NEWBORN] = {0, 0},
        [SJF_PEDIATRIC] = {0, 17},
        [SJF_MATERNITY] = {12, 55},
        [SJF_ADULT] = {15, 124},
    };
    for (int list = 0; list < GEN_MCE_AGE_LISTS; list++) {
        mce->ages_known[list] = true;
        mce->ages[list][0] = known[list][0];
        mce->ages[list][1] = known[list][1];
    }
    if (version >= MATERNITY_WIDENED) {
        mce->ages[SJF_MATERNITY][0] = 9;
        mce->ages[SJF_MATERNITY][1] = 64;
    }
}

const char *gen_mce_tell(gen_mce *mce, enum sjf_trait list, bool procedure,
                         gen_field code, uint32_t line)
{
    static const struct {
        sj_system system;
        const char *refusal;
    } kinds[2][2] = {
        {{SJ_ICD10CM, "not an ICD-10-CM code"},
         {SJ_ICD10PCS, "not an ICD-10-PCS code"}},
        {{SJ_ICD9CM, "not an ICD-9-CM diagnosis code"},
         {SJ_ICD9PCS, "not an ICD-9-CM procedure code"}},
    };
    char text[SJ_CODE_CAP];
    sj_system system = kinds[mce->icd9][procedure].system;
    gen_row row = {.kind = GEN_ROW_MEMBER,
                   .system = system,
                   .code = text,
                   .status = (uint8_t)list,
                   .from = GEN_NO_DATE,
                   .to = SJ_DATE_OPEN,
                   .line = line};
    if (!sj_normalize(system, code.text, code.len, text, &row.code_len))
        return kinds[mce->icd9][procedure].refusal;
    if (!(mce->told[system] & UINT32_C(1) << list)) {
        gen_row told = {.kind = GEN_ROW_LIST,
                        .system = system,
                        .code = "",
                        .status = (uint8_t)list,
                        .from = GEN_NO_DATE,
                        .to = SJ_DATE_OPEN,
                        .line = line};
        if ((int)list < GEN_MCE_AGE_LISTS) {
            if (!mce->ages_known[list])
                return "the ages of this list are not told before it";
            told.value = mce->ages[list][0] | (uint32_t)mce->ages[list][1] << 8;
        }
        mce->told[system] |= UINT32_C(1) << list;
        gen_reader_tell(mce->reader, &told);
    }
    gen_reader_emit(mce->reader, &row);
    return NULL;
}
