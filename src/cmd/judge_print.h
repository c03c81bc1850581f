/*
 * judge_print: what the judges of a run say, on stdout.
 */
#ifndef CMD_JUDGE_PRINT_H
#define CMD_JUDGE_PRINT_H

#include <stdbool.h>

#include "base/err.h"

/*
 * The judge of the run in dir whose directory is path; its scores are written
 * there as a file, too.
 * STATUS_INCOMPLETE where not one judgement says something.
 */
int judge_print(const char *dir, const char *path, bool json, struct err *e);

/* Every judge of the run: those that score, how they agree, those of pairs.
 * JSON of one judge is its object; of several it has them as "judges". */
int judge_print_all(const char *dir, bool json, struct err *e);

#endif
