/*
 * Service lines in a check: one small record a line, filled once by what reads a line
 * (existence, days, modifiers), then asked by the edits over several lines. All of it
 * lies on the stack of sji_judge_lines(); docs/LINES.md says what the edits decide.
 */
#ifndef SCRUBJAY_EDIT_LINES_H
#define SCRUBJAY_EDIT_LINES_H

#include "engine/edit/judged.h"
#include "engine/lookup/line_rules.h"

/* Days on which rules of lines begin. */
enum {
    SJI_BOTH_COLUMNS_DAY = 18078, /* 2019-07-01: 59 and X{EPSU} help on column 1, too */
};

/* ---- modifiers that edits know ----------------------------------------------------
 *
 * Each has a bit of sji_service.modifiers. First the anatomical ones, then the others
 * that bypass a PTP pair, 59 and X{EPSU} last of these; then those that do not. */
#define SJI_MODIFIERS(X)                                                               \
    X('E', '1', E1)                                                                    \
    X('E', '2', E2)                                                                    \
    X('E', '3', E3)                                                                    \
    X('E', '4', E4)                                                                    \
    X('F', 'A', FA)                                                                    \
    X('F', '1', F1)                                                                    \
    X('F', '2', F2)                                                                    \
    X('F', '3', F3)                                                                    \
    X('F', '4', F4)                                                                    \
    X('F', '5', F5)                                                                    \
    X('F', '6', F6)                                                                    \
    X('F', '7', F7)                                                                    \
    X('F', '8', F8)                                                                    \
    X('F', '9', F9)                                                                    \
    X('T', 'A', TA)                                                                    \
    X('T', '1', T1)                                                                    \
    X('T', '2', T2)                                                                    \
    X('T', '3', T3)                                                                    \
    X('T', '4', T4)                                                                    \
    X('T', '5', T5)                                                                    \
    X('T', '6', T6)                                                                    \
    X('T', '7', T7)                                                                    \
    X('T', '8', T8)                                                                    \
    X('T', '9', T9)                                                                    \
    X('L', 'T', LT)                                                                    \
    X('R', 'T', RT)                                                                    \
    X('L', 'C', LC)                                                                    \
    X('L', 'D', LD)                                                                    \
    X('R', 'C', RC)                                                                    \
    X('L', 'M', LM)                                                                    \
    X('R', 'I', RI)                                                                    \
    X('2', '4', 24)                                                                    \
    X('2', '5', 25)                                                                    \
    X('5', '7', 57)                                                                    \
    X('5', '8', 58)                                                                    \
    X('7', '8', 78)                                                                    \
    X('7', '9', 79)                                                                    \
    X('2', '7', 27)                                                                    \
    X('9', '1', 91)                                                                    \
    X('5', '9', 59)                                                                    \
    X('X', 'E', XE)                                                                    \
    X('X', 'P', XP)                                                                    \
    X('X', 'S', XS)                                                                    \
    X('X', 'U', XU)                                                                    \
    X('2', '6', 26)                                                                    \
    X('T', 'C', TC)                                                                    \
    X('5', '0', 50)                                                                    \
    X('5', '2', 52)                                                                    \
    X('5', '3', 53)                                                                    \
    X('5', '4', 54)                                                                    \
    X('5', '5', 55)                                                                    \
    X('5', '6', 56)                                                                    \
    X('6', '2', 62)                                                                    \
    X('6', '6', 66)                                                                    \
    X('7', '6', 76)                                                                    \
    X('7', '7', 77)                                                                    \
    X('8', '0', 80)                                                                    \
    X('8', '1', 81)                                                                    \
    X('8', '2', 82)                                                                    \
    X('A', 'S', AS)

enum sji_modifier {
#define SJI_ONE_MODIFIER(a, b, name) SJI_MOD_##name,
    SJI_MODIFIERS(SJI_ONE_MODIFIER)
#undef SJI_ONE_MODIFIER
        SJI_MOD_COUNT
};

#define SJI_MOD(name) (UINT64_C(1) << SJI_MOD_##name)

/* Sets of them. */
#define SJI_MODS_SITE     (SJI_MOD(24) - 1)           /* E1 to RI */
#define SJI_MODS_BYPASS   (SJI_MOD(26) - 1)           /* E1 to XU */
#define SJI_MODS_DISTINCT (SJI_MOD(26) - SJI_MOD(59)) /* 59, X{EPSU} */
#define SJI_MODS_REPEATED (SJI_MODS_DISTINCT | SJI_MOD(91) | SJI_MOD(76) | SJI_MOD(77))

/* The bit of a canonical modifier, 0 for one that no edit knows. */
uint64_t sji_modifier_bit(const char code[2]);

/* ---- a line ---------------------------------------------------------------------- */

/* What a line is. SJI_SERVICE_NONE: no code, or a malformed one. */
enum {
    SJI_SERVICE_NONE,
    SJI_SERVICE_HCPCS,
    SJI_SERVICE_CPT,
    SJI_SERVICE_CDT,
    SJI_SERVICE_HIPPS, /* under 0022, 0023, 0024: px.duplicate_line alone */
};

enum {
    SJI_SERVICE_REJECTED = 1,  /* px.format, px.not_found or px.not_effective is R */
    SJI_SERVICE_OWN_SPAN = 2,  /* two days or more */
    SJI_SERVICE_DENIED = 4,    /* px.ptp is on it */
    SJI_SERVICE_MUE_ZERO = 8,  /* px.mue_zero is on it */
    SJI_SERVICE_UNLISTED = 16, /* reserved to single-line edits */
};

enum { SJI_NO_LINE = 0xFFFF };

typedef struct sji_service {
    uint64_t code;      /* canonical, packed as sji_judged.code (5 bytes); 0: none */
    uint64_t modifiers; /* bits of sji_modifier, the rejected ones not */
    uint32_t id;        /* of the code; SJ_NO_CODE */
    uint32_t procedure; /* number in the line tables; SJ_NO_PROCEDURE */
    sj_date from, to;   /* its days; to is not before from */
    uint16_t provider;  /* equal where providers are; lines.c numbers them */
    uint16_t next;      /* the next line of the same code that takes part */
    uint8_t kind;       /* SJI_SERVICE_NONE ... */
    uint8_t flags;      /* SJI_SERVICE_REJECTED ... */
} sji_service;

_Static_assert(sizeof(sji_service) <= 48, "a thousand of them stand on the stack");

enum { SJI_NO_TABLE = 0xFF };

typedef struct sji_services {
    uint32_t count; /* the claim's line_count */
    bool medicaid;
    uint8_t ptp; /* table of PTP: 0 to 4; SJI_NO_TABLE: these lines have none */
    uint8_t mue; /* table of MUE: 0 to 5; SJI_NO_TABLE */
    uint64_t all_modifiers; /* of any line */
    sj_date first, last;    /* no day of any line is before, none is behind */
    bool repeats;           /* some code has several lines that take part */
    /* Lines of one code that take part (a code, not rejected) hang together by `next`,
     * ascending; `heads` are the first ones, in the order of the claim. */
    uint32_t head_count;
    uint16_t heads[SJ_CLAIM_LINES_MAX];
    sji_service line[SJ_CLAIM_LINES_MAX];
} sji_services;

/* Whether a line takes part in the edits over several lines, HIPPS aside. */
static inline bool sji_takes_part(const sji_service *s)
{
    return s->kind != SJI_SERVICE_NONE && s->kind != SJI_SERVICE_HIPPS &&
           !(s->flags & SJI_SERVICE_REJECTED);
}

static inline bool sji_meet(const sji_service *a, const sji_service *b)
{
    return a->provider == b->provider && a->from <= b->to && b->from <= a->to;
}

/* Whether a line is of another one's provider and on this day. */
static inline bool sji_is_there(const sji_service *s, const sji_service *beside,
                                sj_date day)
{
    return s->provider == beside->provider && s->from <= day && day <= s->to;
}

static inline sj_place sji_at_line(uint32_t index)
{
    return sji_at(SJ_AT_LINE, index);
}

/* Severity of what arises first on this day: W when it is the last of several. */
static inline unsigned sji_day_severity(const sji_service *s, sj_date day,
                                        unsigned severity)
{
    if (s->from == s->to || day != s->to || severity < SJ_WARN)
        return severity;
    return SJ_WARN;
}

/* A finding at a line: sji_add() with the line's code. */
sj_finding *sji_add_line(sji_check *c, const sji_services *all, sj_edit edit,
                         uint32_t at, sj_date date, unsigned severity);

/* ---- lines.c --------------------------------------------------------------------- */

/* The number of a line's provider, SJI_NO_LINE when no line of the claim has it. */
uint16_t sji_provider_of(const sji_check *c, const sji_services *all,
                         const sj_line *line);

/* The order of all of these. */
void sji_judge_lines(sji_check *c);

/* ---- single lines ------------------------------------------------------------------
 */

/* Read a line, of the claim or of its history, and say nothing of it: code, kind, id,
 * procedure, days, modifiers, SJI_SERVICE_REJECTED. provider and next are not touched.
 */
void sji_read_service(sji_check *c, const sj_line *line, sji_service *s);

/* The edits on one line; all->line[at] has been read. */
void sji_judge_service(sji_check *c, const sji_services *all, uint32_t at);

/* clm.lines, clm.dates of lines, ptr.dx_unused: the claim as a whole; all lines have
 * been read. */
void sji_judge_line_list(sji_check *c, const sji_services *all);

/* ---- several lines -----------------------------------------------------------------
 */

void sji_judge_duplicates(sji_check *c, const sji_services *all);
void sji_judge_ptp(sji_check *c, sji_services *all);
void sji_judge_mue(sji_check *c, sji_services *all);
void sji_judge_addons(sji_check *c, const sji_services *all);
void sji_judge_sides_of_lines(sji_check *c, const sji_services *all);
void sji_judge_global(sji_check *c, const sji_services *all);
void sji_judge_necessity(sji_check *c, const sji_services *all);

/* ---- service_limits.c: what lists of the user ask of each line ---------------------
 */

void sji_judge_service_limits(sji_check *c, const sji_services *all);

/* finding_limit.c: of the limit that a finding rests on. */
sji_line_origin sji_limit_origin(const sj_image *image, const sj_finding *f);

/* finding_group.c: file and line of the row that a finding rests on (sj_finding.rule).
 * @return false when it rests on none */
bool sji_group_source(const sj_image *image, const sj_finding *f, sj_citation *out);

/* finding_group.c: mark a finding of a line table whose file was carried to its day. */
void sji_mark_carried(const sj_image *image, sj_finding *f);

#endif
