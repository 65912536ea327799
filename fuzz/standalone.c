/*
 * Replays inputs as an ordinary program: each argument a file, or a folder of files. A
 * folder that is not there has nothing to replay (repro/ is empty in good times), but
 * no input at all is a failure. Each input is also run bent in a few fixed ways, so
 * that the target sees more than what it was written for.
 */
#include "fuzz/check.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum {
    BENT = 200,          /* variants of each input */
    INPUT_MAX = 1 << 20, /* no seed is longer */
};

static size_t inputs;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D);
}

/* Bytes of exactly the size, so that a sanitizer sees a step beyond. */
static void run(const uint8_t *data, size_t size)
{
    uint8_t *exact = malloc(size > 0 ? size : 1);
    CHECK(exact);
    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

/* One to four edits: a byte changed, dropped or doubled, or the end cut. */
static size_t bend(uint8_t *data, size_t size, uint64_t *random)
{
    for (uint64_t edits = 1 + next_random(random) % 4; edits > 0 && size > 0; edits--) {
        size_t at = next_random(random) % size;
        switch (next_random(random) % 5) {
        case 0:
            memmove(data + at, data + at + 1, size - at - 1);
            size--;
            break;
        case 1:
            if (size < INPUT_MAX) {
                memmove(data + at + 1, data + at, size - at);
                size++;
            }
            break;
        case 2:
            if (next_random(random) % 8 == 0)
                size = at;
            break;
        case 3:
            data[at] = (uint8_t)next_random(random);
            break;
        default: /* stays a letter, digit or mark when it was one */
            data[at] ^= (uint8_t)(1U << next_random(random) % 5);
        }
    }
    return size;
}

static void replay_file(const char *path)
{
    static uint8_t data[INPUT_MAX], bent[INPUT_MAX];
    FILE *f = fopen(path, "rb");
    if (!f) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(1);
    }
    size_t size = fread(data, 1, sizeof data, f);
    fclose(f);
    run(data, size);
    inputs++;
    uint64_t random = 0x5C12B1A7;
    for (int i = 0; i < BENT; i++) {
        memcpy(bent, data, size);
        run(bent, bend(bent, size, &random));
    }
}

static void replay(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return;
    if (!S_ISDIR(info.st_mode)) {
        replay_file(path);
        return;
    }
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char inside[4096];
        snprintf(inside, sizeof inside, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            replay(inside);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%zu inputs, each also bent %d times\n", inputs, BENT);
    return inputs > 0 ? 0 : 1;
}
