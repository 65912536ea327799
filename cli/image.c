/*
 * Opening the image a verb asks. The sample is an image like any other, linked into the
 * program as bytes (scrubjay-gen --embed-c) and verified like any other.
 */
#include "cli/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Generated at build time from data/. */
extern const unsigned char scrubjay_sample_image[];
extern const unsigned long scrubjay_sample_image_size;

int cli_image_refuse(const char *name, sj_status status, const sj_error *err)
{
    const char *what = err->what ? err->what : sj_status_str(status);
    if (err->sys_errno)
        what = strerror(err->sys_errno);
    if (err->off != UINT64_MAX)
        cli_complain("%s: %s (at byte %llu)", name, what, (unsigned long long)err->off);
    else
        cli_complain("%s: %s", name, what);
    return CLI_IMAGE;
}

int cli_image_open(const char *path, cli_image *out)
{
    sj_error err = {.off = UINT64_MAX};
    sj_status status;

    *out = (cli_image){0};
    if (!path)
        path = getenv("SCRUBJAY_IMAGE");
    if (path && path[0] != '\0') {
        out->name = path;
        status = sj_image_open(path, NULL, &out->handle, &err);
    } else {
        out->name = "the embedded sample";
        if (isatty(STDERR_FILENO))
            cli_complain("no image named: answers come from the embedded sample");
        status = sj_image_open_memory(scrubjay_sample_image, scrubjay_sample_image_size,
                                      NULL, &out->handle, &err);
    }
    return status == SJ_OK ? CLI_DONE : cli_image_refuse(out->name, status, &err);
}

void cli_image_close(cli_image *image)
{
    sj_image_close(image->handle);
    image->handle = NULL;
}

uint64_t cli_count_codes(const sj_image *image)
{
    uint64_t codes = 0;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        if (sj_system_get(image, (sj_system)i, &info))
            codes += info.codes;
    }
    return codes;
}

void cli_hex(const uint8_t bytes[16], char out[CLI_HEX_CAP])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 16; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[CLI_HEX_CAP - 1] = '\0';
}
