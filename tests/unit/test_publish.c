/*
 * Publishing a file: whole or not at all, and the old one untouched until then.
 */
#include "gen/build/build.h"
#include "gen/model/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64], target[96];

static int open_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/sjpublishXXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(target, sizeof target, "%s/image.sjay", folder);
    return 0;
}

/* Files in the folder; removes them when told to. */
static size_t files_in_folder(bool remove_them)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        if (e->d_name[0] == '.')
            continue;
        n++;
        if (remove_them)
            unlinkat(dirfd(d), e->d_name, 0);
    }
    closedir(d);
    return n;
}

static int close_folder(void **state)
{
    (void)state;
    files_in_folder(true);
    return rmdir(folder);
}

static bool publish_text(const char *path, const char *text)
{
    gen_report report;
    gen_report_init(&report, false);
    bool ok = gen_publish(path, (const uint8_t *)text, strlen(text), &report);
    assert_int_equal(report.errors, ok ? 0 : 1);
    gen_report_free(&report);
    return ok;
}

/* Nothing can be published there, and this is the reason. */
static void expect_refusal(const char *path, const char *reason)
{
    gen_report report;
    gen_report_init(&report, false);
    assert_false(gen_publish(path, (const uint8_t *)"x", 1, &report));
    assert_int_equal(report.count, 1);
    assert_memory_equal(report.messages[0].text, path, strlen(path));
    assert_string_equal(report.messages[0].text + strlen(path), reason);
    gen_report_free(&report);
}

static void assert_target_holds(const char *text)
{
    char read_back[64] = "";
    FILE *f = fopen(target, "rb");
    assert_non_null(f);
    size_t n = fread(read_back, 1, sizeof read_back - 1, f);
    fclose(f);
    assert_int_equal(n, strlen(text));
    assert_memory_equal(read_back, text, n);
}

static void a_file_is_replaced_whole_and_nothing_else_stays(void **state)
{
    (void)state;
    assert_true(publish_text(target, "old"));
    assert_true(publish_text(target, "the new one"));
    assert_target_holds("the new one");
    assert_int_equal(files_in_folder(false), 1);
}

static void a_reader_of_the_old_file_keeps_it(void **state)
{
    (void)state;
    assert_true(publish_text(target, "old"));
    int fd = open(target, O_RDONLY);
    assert_true(publish_text(target, "new"));
    char text[4] = "";
    assert_int_equal(read(fd, text, 3), 3);
    close(fd);
    assert_string_equal(text, "old");
}

static void the_permissions_of_the_old_file_stay(void **state)
{
    (void)state;
    struct stat st;
    assert_true(publish_text(target, "old"));
    assert_int_equal(chmod(target, 0640), 0);
    assert_true(publish_text(target, "new"));
    assert_int_equal(stat(target, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void where_no_file_can_be_put_is_refused_with_the_reason(void **state)
{
    (void)state;
    char missing[128], far[PATH_MAX + 2];
    snprintf(missing, sizeof missing, "%s/nowhere/image.sjay", folder);
    memset(far, 'x', sizeof far - 1);
    far[sizeof far - 1] = '\0';
    expect_refusal(folder, ": is not a regular file");
    expect_refusal(missing, ": cannot be written: No such file or directory");
    expect_refusal(far, ": the path is too long");
    assert_int_equal(files_in_folder(false), 0);
}

/* In a process of its own: publish `size` bytes, under a limit on file sizes if any. */
static pid_t publish_apart(size_t size, rlim_t limit)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    if (limit > 0) {
        struct rlimit r = {limit, limit};
        signal(SIGXFSZ, SIG_IGN); /* writes then fail with EFBIG, as on a full disk */
        setrlimit(RLIMIT_FSIZE, &r);
    }
    gen_report report;
    gen_report_init(&report, false);
    _exit(gen_publish(target, gen_alloc(size), size, &report) ? 0 : 3);
}

static void a_write_that_fails_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    int status;
    assert_true(publish_text(target, "old"));
    pid_t pid = publish_apart(1 << 20, 1 << 16);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    assert_target_holds("old");
    assert_int_equal(files_in_folder(false), 1);
}

/* Send a signal once the temporary file is there. @return false if it came too late */
static bool interrupt(int number)
{
    int status;
    pid_t pid = publish_apart((size_t)400 << 20, 0);
    while (files_in_folder(false) < 2 && waitpid(pid, &status, WNOHANG) == 0)
        usleep(100);
    kill(pid, number);
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == number;
}

static void an_interrupt_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < 3; i++) {
        assert_true(publish_text(target, "old"));
        assert_true(interrupt(numbers[i]));
        assert_target_holds("old");
        assert_int_equal(files_in_folder(false), 1);
    }
}

static void a_kill_leaves_the_old_file(void **state)
{
    (void)state;
    assert_true(publish_text(target, "old"));
    assert_true(interrupt(SIGKILL));
    assert_target_holds("old");
}

#define IN_A_FOLDER(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_file_is_replaced_whole_and_nothing_else_stays),
        IN_A_FOLDER(a_reader_of_the_old_file_keeps_it),
        IN_A_FOLDER(the_permissions_of_the_old_file_stay),
        IN_A_FOLDER(where_no_file_can_be_put_is_refused_with_the_reason),
        IN_A_FOLDER(a_write_that_fails_leaves_the_old_file_and_nothing_else),
        IN_A_FOLDER(an_interrupt_leaves_the_old_file_and_nothing_else),
        IN_A_FOLDER(a_kill_leaves_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
