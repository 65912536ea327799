/*
 * Small invented 837 files in which every claim has its own codes, dates, charges,
 * providers and people, so that a value tells whose it is. Eight claims in two
 * transactions: 1 and 2 under one subscriber; 3, 4 and 5 under patients of another, of
 * whom only the last has a birth day; 6 and 7 of another billing provider; 8 in the
 * second transaction. Before 4 and 8 stand people without any claim.
 */
#ifndef SCRUBJAY_TESTS_CLAIMS_837_SMALL_H
#define SCRUBJAY_TESTS_CLAIMS_837_SMALL_H

#include <scrubjay/scrubjay.h>

enum { SMALL_837_CLAIMS = 8, SMALL_837_CAP = 1 << 13, SMALL_837_VALUES = 512 };

typedef struct small_837_style {
    sj_claim_type type;
    char element, component, terminator;
    const char *breaks; /* behind each terminator: "", "\n", "\r\n" */
    bool is_4010;
} small_837_style;

/* What a value of a claim is. */
typedef enum small_837_kind {
    SMALL_TEXT,  /* codes, control numbers, providers: any part of a text tells */
    SMALL_WHOLE, /* short texts: only the whole tells */
    SMALL_DAY,
    SMALL_AMOUNT
} small_837_kind;

typedef struct small_837 {
    small_837_style style;
    char text[SMALL_837_CAP];
    size_t len;
    unsigned segments; /* of the open transaction */
    struct {
        small_837_kind kind;
        char text[24];
        size_t len;
        sj_date day;
        double amount;
        unsigned owners; /* bits 1 << claim, from 1; 0: of nobody */
    } values[SMALL_837_VALUES];
    unsigned value_count;
} small_837;

/* Separators and line breaks as most files have them. */
small_837_style small_837_usual(sj_claim_type type);

void small_837_make(small_837_style style, small_837 *out);

/* Claims that may hold a value, as bits; all bits when it is no value of any. */
unsigned small_837_text_owners(const small_837 *file, sj_str text);
unsigned small_837_whole_owners(const small_837 *file, sj_str text);
unsigned small_837_day_owners(const small_837 *file, sj_date day);
unsigned small_837_amount_owners(const small_837 *file, double amount);

/* Claims that may hold everything this claim holds: none when it holds values of
 * different claims. */
unsigned small_837_claim_owners(const small_837 *file, const sj_x12_item *item);

#endif
