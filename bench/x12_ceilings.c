/* See x12_runs.h. Compiled with more than the library is, as all peers are. */
#include "bench/x12_runs.h"

#include <string.h>

enum { TERMINATOR = '~', ELEMENT = '*', COMPONENT = ':', PLACES = 4096 };

bool x12_find_nothing(const x12_input *input, x12_tally *tally)
{
    tally->segments = memchr(input->bytes, '\1', input->len) != NULL;
    return true;
}

bool x12_find_ends(const x12_input *input, x12_tally *tally)
{
    const char *at = input->bytes, *end = at + input->len;
    while ((at = memchr(at, TERMINATOR, (size_t)(end - at))) != NULL) {
        at++;
        tally->segments++;
    }
    return true;
}

bool x12_copy(const x12_input *input, x12_tally *tally)
{
    memcpy(input->copy, input->bytes, input->len);
    tally->segments = input->copy[input->len / 2] == '\1';
    return true;
}

/* What one writes first: a loop over bytes that notes where each element begins. */
bool x12_split(const x12_input *input, x12_tally *tally)
{
    static uint32_t places[PLACES];
    uint32_t count = 0, begin = 0;
    for (size_t i = 0; i < input->len; i++)
        switch (input->bytes[i]) {
        case TERMINATOR:
            tally->segments++;
            tally->lines += places[count / 2]; /* so that the places are made */
            count = 0;
            begin = (uint32_t)i + 1;
            break;
        case ELEMENT:
        case COMPONENT:
            places[count] = (uint32_t)i - begin;
            count = (count + 1) % PLACES;
            break;
        default:
            break;
        }
    return true;
}
