/*
 * Findings over several service lines: in words, and where their rule is written. They
 * rest on rows of line tables (sj_finding.rule), since CPT codes need no number here.
 */
#include "engine/edit/lines.h"
#include "engine/edit/sentence.h"
#include "engine/lookup/line_rules.h"

/* ---- words ----------------------------------------------------------------------- */

/* Indicator of a pair's row. */
static int indicator_of(const sj_image *image, const sj_finding *f)
{
    const uint32_t table = f->rule >> SJI_PTP_RULE_SHIFT;
    const uint32_t row = f->rule & ((UINT32_C(1) << SJI_PTP_RULE_SHIFT) - 1);
    if (table >= SJF_PTP_TABLES || row >= image->lines.ptp[table].count)
        return -1;
    return sji_ptp_row(&image->lines, table, row).indicator;
}

static void put_pair(sji_sentence *s)
{
    sji_put_of_code(s, " is a column 2 code of ");
    sji_put_other(s);
    sji_put_on_date(s);
    if (s->f->edit == SJ_PX_PTP_SAME_SITE) {
        sji_put(s, "; a modifier clears the pair, but both lines name one site");
        return;
    }
    sji_put(s, "; modifier indicator ");
    sji_put_number(s, indicator_of(s->image, s->f));
}

static void put_limit(sji_sentence *s)
{
    const bool zero = s->f->edit == SJ_PX_MUE_ZERO;
    sji_put_of_code(s, zero ? " has a unit limit of 0" : " has ");
    if (!zero) {
        sji_put_number(s, s->f->found);
        sji_put(s, s->f->found == 1 ? " unit" : " units");
    }
    sji_put_on_date(s);
    if (zero) {
        sji_put(s, "; it is not payable here");
        return;
    }
    sji_put(s, "; the limit is ");
    sji_put_number(s, s->f->limit);
    sji_put(s, s->f->reason == SJ_BECAUSE_DAY_UNITS ? " a day" : " a line");
}

static void put_addon(sji_sentence *s)
{
    switch (s->f->reason) {
    case SJ_BECAUSE_PRIMARY_DENIED:
        sji_put_of_code(s, " is an add-on code, and each primary that it could stand "
                           "beside is denied");
        break;
    case SJ_BECAUSE_NO_ADDON_ROW:
        sji_put_of_code(s, " is part of another service by its global days (ZZZ); no "
                           "primary of it is listed");
        break;
    case SJ_BECAUSE_CONTRACTOR:
        sji_put_of_code(s, " is an add-on code whose primaries the contractor tells");
        sji_put(s, s->f->severity == SJ_INFO ? "; no listed one stands"
                                             : "; no procedure that could be one "
                                               "stands");
        sji_put(s, " beside it");
        break;
    default:
        sji_put_of_code(s, " is an add-on code, and no primary of it stands beside it");
        break;
    }
    sji_put_on_date(s);
}

static void put_visit(sji_sentence *s)
{
    sji_put_of_code(
        s, s->f->reason == SJ_BECAUSE_AFTERCARE ? " stands within the global days of "
           : s->f->reason == SJ_BECAUSE_DAY_BEFORE ? " stands on the day before "
                                                   : " stands on the day of ");
    if (s->f->with.kind != SJ_AT_NONE)
        sji_put_other(s);
    else
        sji_put(s, "an earlier procedure");
    sji_put(s, s->f->reason == SJ_BECAUSE_AFTERCARE ? " without modifier 24"
                                                    : " without modifier 25 or 57");
}

static const uint8_t *policy_of(const sj_image *image, const sj_finding *f)
{
    return f->rule < image->lines.policy_count
               ? image->lines.policies + SJF_POLICY_RECORD * (size_t)f->rule
               : NULL;
}

static void put_policy(sji_sentence *s)
{
    uint32_t len;
    const uint8_t *policy = policy_of(s->image, s->f);
    sji_put_of_code(s, s->f->reason == SJ_BECAUSE_EXCLUDED
                           ? " stands with a diagnosis that is excluded by "
                           : " stands without a diagnosis that is covered by ");
    if (!policy) {
        sji_put(s, "a policy");
        return;
    }
    sji_put(s, sji_text(s->image->text, sjf_load32(policy + SJF_POLICY_ID), &len));
    const char *citation =
        sji_text(s->image->text, sjf_load32(policy + SJF_POLICY_CITATION), &len);
    if (len > 0) {
        sji_put(s, " (");
        sji_put(s, citation);
        sji_put(s, ")");
    }
}

bool sji_group_words(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_PX_DUPLICATE_LINE:
        sji_put_of_code(s, " stands on an earlier line with the same modifiers, days, "
                           "units and charge");
        return true;
    case SJ_PX_PTP:
    case SJ_PX_PTP_SAME_SITE:
        put_pair(s);
        return true;
    case SJ_PX_MUE:
    case SJ_PX_MUE_ZERO:
        put_limit(s);
        return true;
    case SJ_PX_ADDON_WITHOUT_PRIMARY:
        put_addon(s);
        return true;
    case SJ_PX_BILATERAL:
        sji_put_of_code(s, " stands on a right and a left line; one line with modifier "
                           "50 says both");
        return true;
    case SJ_PX_GLOBAL_EM:
        put_visit(s);
        return true;
    case SJ_PX_NECESSITY:
        put_policy(s);
        return true;
    default:
        return sji_limit_words(s);
    }
}

/* ---- source ---------------------------------------------------------------------- */

/* Of a record of a table that has its release and its line: {size, release, line}. */
static sji_line_origin origin_at(const sji_line_rows *rows, uint32_t row,
                                 const size_t fields[3])
{
    if (!rows->index || row >= rows->count)
        return (sji_line_origin){UINT32_MAX, 0};
    const uint8_t *record = rows->rows + fields[0] * row;
    return (sji_line_origin){sjf_load32(record + fields[1]),
                             sjf_load32(record + fields[2])};
}

static sji_line_origin origin_of_units(const sj_image *image, uint32_t row)
{
    static const size_t fields[] = {SJF_MUE_RECORD, SJF_MUE_RELEASE, SJF_MUE_LINE};
    sji_line_origin origin = {UINT32_MAX, 0};
    for (unsigned t = 0; t < SJF_MUE_TABLES && origin.release == UINT32_MAX; t++)
        origin = origin_at(&image->lines.mue[t], row, fields); /* rows are of all */
    return origin;
}

static sji_line_origin origin_of(const sj_image *image, const sj_finding *f)
{
    static const size_t addon[] = {SJF_ADDON_RECORD, SJF_ADDON_RELEASE, SJF_ADDON_LINE};
    static const size_t fee[] = {SJF_FEE_RECORD, SJF_FEE_RELEASE, SJF_FEE_LINE};
    const sji_line_origin none = {UINT32_MAX, 0};
    const sji_lines *l = &image->lines;
    if (f->rule == UINT32_MAX || !l->loaded)
        return none;
    switch (f->edit) {
    case SJ_PX_PTP:
    case SJ_PX_PTP_SAME_SITE:
        return sji_ptp_origin(image, f->rule >> SJI_PTP_RULE_SHIFT,
                              f->rule & ((UINT32_C(1) << SJI_PTP_RULE_SHIFT) - 1));
    case SJ_PX_MUE:
    case SJ_PX_MUE_ZERO:
        return origin_of_units(image, f->rule);
    case SJ_PX_ADDON_WITHOUT_PRIMARY:
        return origin_at(&l->addons, f->rule, addon);
    case SJ_PX_BILATERAL:
    case SJ_PX_GLOBAL_EM:
    case SJ_MOD_INVALID_FOR_CODE:
        return origin_at(&l->fees, f->rule, fee);
    case SJ_PX_NECESSITY:
        return policy_of(image, f) ? (sji_line_origin){sjf_load32(policy_of(image, f) +
                                                                  SJF_POLICY_RELEASE),
                                                       0}
                                   : none;
    default:
        return sji_limit_origin(image, f);
    }
}

bool sji_group_source(const sj_image *image, const sj_finding *f, sj_citation *out)
{
    sji_line_origin origin = origin_of(image, f);
    *out = sji_line_citation(image, origin.release, origin.line);
    return out->file != NULL;
}

void sji_mark_carried(const sj_image *image, sj_finding *f)
{
    if (f->rule != UINT32_MAX &&
        sji_line_is_carried(image, origin_of(image, f).release, f->date))
        f->marks |= SJ_MARK_CARRIED;
}

/* ---- what clears it -------------------------------------------------------------- */

size_t sj_finding_modifiers(const sj_image *image, const sj_claim *claim,
                            const sj_finding *finding, const char **out, size_t cap)
{
    static const char *const distinct[] = {"59", "XE", "XP", "XS", "XU"};
    enum { COUNT = sizeof distinct / sizeof distinct[0] };
    if (!image || !claim || !finding || (!out && cap) || finding->edit != SJ_PX_PTP ||
        indicator_of(image, finding) != 1)
        return 0;
    for (size_t i = 0; i < COUNT && i < cap; i++)
        out[i] = distinct[i];
    return COUNT;
}
