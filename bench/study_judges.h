/*
 * study_judges: judges whose truth is known, and what is said of them.
 *
 * The simulator's judges (sim/referee.h) reply to made answers of two models
 * to 60 questions, and the replies go the way of real ones: measure/judgement,
 * verdict/judged and verdict/duels.
 */
#ifndef BENCH_STUDY_JUDGES_H
#define BENCH_STUDY_JUDGES_H

/* Both tables. */
void judges_print(void);

#endif
