/*
 * Puts a file in place whole or not at all: written beside its target, synced, renamed,
 * the folder synced. A reader sees the old file or the new one; a crash or an interrupt
 * leaves the old one, and at worst nothing but what the kernel had not yet dropped.
 */
#include "gen/build/build.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/model/memory.h"

/* The temporary file while there is one: removed if the process is interrupted. */
static char pending[PATH_MAX];

static void remove_pending(int number)
{
    if (pending[0] != '\0')
        unlink(pending);
    signal(number, SIG_DFL);
    raise(number);
}

static const int interrupts[] = {SIGINT, SIGTERM, SIGHUP};
enum { INTERRUPTS = sizeof interrupts / sizeof *interrupts };

static void guard(struct sigaction before[INTERRUPTS])
{
    struct sigaction action = {.sa_handler = remove_pending};
    for (int i = 0; i < INTERRUPTS; i++) {
        sigaction(interrupts[i], NULL, &before[i]);
        if (before[i].sa_handler == SIG_DFL)
            sigaction(interrupts[i], &action, NULL);
    }
}

static void unguard(const struct sigaction before[INTERRUPTS])
{
    for (int i = 0; i < INTERRUPTS; i++)
        sigaction(interrupts[i], &before[i], NULL);
    pending[0] = '\0';
}

static bool write_all(int fd, const uint8_t *data, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            data += n;
            size -= (size_t)n;
        }
    }
    return true;
}

/* Permissions of a new file under the process's umask, or those of the one replaced. */
static mode_t mode_for(const char *path)
{
    struct stat old;
    if (stat(path, &old) == 0)
        return old.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL   ? gen_strdup(".")
                   : slash == path ? gen_strdup("/")
                                   : gen_strndup(path, (size_t)(slash - path));
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return false;
    /* Some file systems cannot sync a folder; they have nothing to lose by it. */
    bool ok = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
    close(fd);
    return ok;
}

static bool write_and_rename(const char *path, int fd, const uint8_t *data, size_t size)
{
    bool ok =
        write_all(fd, data, size) && fchmod(fd, mode_for(path)) == 0 && fsync(fd) == 0;
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && rename(pending, path) != 0) {
        ok = false;
        why = errno;
    }
    if (!ok)
        unlink(pending);
    errno = why;
    return ok;
}

bool gen_publish(const char *path, const uint8_t *data, size_t size, gen_report *report)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        gen_report_add(report, GEN_ERROR, path, 0, "is not a regular file");
        return false;
    }
    if (strlen(path) + sizeof ".XXXXXX" > sizeof pending) {
        gen_report_add(report, GEN_ERROR, path, 0, "the path is too long");
        return false;
    }
    struct sigaction before[INTERRUPTS];
    guard(before);
    strcpy(pending, path);
    strcat(pending, ".XXXXXX");
    int fd = mkstemp(pending);
    bool ok = fd >= 0;
    if (!ok)
        pending[0] = '\0';
    ok = ok && write_and_rename(path, fd, data, size);
    int why = errno;
    unguard(before);
    if (ok && !sync_folder(path)) {
        why = errno;
        ok = false;
    }
    if (!ok)
        gen_report_add(report, GEN_ERROR, path, 0, "cannot be written: %s",
                       strerror(why));
    return ok;
}
