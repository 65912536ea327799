/*
 * Running the command by posix_spawn. Streams go through files, not pipes, so that no
 * amount of output can block; a terminal is read while the command runs.
 */
#include "tests/support/command.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void require(bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "command.c: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void *allocate(size_t size)
{
    void *p = malloc(size ? size : 1);
    require(p != NULL, "malloc");
    return p;
}

/* ---- streams --------------------------------------------------------------------- */

static int open_temporary(void)
{
    FILE *file = tmpfile();
    require(file != NULL, "tmpfile");
    int fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 10);
    require(fd >= 0, "dup");
    fclose(file);
    return fd;
}

static int open_pipe_without_reader(void)
{
    int ends[2];
    require(pipe2(ends, O_CLOEXEC) == 0, "pipe");
    close(ends[0]);
    return ends[1];
}

/* The slave end for the command; the master for us. */
static int open_terminal(int *master)
{
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    require(*master >= 0 && grantpt(*master) == 0 && unlockpt(*master) == 0,
            "posix_openpt");
    int slave = open(ptsname(*master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    require(slave >= 0, "pseudo terminal");
    return slave;
}

/* @return what the command gets, or -1: nothing; `kept` is what we read back, or -1 */
static int open_stream(command_stream kind, int *kept)
{
    *kept = -1;
    switch (kind) {
    case STREAM_NO_READER:
        return open_pipe_without_reader();
    case STREAM_FULL:
        return open("/dev/full", O_WRONLY | O_CLOEXEC);
    case STREAM_CLOSED:
        return -1;
    case STREAM_TERMINAL:
        return open_terminal(kept);
    case STREAM_KEPT:
        break;
    }
    *kept = open_temporary();
    return fcntl(*kept, F_DUPFD_CLOEXEC, 10);
}

static void write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        require(n > 0, "write");
        bytes += n;
        len -= (size_t)n;
    }
}

/* All that comes from a file or, until its last user closes it, from a terminal. */
static char *read_all(int fd, size_t *len)
{
    size_t cap = 4096;
    char *bytes = allocate(cap);
    *len = 0;
    for (;;) {
        if (cap - *len < 2) {
            bytes = realloc(bytes, cap *= 2);
            require(bytes != NULL, "realloc");
        }
        ssize_t n = read(fd, bytes + *len, cap - *len - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) /* a terminal ends with EIO */
            break;
        *len += (size_t)n;
    }
    bytes[*len] = '\0';
    return bytes;
}

static char *read_back(int fd, size_t *len)
{
    *len = 0;
    if (fd < 0)
        return strdup("");
    (void)lseek(fd, 0, SEEK_SET); /* a terminal has no position */
    char *bytes = read_all(fd, len);
    close(fd);
    return bytes;
}

/* ---- running --------------------------------------------------------------------- */

enum { ARGS_MAX = 32 };

static void arrange(posix_spawn_file_actions_t *actions, int fd, int number)
{
    require((fd < 0 ? posix_spawn_file_actions_addclose(actions, number)
                    : posix_spawn_file_actions_adddup2(actions, fd, number)) == 0,
            "file actions");
}

static void arrange_signals(posix_spawnattr_t *attributes, bool pipe_ignored)
{
    sigset_t set;
    sigemptyset(&set);
    require(posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF |
                                                     POSIX_SPAWN_SETSIGMASK) == 0 &&
                posix_spawnattr_setsigmask(attributes, &set) == 0,
            "spawn attributes");
    if (!pipe_ignored)
        sigaddset(&set, SIGPIPE);
    require(posix_spawnattr_setsigdefault(attributes, &set) == 0, "spawn attributes");
}

static pid_t start(const command *what, const int fds[3])
{
    char *args[ARGS_MAX + 2] = {(char *)what->program};
    char *none[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child;

    for (size_t i = 0; i < ARGS_MAX && what->args[i]; i++)
        args[i + 1] = (char *)what->args[i];
    require(posix_spawn_file_actions_init(&actions) == 0 &&
                posix_spawnattr_init(&attributes) == 0,
            "spawn");
    for (int i = 0; i < 3; i++)
        arrange(&actions, fds[i], i);
    arrange_signals(&attributes, what->pipe_ignored);
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    errno = posix_spawn(&child, what->program, &actions, &attributes, args,
                        what->variables ? (char **)what->variables : none);
    require(errno == 0, what->program);
    signal(SIGPIPE, before);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

void command_run(const command *what, command_result *result)
{
    int fds[3], kept_out, kept_err, status;
    char *seen = NULL;

    fds[0] = what->input_is_folder ? open("/", O_RDONLY | O_CLOEXEC) : open_temporary();
    if (what->input)
        write_all(fds[0], what->input,
                  what->input_len ? what->input_len : strlen(what->input));
    require(fds[0] >= 0 && lseek(fds[0], 0, SEEK_SET) == 0, "standard input");
    fds[1] = open_stream(what->out, &kept_out);
    fds[2] = open_stream(what->err, &kept_err);
    pid_t child = start(what, fds);
    for (int i = 0; i < 3; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    /* A terminal has to be read before its last user is gone. */
    if (what->err == STREAM_TERMINAL) {
        seen = read_all(kept_err, &result->err_len);
        close(kept_err);
    }
    require(waitpid(child, &status, 0) == child, "waitpid");
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result->out = read_back(kept_out, &result->out_len);
    result->err = seen ? seen : read_back(kept_err, &result->err_len);
}

void command_result_free(command_result *result)
{
    free(result->out);
    free(result->err);
    result->out = result->err = NULL;
}

/* ---- files ----------------------------------------------------------------------- */

char *folder_create(void)
{
    const char *below = getenv("TMPDIR");
    char *folder = path_in(below && below[0] ? below : "/tmp", "scrubjay-test-XXXXXX");
    require(mkdtemp(folder) != NULL, folder);
    return folder;
}

void folder_remove(char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *path = path_in(folder, entry->d_name);
        (void)unlink(path);
        free(path);
    }
    if (dir)
        closedir(dir);
    (void)rmdir(folder);
    free(folder);
}

char *path_in(const char *folder, const char *name)
{
    size_t len = strlen(folder) + strlen(name) + 2;
    char *path = allocate(len);
    (void)snprintf(path, len, "%s/%s", folder, name);
    return path;
}

void write_file(const char *folder, const char *name, const void *bytes, size_t len)
{
    char *path = path_in(folder, name);
    FILE *file = fopen(path, "wb");
    require(file != NULL, path);
    require(fwrite(bytes, 1, len, file) == len && fclose(file) == 0, path);
    free(path);
}

char *read_file(const char *folder, const char *name, size_t *len)
{
    char *path = path_in(folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    *len = 0;
    if (fd < 0)
        return NULL;
    char *bytes = read_all(fd, len);
    close(fd);
    return bytes;
}

void write_order_file(const char *folder, const char *name, const order_row *rows)
{
    char *path = path_in(folder, name);
    FILE *file = fopen(path, "wb");
    require(file != NULL, path);
    for (int i = 0; rows[i].code; i++)
        fprintf(file, "%05d %-7s %d %-60s %s\r\n", i + 1, rows[i].code,
                rows[i].billable, rows[i].short_text,
                rows[i].long_text ? rows[i].long_text : rows[i].short_text);
    require(!ferror(file) && fclose(file) == 0, path);
    free(path);
}
