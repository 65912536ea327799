/*
 * The built `scrubjay` command run as its users run it, without a shell: arguments and
 * standard input in; standard output, standard error and exit status out. And a folder
 * of one's own with small releases to compile. No cmocka here; what cannot be set up
 * ends the test program with a message.
 */
#ifndef SCRUBJAY_TESTS_COMMAND_H
#define SCRUBJAY_TESTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Where a stream of the command leads instead of where it can be read back. */
typedef enum command_stream {
    STREAM_KEPT = 0,
    STREAM_NO_READER, /* a pipe whose reading end is closed */
    STREAM_FULL,      /* /dev/full: no space left on the device */
    STREAM_CLOSED,    /* no such file descriptor */
    STREAM_TERMINAL,  /* a pseudo terminal; read back */
} command_stream;

typedef struct command {
    const char *program;          /* path of the built command */
    const char *const *args;      /* behind the program's name, ended by NULL */
    const char *input;            /* on standard input; NULL: empty */
    size_t input_len;             /* 0: strlen(input) */
    const char *const *variables; /* NAME=value, ended by NULL; NULL: none */
    command_stream out, err;
    bool input_is_folder; /* standard input cannot be read */
    bool pipe_ignored;    /* started with SIGPIPE ignored, as some parents do */
} command;

typedef struct command_result {
    int status;      /* exit status, or 128 + signal */
    char *out, *err; /* NUL-terminated; "" of a stream that was not kept */
    size_t out_len, err_len;
} command_result;

void command_run(const command *what, command_result *result);
void command_result_free(command_result *result);

/* A new folder below the temporary one, removed by folder_remove() with all files in
 * it. */
char *folder_create(void);
void folder_remove(char *folder);

/* "folder/name", to be freed. */
char *path_in(const char *folder, const char *name);
void write_file(const char *folder, const char *name, const void *bytes, size_t len);
/* The bytes of a file, NUL-terminated, to be freed; NULL when there is no such file. */
char *read_file(const char *folder, const char *name, size_t *len);

/* One row of an order file. */
typedef struct order_row {
    const char *code;
    int billable;
    const char *short_text, *long_text;
} order_row;

/* An order file in the layout of CMS, rows ended by one without a code. */
void write_order_file(const char *folder, const char *name, const order_row *rows);

#endif
