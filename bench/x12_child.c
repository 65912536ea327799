/* See x12_runs.h. */
#include "bench/x12_runs.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double wall_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double ns_of(struct timeval spent)
{
    return (double)spent.tv_sec * 1e9 + (double)spent.tv_usec * 1e3;
}

/* posix_spawn() changes no argument, whatever its type says. */
static bool start(const char *const *args, pid_t *child)
{
    static char *const nothing[] = {NULL};
    union {
        const char *const *given;
        char *const *wanted;
    } list = {.given = args};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool ok = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                               O_WRONLY, 0) == 0 &&
              posix_spawn(child, args[0], &actions, NULL, list.wanted, nothing) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return ok;
}

bool x12_child_run(const char *const *args, x12_child *out)
{
    struct rusage used;
    int status;
    pid_t child;
    double before = wall_ns();
    if (!start(args, &child) || wait4(child, &status, 0, &used) != child)
        return false;
    out->wall_ns = wall_ns() - before;
    out->cpu_ns = ns_of(used.ru_utime) + ns_of(used.ru_stime);
    out->peak_bytes = (uint64_t)used.ru_maxrss * 1024;
    out->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return out->status != 127;
}
