/*
 * study: one table of bench/STUDY.md, on stdout.
 *
 *   study TABLE [CURVES [DRAWS [NIGHTS]]]       default 5000, 500 and 1000
 *
 * Curves, nights and judges whose truth is known are drawn directly, the same
 * code that `lencurve curve`, `gate`, `invert`, `judge` and `compare` run
 * measures them, and the truth is looked up in the intervals. Processes, one
 * for each core, take rows until there are none: the numbers do not depend on
 * them.
 */
#include "bench/study.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct study_table *const tables[] = {
	&study_curves,  &study_gate,   &study_nights,  &study_shapes,
	&study_inverse, &study_judges, &study_compare,
};

/* What the processes share. */
struct shared {
	atomic_size_t next;
	max_align_t counts[];
};

/* 0, or -1 when a process did not end well. */
static int
study(const struct study_table *t, const struct study_size *size,
      struct shared *s)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int status, rc = 0;
	size_t i;

	for (long k = 0; k < (cores > 1 ? cores : 1); k++) {
		pid_t pid = fork();

		if (pid < 0)
			return -1;
		if (pid > 0)
			continue;
		while ((i = atomic_fetch_add(&s->next, 1)) < t->rows) {
			t->row(i, size, (char *)s->counts + i * t->size);
			fprintf(stderr, "%s: row %zu of %zu\n", t->name, i + 1,
				t->rows);
		}
		_exit(0);
	}
	while (wait(&status) > 0)
		if (status != 0)
			rc = -1;
	return rc;
}

static size_t
number(int argc, char **argv, int i, size_t otherwise)
{
	return i < argc ? strtoul(argv[i], NULL, 10) : otherwise;
}

int
main(int argc, char **argv)
{
	struct study_size size = { number(argc, argv, 2, 5000),
				   number(argc, argv, 3, 500),
				   number(argc, argv, 4, 1000) };
	const struct study_table *t = NULL;
	struct shared *s;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (argc > 1 && strcmp(argv[1], tables[i]->name) == 0)
			t = tables[i];
	if (t == NULL || size.curves == 0 || size.draws == 0 ||
	    size.nights == 0) {
		fprintf(stderr, "study: no such table\n");
		return 2;
	}
	s = mmap(NULL, sizeof(*s) + t->rows * t->size, PROT_READ | PROT_WRITE,
		 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s == MAP_FAILED || study(t, &size, s) < 0) {
		fprintf(stderr, "study: no table\n");
		return 1;
	}
	t->print(s->counts, &size);
	return 0;
}
