/*
 * scrubjay verify: every checksum and every claim of docs/FORMAT.md, and that
 * dictionary and trie hold the same codes.
 */
#include <stdio.h>

#include "cli/image.h"
#include "cli/options.h"

static int run_verify(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    sj_error err = {.off = UINT64_MAX};
    char id[CLI_HEX_CAP];
    int status;

    if (!cli_parse_image(&cli_verify, 0, argc, argv, &options, &status))
        return status;
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    sj_status found = sj_image_verify(image.handle, &err);
    if (found == SJ_OK) {
        cli_hex(sj_image_build_id(image.handle), id);
        printf("ok: %u sections, %llu codes, build id %s\n",
               sj_section_count(image.handle),
               (unsigned long long)cli_count_codes(image.handle), id);
    } else {
        status = cli_image_refuse(image.name, found, &err);
    }
    cli_image_close(&image);
    return status;
}

const cli_verb cli_verify = {
    .name = "verify",
    .synopsis = "[IMAGE]",
    .summary = "check every checksum and every claim an image makes",
    .help =
        "Opens IMAGE and checks all of it. Prints one line when it is sound; else the\n"
        "reason and the place in the file.\n"
        "\n" CLI_HELP_IMAGE "\n"
        "exit status: 0 sound, 4 not\n",
    .run = run_verify,
};
