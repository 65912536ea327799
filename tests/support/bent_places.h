/*
 * Good source files of which one place is written over, or the last line end cut off;
 * and whole files that are broken. bent_check.h says what reading them must give.
 */
#ifndef SCRUBJAY_TESTS_BENT_PLACES_H
#define SCRUBJAY_TESTS_BENT_PLACES_H

enum { GOOD_FILE_CAP = 4096 };

typedef struct good_file {
    const char *name;
    char text[GOOD_FILE_CAP];
} good_file;

typedef struct bent_place {
    int base;              /* which of the test's good files */
    unsigned line, column; /* 1-based: where `bytes` are written over */
    const char *bytes;
    const char *message; /* behind the name */
} bent_place;

typedef struct broken_file {
    const char *name, *text;
    const char *message; /* behind the name */
} broken_file;

char *start_of_line(char *text, unsigned line);

/* The good file with the place written over. */
void bend_place(const good_file *good, const bent_place *place,
                char out[GOOD_FILE_CAP]);

/* The good file without its last line end. @return how many lines it has */
unsigned cut_last_line_end(const good_file *good, char out[GOOD_FILE_CAP]);

#endif
