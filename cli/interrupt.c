/*
 * The handler sets a flag and nothing else. System calls that write are restarted, so
 * that no line is cut; the wait for input looks at the flag while signals are blocked,
 * so that none slips in between looking and waiting.
 */
#include "cli/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static const int signals[] = {SIGINT, SIGTERM};

enum { SIGNALS = sizeof signals / sizeof *signals };

static void remember(int number)
{
    caught = number;
}

void cli_interrupt_catch(void)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        struct sigaction now;
        const struct sigaction ours = {.sa_handler = remember,
                                       .sa_flags = SA_RESTART | (int)SA_RESETHAND};
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            (void)sigaction(signals[i], &ours, NULL);
    }
}

int cli_interrupted(void)
{
    return caught;
}

void cli_interrupt_block(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < SIGNALS; i++)
        sigaddset(&set, signals[i]);
    (void)pthread_sigmask(SIG_BLOCK, &set, before);
}

void cli_interrupt_allow(const sigset_t *before)
{
    (void)pthread_sigmask(SIG_SETMASK, before, NULL);
}

bool cli_wait_to_read(int fd)
{
    sigset_t before;
    struct pollfd in = {.fd = fd, .events = POLLIN};
    cli_interrupt_block(&before);
    while (!caught && ppoll(&in, 1, NULL, &before) < 0 && errno == EINTR)
        continue;
    cli_interrupt_allow(&before);
    return !caught;
}
