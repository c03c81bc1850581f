/*
 * The manifest is written last: a directory that has one has its files, and
 * one that was broken off is begun again.
 */
#include "cmd/plan_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "report/words.h"
#include "run/batch_write.h"
#include "store/journal.h"

enum { LISTED = 20 /* files and their parameters */ };

const struct opt_words plan_batch_hosts = { .at = batch_name };

/* Whether a model has several files because their parameters differ. */
static bool
in_sets(const struct batch_index *x, size_t from)
{
	for (size_t i = from; i < x->n; i++) {
		const struct batch_file *f = &x->file[i], *g = &x->file[from];

		while (strcmp(g->model, f->model) != 0)
			g++; /* the first of its model */
		if (f->beside != NULL && g->beside != NULL &&
		    strcmp(f->beside, g->beside) != 0)
			return true;
	}
	return false;
}

static void
say(const struct batch_index *x, size_t from, const struct batch_host *h,
    const char *dir)
{
	uint64_t lines = 0, bytes = 0;
	struct buf page;
	size_t n = x->n - from;

	for (size_t i = from; i < x->n; i++) {
		lines += x->file[i].lines;
		bytes += x->file[i].bytes;
	}
	buf_init(&page, CMD_PAGE_MAX);
	words_wrap(
	    &page, n > 0 ? WORDS_BATCH_PLANNED : WORDS_BATCH_NOTHING,
	    WORDS_ARGS(
		words_count("lines", lines), words_count("n", n),
		words_str("first", n > 0 ? x->file[from].file : NULL),
		words_str("last", n > 1 ? x->file[x->n - 1].file : NULL),
		words_count("bytes", bytes), words_str("dir", dir),
		words_str("remote", h->remote != BATCH_BY_HAND ? dir : NULL)));
	for (size_t i = from; i < x->n && n <= LISTED; i++)
		if (x->file[i].beside != NULL)
			words_wrap(
			    &page, WORDS_BATCH_BESIDE,
			    WORDS_ARGS(words_str("file", x->file[i].file),
				       words_str("json", x->file[i].beside)));
	if (in_sets(x, from))
		words_wrap(&page, WORDS_BATCH_SETS,
			   WORDS_ARGS(words_str("dir", dir)));
	cmd_page(&page, false);
}

/* Headers and query strings belong to a request of its own. */
static void
warn_headers(const struct spec *s)
{
	for (size_t i = 0; i < s->nmodel; i++)
		if (s->model[i].headers != NULL ||
		    s->model[i].nheader_env > 0 || s->model[i].query != NULL)
			cmd_say(
			    stderr,
			    "lencurve plan: model \"%s\": its \"headers\" "
			    "and \"query\" do not go into a batch's lines\n",
			    s->model[i].name);
}

static int
write_files(struct load *l, const char *dir, const struct batch_host *host,
	    const struct ledger *ledger, struct batch_index *x, struct err *e)
{
	struct batch_write b = { .host = host,
				 .plan = &l->plan,
				 .sent = l->manifest.sent,
				 .ledger = ledger,
				 .dir = dir };

	warn_headers(&l->spec);
	return batch_write(&b, x, &l->arena, e);
}

int
plan_batch_new(struct load *l, const char *host, const char *dir, struct err *e)
{
	struct batch_index x = { .n = 0 };
	int rc;

	if (file_exists(arena_printf(&l->arena, "%s/manifest.json", dir)) ||
	    journal_exists(dir))
		return err_set(e, STATUS_INPUT,
			       "%s is a run directory already; lencurve plan "
			       "--missing %s writes what is still open, or "
			       "choose another with -o",
			       dir, dir);
	rc = write_files(l, dir, batch_find(host), NULL, &x, e);
	if (rc == 0)
		rc = manifest_write(dir, &l->plan, &l->manifest, e);
	if (rc == 0)
		say(&x, 0, batch_find(host), dir);
	batch_index_free(&x);
	return rc;
}

static int
missing(struct load *l, const char *dir, const char *name,
	struct batch_index *x, struct err *e)
{
	const struct batch_host *host;
	struct ledger g = { .cell = NULL };
	bool any;
	size_t from;
	int rc = 0;

	if (load_dir(l, dir, e) != 0 || batch_index_idle(dir, e) != 0 ||
	    batch_index_read(dir, x, &l->arena, e) != 0)
		return -1;
	from = x->n;
	if (name == NULL && from == 0)
		return err_set(e, STATUS_INPUT,
			       "%s has no batch files yet; say for which host "
			       "with --batch",
			       dir);
	host = batch_find(name != NULL ? name : x->file[from - 1].host);
	any = journal_exists(dir);
	if (any)
		rc = ledger_look(&g, &l->plan, dir, e);
	if (rc == 0)
		rc = write_files(l, dir, host, any ? &g : NULL, x, e);
	ledger_close(&g);
	if (rc == 0)
		say(x, from, host, dir);
	return rc;
}

int
plan_batch_missing(const char *dir, const char *host, struct err *e)
{
	struct batch_index x = { .n = 0 };
	struct load l = { .plan = { .ncell = 0 } };
	char path[4096];
	int lock = -1, rc = 0;

	arena_init(&l.arena);
	snprintf(path, sizeof(path), "%s/batch", dir);
	if (file_exists(path))
		rc = lock = batch_index_lock(dir, e);
	if (rc >= 0)
		rc = missing(&l, dir, host, &x, e);
	batch_index_unlock(lock);
	batch_index_free(&x);
	load_fini(&l);
	return rc;
}
