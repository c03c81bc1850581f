/*
 * sweep_task: what bench_sweep measures, each in a child process: the whole
 * path of a sweep, and the bare loop beside it.
 */
#ifndef BENCH_SWEEP_TASK_H
#define BENCH_SWEEP_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "store/journal.h"

/* What a child measured of itself. */
struct cost {
	double wall_s, cpu_s, peak_mib;
	int ok;
};

struct task {
	int (*work)(const struct task *t); /* 0: it was done in full */
	unsigned n, c, port;
	const char *ca; /* CA file: https */
	bool debian;    /* bare loop: the CA path as libcurl has it */
	bool apart;     /* the server answers later */
	enum journal_sync sync;
};

/* Where journals go; made by task_open, removed by task_close. */
extern char task_scratch[64];
void task_open(void);
void task_close(void);
void task_unlink_journal(void);

/* CPU of this process so far. */
double task_cpu_seconds(void);

/* Do the work in a child; the benchmark ends when it fails. */
struct cost task_measure(const struct task *t);

/* The two loops as work, and measured. */
int task_whole_path(const struct task *t);
int task_bare_loop(const struct task *t);
struct cost task_whole(const struct task *t);
struct cost task_bare(const struct task *t);

/* The sweep of a whole path: n cells of 100 targets when that is even. */
void task_sweep(char *out, size_t size, const struct task *t);

/* JSON of so many bytes, as an OpenAI-compatible server answers. */
const char *task_answer(size_t size);

/* bench_sweep's parts that need no server (sweep_local.c). */
void local_parse(void);
void local_journal(void);

#endif
