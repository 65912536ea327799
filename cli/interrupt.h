/*
 * Interrupts (SIGINT, SIGTERM) that a long run answers in its own time: the first one
 * is remembered, so that the run can finish what it prints; a second one ends the
 * command at once, as without us.
 */
#ifndef SCRUBJAY_CLI_INTERRUPT_H
#define SCRUBJAY_CLI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/* Remember interrupts from now on. One that our parent had us ignore stays ignored. */
void cli_interrupt_catch(void);

/* The signal that came, 0: none. */
int cli_interrupted(void);

/* Wait until a file descriptor can be read or has ended. @return false: interrupted */
bool cli_wait_to_read(int fd);

/* Keep interrupts from the threads that are started until cli_interrupt_allow(): only
 * the main thread waits for input, so only it can be woken. */
void cli_interrupt_block(sigset_t *before);
void cli_interrupt_allow(const sigset_t *before);

#endif
