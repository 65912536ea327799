/*
 * The bytes are on the disk before the name is: a crash leaves the old file or the new.
 */
#include "cli/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"

enum { SUFFIX_CAP = 32 };

static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

bool cli_outfile_open(cli_outfile *out, const char *path)
{
    *out = (cli_outfile){.path = path};
    int fd;
    if (is_special(path)) {
        fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        size_t cap = strlen(path) + SUFFIX_CAP;
        out->part = cli_allocate(cap, 1);
        (void)snprintf(out->part, cap, "%s.%ld.part", path, (long)getpid());
        fd = open(out->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    out->file = fd < 0 ? NULL : fdopen(fd, "w");
    if (out->file)
        return true;
    int why = errno;
    if (fd >= 0)
        (void)close(fd);
    free(out->part);
    out->part = NULL;
    errno = why;
    return false;
}

bool cli_outfile_close(cli_outfile *out, bool keep)
{
    bool good = ferror(out->file) == 0 && fflush(out->file) == 0;
    int why = errno ? errno : EIO;
    if (good && out->part && keep && fsync(fileno(out->file)) != 0) {
        good = false;
        why = errno;
    }
    if (fclose(out->file) != 0 && good) {
        good = false;
        why = errno;
    }
    if (out->part && good && keep && rename(out->part, out->path) != 0) {
        good = false;
        why = errno;
    }
    if (out->part && !(good && keep))
        (void)unlink(out->part);
    free(out->part);
    out->part = NULL;
    errno = why;
    return good;
}
