/*
 * From a code as the claim has it to eight bytes of a word, and which version of ICD it
 * is (docs/EDITING.md, Versions of ICD). The common case, a canonical code with or
 * without its dot, takes one pass.
 */
#include "engine/edit/judged.h"

sj_str sji_cut_blanks(sj_str s)
{
    while (s.len > 0 && (s.text[0] == ' ' || (s.text[0] >= '\t' && s.text[0] <= '\r')))
        s.text++, s.len--;
    while (s.len > 0 && (s.text[s.len - 1] == ' ' ||
                         (s.text[s.len - 1] >= '\t' && s.text[s.len - 1] <= '\r')))
        s.len--;
    return s;
}

void sji_code_text(uint64_t code, char out[8])
{
    sjf_store64((uint8_t *)out, code);
    out[7] = '\0';
}

/* The way of everything that is not a canonical code of ICD-10-CM. */
static __attribute__((noinline)) uint8_t read_written(sj_system system, sj_str s,
                                                      uint64_t *code)
{
    char canonical[SJ_CODE_CAP] = {0};
    size_t len = 0;
    if (!s.text || !sj_normalize(system, s.text, s.len, canonical, &len) || len > 7)
        len = 0;
    /* Behind its end a canonical code is all zero: nothing of `canonical` is older. */
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++)
        word |= (uint64_t)(uint8_t)canonical[i] << (8 * i);
    *code = word;
    return (uint8_t)len;
}

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* The bytes of a text of 3 to 8, the first lowest, zeros behind: two overlapping loads.
 */
static inline uint64_t load_word(const char *text, uint32_t len)
{
    const uint8_t *p = (const uint8_t *)text;
    if (len >= 4)
        return sjf_load32(p) | (uint64_t)sjf_load32(p + len - 4) << (8 * (len - 4));
    return (uint64_t)sjf_load16(p) | (uint64_t)p[2] << 16;
}

/* Whether the first `len` bytes are digits and capital letters; all below 128. */
static inline bool all_code_chars(uint64_t word, unsigned len)
{
    /* The top bit of a byte is set from '0' (or 'A') on, and not from behind '9' (or
     * 'Z') on. */
    uint64_t digit = (word + EACH_BYTE(0x80 - '0')) & ~(word + EACH_BYTE(0x7F - '9'));
    uint64_t letter = (word + EACH_BYTE(0x80 - 'A')) & ~(word + EACH_BYTE(0x7F - 'Z'));
    uint64_t wanted = EACH_BYTE(0x80) >> (64 - 8 * len);
    return ((digit | letter) & wanted) == wanted;
}

uint8_t sji_read_code(sj_system system, sj_str s, uint64_t *code)
{
    if (system != SJ_ICD10CM || !s.text || s.len < 3 || s.len > 8)
        return read_written(system, s, code);
    uint64_t word = load_word(s.text, s.len);
    uint32_t len = s.len;
    if (len > 4 && s.text[3] == '.') {
        word = (word & 0xFFFFFF) | word >> 32 << 24;
        len--;
    }
    char first = (char)(word & 0x7F);
    if (len > 7 || word & EACH_BYTE(0x80) || !all_code_chars(word, len) || first < 'A')
        return read_written(system, s, code);
    *code = word;
    return (uint8_t)len;
}

/* Whether some release of the system has the code. */
static bool known(const sj_image *image, sj_system system, const sji_versioned *v)
{
    char text[8];
    sj_answer answer;
    sji_code_text(v->code, text);
    return v->len > 0 && image->systems[system].loaded &&
           sj_lookup(image, system, text, v->len, SJI_ICD10_DAY, &answer) == SJ_OK;
}

sji_versioned sji_tell_version(const sj_image *image, sj_system ten, sj_system nine,
                               sj_str text, uint8_t told, sj_date date)
{
    sji_versioned v10 = {.version = 10}, v9 = {.version = 9};
    v10.len = sji_read_code(ten, text, &v10.code);
    if (told == 10)
        return v10;
    if (told != 9 && v10.len && date >= SJI_ICD10_DAY)
        return v10;
    v9.len = sji_read_code(nine, text, &v9.code);
    if (told == 9 || known(image, nine, &v9))
        return v9;
    if (date < SJI_ICD10_DAY) {
        if (known(image, ten, &v10))
            return v10;
        if (v9.len)
            return v9;
        if (v10.len)
            return v10;
    }
    return (sji_versioned){0};
}
