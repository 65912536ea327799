/* See open_image.h. */
#include "bench/open_image.h"

#include <stdio.h>
#include <stdlib.h>

const char *bench_image_path(const char *argument)
{
    const char *path = argument ? argument : getenv("SCRUBJAY_IMAGE");
    if (path && *path)
        return path;
    fprintf(stderr, "bench: name an image, or set SCRUBJAY_IMAGE\n");
    exit(2);
}

sj_image *bench_image_open(const char *path)
{
    sj_image *image;
    sj_error error;
    sj_status status = sj_image_open(path, NULL, &image, &error);
    if (status == SJ_OK)
        return image;
    fprintf(stderr, "bench: %s: %s (%s)\n", path, error.what, sj_status_str(status));
    exit(2);
}
