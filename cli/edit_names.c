/*
 * Nearness is the number of characters to change, add, drop or swap with a neighbour;
 * equally near identifiers stand in the order of the catalogue.
 */
#include "cli/edit_names.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LEN = 48 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Both at most NAME_MAX_LEN long. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    unsigned row[3][NAME_MAX_LEN + 1];
    unsigned *before = row[0], *above = row[1], *now = row[2];
    for (size_t j = 0; j <= b_len; j++)
        above[j] = (unsigned)j;
    for (size_t i = 1; i <= a_len; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_len; j++) {
            unsigned change = above[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(change, least(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        unsigned *oldest = before;
        before = above;
        above = now;
        now = oldest;
    }
    return above[b_len];
}

void cli_near_edits(const char *name, size_t len, char out[CLI_NEAR_EDITS_CAP])
{
    const char *nearest[CLI_NEAR_EDITS] = {NULL};
    unsigned far[CLI_NEAR_EDITS] = {0};
    size_t count = 0;
    if (len > NAME_MAX_LEN)
        len = NAME_MAX_LEN;
    for (uint32_t i = 0; sj_edit_at(i); i++) {
        const char *id = sj_edit_at(i)->id;
        size_t id_len = strlen(id);
        unsigned d =
            distance(name, len, id, id_len < NAME_MAX_LEN ? id_len : NAME_MAX_LEN);
        size_t place = count;
        while (place > 0 && far[place - 1] > d)
            place--;
        if (place == CLI_NEAR_EDITS)
            continue;
        if (count < CLI_NEAR_EDITS)
            count++;
        for (size_t k = count - 1; k > place; k--) {
            nearest[k] = nearest[k - 1];
            far[k] = far[k - 1];
        }
        nearest[place] = id;
        far[place] = d;
    }
    while (count > 1 && far[count - 1] > far[0] + 1)
        count--; /* not near beside the nearest */
    size_t used = (size_t)snprintf(out, CLI_NEAR_EDITS_CAP, "did you mean");
    for (size_t i = 0; i < count && used < CLI_NEAR_EDITS_CAP; i++) {
        const char *before = i == 0 ? " " : i + 1 == count ? " or " : ", ";
        used += (size_t)snprintf(out + used, CLI_NEAR_EDITS_CAP - used, "%s%s%s",
                                 before, nearest[i], i + 1 == count ? "?" : "");
    }
}

static void take_away(sj_edit_set *set, sj_edit edit)
{
    set->bits[(unsigned)edit / 64] &= ~((uint64_t)1 << ((unsigned)edit % 64));
}

const char *cli_edit_list(const char *list, sj_edit_set *out, size_t *bad_len)
{
    *out = (sj_edit_set){{0, 0}};
    if (list[0] == '-' || list[0] == '!')
        for (uint32_t i = 0; sj_edit_at(i); i++)
            if (!sj_edit_at(i)->optional)
                sj_edit_set_add(out, sj_edit_at(i)->edit);
    for (const char *name = list;;) {
        bool away = name[0] == '-' || name[0] == '!';
        name += away ? 1 : 0;
        size_t len = strcspn(name, ",");
        sj_edit edit;
        if (!sj_edit_parse(name, len, &edit)) {
            *bad_len = len;
            return name;
        }
        if (away)
            take_away(out, edit);
        else
            sj_edit_set_add(out, edit);
        if (name[len] == '\0')
            return NULL;
        name += len + 1;
    }
}
