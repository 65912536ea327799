/*
 * Findings that rest on a limit of service: in words, and where the limit is written.
 */
#include "engine/edit/lines.h"
#include "engine/edit/sentence.h"
#include "engine/lookup/service_limits.h"

/* The row of a finding, or NULL. */
static const uint8_t *row_of(const sj_image *image, const sj_finding *f)
{
    return f->rule < image->lines.limits.count ? sji_limit_row(&image->lines, f->rule)
                                               : NULL;
}

static const char *text_of(const sji_sentence *s, size_t field, uint32_t *len)
{
    const uint8_t *row = row_of(s->image, s->f);
    *len = 0;
    return row ? sji_text(s->image->text, sjf_load32(row + field), len) : "";
}

static void put_value(sji_sentence *s)
{
    uint32_t len;
    const char *value = text_of(s, SJF_LIMIT_VALUE, &len);
    sji_put_bytes(s, value, len);
}

static void put_age(sji_sentence *s)
{
    sji_ages ages;
    uint32_t len;
    const char *value = text_of(s, SJF_LIMIT_VALUE, &len);
    if (!sji_read_ages(value, len, &ages))
        ages = (sji_ages){0};
    sji_put_of_titled(s, " is for ages from ");
    sji_put_number(s, ages.least);
    sji_put(s, " to ");
    sji_put_number(s, ages.greatest);
    sji_put(s, ages.in_days ? " days; the patient has " : "; the patient is ");
    sji_put_number(s, s->f->found);
    sji_put_on_date(s);
}

static void put_sex(sji_sentence *s)
{
    uint32_t len;
    const char *value = text_of(s, SJF_LIMIT_VALUE, &len);
    sji_put_of_titled(s, len == 1 && value[0] == 'F'
                             ? " is for women; the claim has a man"
                             : " is for men; the claim has a woman");
}

static void put_modifiers(sji_sentence *s)
{
    uint32_t len;
    (void)text_of(s, SJF_LIMIT_VALUE, &len);
    sji_put_of_titled(s, len > 2 ? " needs one of the modifiers " : " needs modifier ");
    put_value(s);
}

static void put_place(sji_sentence *s)
{
    const sj_claim *claim = s->claim;
    const uint32_t at = s->f->at.index;
    sj_str place = {0};
    if (claim->lines && at < claim->line_count)
        place = sji_trim(claim->lines[at].pos);
    if (place.len == 0)
        place = sji_trim(claim->pos);
    sji_put_of_titled(s, " is not payable in place of service ");
    sji_put_bytes(s, place.text, place.len < 2 ? place.len : 2);
    sji_put(s, "; it is in ");
    put_value(s);
}

static void put_revenue(sji_sentence *s)
{
    const uint8_t *row = row_of(s->image, s->f);
    const uint32_t code = row ? sjf_load32(row + SJF_LIMIT_CODE) : 0;
    sji_put(s, "revenue code ");
    for (uint32_t place = 1000; place > 0; place /= 10)
        sji_put_number(s, code / place % 10);
    sji_put(s, " needs a procedure code");
}

static void put_citation(sji_sentence *s)
{
    uint32_t len;
    const char *citation = text_of(s, SJF_LIMIT_CITATION, &len);
    if (len == 0)
        return;
    sji_put(s, " (");
    sji_put_bytes(s, citation, len);
    sji_put(s, ")");
}

static bool put_limit(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_PX_AGE:
        put_age(s);
        return true;
    case SJ_PX_SEX:
        put_sex(s);
        return true;
    case SJ_PX_INPATIENT_ONLY:
        sji_put_of_titled(s, " is paid to inpatients only");
        return true;
    case SJ_MOD_REQUIRED_MISSING:
        put_modifiers(s);
        return true;
    case SJ_POS_CODE_CONFLICT:
        put_place(s);
        return true;
    case SJ_REV_HCPCS_REQUIRED:
        put_revenue(s);
        return true;
    case SJ_NDC_MISSING:
        sji_put_of_titled(s, " needs an NDC");
        return true;
    default:
        return false;
    }
}

bool sji_limit_words(sji_sentence *s)
{
    if (!put_limit(s))
        return false;
    put_citation(s);
    return true;
}

sji_line_origin sji_limit_origin(const sj_image *image, const sj_finding *f)
{
    const sji_line_origin none = {UINT32_MAX, 0};
    switch (f->edit) {
    case SJ_PX_AGE:
    case SJ_PX_SEX:
    case SJ_PX_INPATIENT_ONLY:
    case SJ_MOD_REQUIRED_MISSING:
    case SJ_POS_CODE_CONFLICT:
    case SJ_REV_HCPCS_REQUIRED:
    case SJ_NDC_MISSING:
        break;
    default:
        return none;
    }
    const uint8_t *row = row_of(image, f);
    return row ? (sji_line_origin){sjf_load32(row + SJF_LIMIT_RELEASE),
                                   sjf_load32(row + SJF_LIMIT_LINE)}
               : none;
}
