/*
 * An image for tests of the edits on single lines: HCPCS with terms and coverage, lists
 * of every kind that a user may bring, a fee schedule of all indicators. Claims are
 * those of line_kit.h.
 */
#ifndef SCRUBJAY_TESTS_SINGLE_LINE_KIT_H
#define SCRUBJAY_TESTS_SINGLE_LINE_KIT_H

#include "tests/support/line_kit.h"

/*
 * HCPCS from 2015-01-01 to 2018-12-31: A4466 to 2016-12-31, G9701, G9702 I, G9703 M,
 * G9704 S, G9705 C, G9706 on the NOC list, G9707 from 2016-07-01, the fee schedule's
 * G9711 to G9717; modifiers, JF from 2015-04-01 to 2015-06-30, GA and TC to 2016-06-30,
 * L1 to 2016-12-31, ZA to 2018-03-31. The rest from 2015-01-01 on: CPT 9970T, 9971T to
 * 2016-12-31; numeric modifiers; POS 11, 02 from 2017-01-01; revenue codes 0022, 0450;
 * bill types 111, 131. Fee schedule of 2016.
 */
bool single_line_open(sample *out);

#endif
