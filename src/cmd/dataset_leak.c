/*
 * dataset leak: all of the test set first, then the training data go by, since
 * the test set is the small one and is what has to be in memory.
 */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "cmd/progress.h"
#include "dataset/leak.h"
#include "report/dataset_show.h"

struct leaking {
	struct leak *leak;
	struct arena arena;
	struct leak_row *row;
	size_t n, cap;
	uint64_t records; /* of the training data */
	struct progress progress;
};

static void
leaked(void *ctx, const struct leak_row *x)
{
	struct leaking *l = ctx;
	struct leak_row *to;

	l->row = mem_grow(l->row, l->n, &l->cap, sizeof(*l->row));
	to = &l->row[l->n++];
	*to = *x;
	to->text = arena_strndup(&l->arena, x->text, x->text_n);
}

static int
read_all(struct leaking *l, const char *path, const char *encoding, bool test,
	 struct err *e)
{
	struct dataset *d = dataset_open(path, encoding, e);
	struct dataset_record r;
	int rc;

	if (d == NULL)
		return -1;
	while ((rc = dataset_next(d, &r, e)) > 0) {
		if (test)
			leak_test(l->leak, &r);
		else
			leak_train(l->leak, &r, leaked, l);
		l->records += !test;
		progress_records(&l->progress, r.number, NAN);
	}
	progress_end(&l->progress);
	dataset_close(d);
	return rc;
}

int
dataset_leak(const struct dataset_opts *o, char **args, struct err *e)
{
	struct leaking l = { .leak = leak_new() };
	struct dataset_show_leak f = { args[0], args[1], 0, 0, 0 };
	struct buf out;
	int rc = -1;

	progress_init(&l.progress, false);
	arena_init(&l.arena);
	buf_init(&out, CMD_RECORDS_MAX);
	if (read_all(&l, args[0], o->encoding, true, e) == 0 &&
	    read_all(&l, args[1], o->encoding, false, e) == 0) {
		f.questions = leak_questions(l.leak);
		f.leaked = leak_leaked(l.leak);
		f.records = l.records;
		dataset_show_leaks(&f, l.row, l.n, o->json, &out);
		if (o->json)
			cmd_print_data(&out);
		else
			cmd_print(&out);
		rc = f.leaked > 0 ? STATUS_GATE : STATUS_OK;
	}
	buf_fini(&out);
	free(l.row);
	arena_fini(&l.arena);
	leak_free(l.leak);
	return rc;
}
