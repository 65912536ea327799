/*
 * The code systems by name, and how the codes of each are written: what people type
 * against what tables hold (sj_normalize, sj_display).
 */
#include <scrubjay/scrubjay.h>

#include <string.h>

static const char *const names[SJ_SYSTEM_COUNT] = {
    "icd10cm", "icd10pcs", "icd9cm", "icd9pcs", "hcpcs", "cpt", "cdt",
    "ndc",     "modifier", "pos",    "revenue", "tob",   "drg",
};

const char *sj_system_name(sj_system system)
{
    return (unsigned)system < SJ_SYSTEM_COUNT ? names[system] : NULL;
}

bool sj_system_parse(const char *name, size_t len, sj_system *out)
{
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) {
            *out = (sj_system)i;
            return true;
        }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool all_digits(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_digit(s[i]))
            return false;
    return true;
}

/* Place of the dot a code may be written with: 0 when the system has none. */
static size_t dot_place(sj_system system, char first)
{
    switch (system) {
    case SJ_ICD10CM:
        return 3;
    case SJ_ICD9CM:
        return first == 'E' ? 4 : 3;
    case SJ_ICD9PCS:
        return 2;
    default:
        return 0;
    }
}

/* Shapes of codes in canonical form, as their publishers state them. */
static bool has_shape(sj_system system, const char *s, size_t len)
{
    switch (system) {
    case SJ_ICD10CM:
        return len >= 3 && len <= 7 && is_letter(s[0]);
    case SJ_ICD10PCS: /* codes and the 3 characters of a table; never the letters I, O
                       */
        return (len == 3 || len == 7) && !memchr(s, 'I', len) && !memchr(s, 'O', len);
    case SJ_ICD9CM:
        if (s[0] == 'E')
            return len >= 4 && len <= 5 && all_digits(s + 1, len - 1);
        if (s[0] == 'V')
            return len >= 3 && len <= 5 && all_digits(s + 1, len - 1);
        return len >= 3 && len <= 5 && all_digits(s, len);
    case SJ_ICD9PCS:
        return len >= 2 && len <= 4 && all_digits(s, len);
    case SJ_HCPCS:
        return len == 5 && is_letter(s[0]) && s[0] != 'D' && all_digits(s + 1, 4);
    case SJ_CPT: /* category I; II, III, PLA, MAAA and vaccine administration */
        return len == 5 && all_digits(s, 4) &&
               (is_digit(s[4]) || memchr("FTUMA", s[4], 5));
    case SJ_CDT:
        return len == 5 && s[0] == 'D' && all_digits(s + 1, 4);
    case SJ_NDC:
        return len == 11 && all_digits(s, 11);
    case SJ_MODIFIER:
        return len == 2;
    case SJ_POS:
        return len == 2 && all_digits(s, 2);
    case SJ_REVENUE:
        return len == 4 && all_digits(s, 4);
    case SJ_TOB:
        return len == 3 && all_digits(s, 2);
    case SJ_DRG:
        return len == 3 && all_digits(s, 3);
    case SJ_SYSTEM_COUNT:
        break;
    }
    return false;
}

/* NDC as labels print it, 4-4-2, 5-3-2, 5-4-1 or 5-4-2, into 11 digits. */
static bool ndc_from_hyphens(const char *s, size_t len, char out[SJ_CODE_CAP])
{
    static const uint8_t width[3] = {5, 4, 2};
    size_t segment[3] = {0, 0, 0}, part = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] != '-')
            segment[part]++;
        else if (++part == 3)
            return false;
    }
    size_t missing = 0;
    for (size_t i = 0; i < 3; i++) {
        if (segment[i] > width[i] || segment[i] + 1 < width[i])
            return false;
        missing += width[i] - segment[i];
    }
    if (missing > 1)
        return false;
    char *to = out;
    for (size_t i = 0; i < 3; i++) {
        if (segment[i] < width[i])
            *to++ = '0';
        memcpy(to, s, segment[i]);
        to += segment[i];
        s += segment[i] + 1;
    }
    return true;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t normalize(sj_system system, const char *code, size_t len,
                        char out[SJ_CODE_CAP])
{
    while (len > 0 && is_blank(code[0]))
        code++, len--;
    while (len > 0 && is_blank(code[len - 1]))
        len--;
    if (len == 0 || len >= SJ_CODE_CAP)
        return 0;

    if (system == SJ_NDC && memchr(code, '-', len))
        return ndc_from_hyphens(code, len, out) && all_digits(out, 11) ? 11 : 0;

    size_t dot = dot_place(system, upper(code[0])), n = 0;
    for (size_t i = 0; i < len; i++) {
        char c = upper(code[i]);
        if (is_digit(c) || is_letter(c))
            out[n++] = c;
        else if (c != '.' || dot == 0 || i != dot || i + 1 == len)
            return 0; /* the one dot stands at its place, with a character after it */
    }
    if (system == SJ_REVENUE && n == 3) {
        memmove(out + 1, out, n++);
        out[0] = '0';
    }
    if (system == SJ_TOB && n == 4 && out[0] == '0')
        memmove(out, out + 1, --n);
    return has_shape(system, out, n) ? n : 0;
}

bool sj_normalize(sj_system system, const char *code, size_t len, char out[SJ_CODE_CAP],
                  size_t *out_len)
{
    size_t n =
        (unsigned)system < SJ_SYSTEM_COUNT ? normalize(system, code, len, out) : 0;
    out[n] = '\0';
    if (out_len)
        *out_len = n;
    return n > 0;
}

void sj_display(sj_system system, const char *canonical, size_t len,
                char out[SJ_CODE_CAP])
{
    if (len > SJ_CODE_CAP - 2)
        len = SJ_CODE_CAP - 2;
    size_t dot = len > 0 ? dot_place(system, canonical[0]) : 0;
    size_t head = dot > 0 && len > dot ? dot : len;
    memcpy(out, canonical, head);
    char *p = out + head;
    if (head < len) {
        *p++ = '.';
        memcpy(p, canonical + head, len - head);
        p += len - head;
    }
    *p = '\0';
}
