/* rows: one line of results on stdout and in a CSV file. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

/* Appends to path, with a header when it is new. Exits when it cannot. */
void rows_open(const char *path);
void rows_close(void);

/*
 * what and which name the measurement; value in unit was measured, against
 * is what it is compared with, ratio the number that the target (op "<=" or
 * ">=", or "" for none) is about. NaN is an empty cell. The column "met" is
 * yes, or by how much the target is missed.
 */
void row(const char *what, const char *which, double value, const char *unit,
	 double against, double ratio, const char *op, double target);

#endif
