/*
 * Everything that is ready is taken at once, as each taking reads the journal
 * that is there; a file that came torn is found by that, and fetched again.
 */
#include "cmd/batch_job.h"
#include "cmd/take.h"

static void
add_up(struct batch_job *j, const struct batch_taken *r)
{
	struct batch_taken *t = &j->taken;

	t->lines += r->lines;
	t->ok += r->ok;
	t->answered += r->answered;
	t->failed += r->failed;
	t->passing += r->passing;
	t->over += r->over;
	t->repeated += r->repeated;
	t->known += r->known;
	t->planned = r->planned;
	t->open = r->open;
	t->first_open = r->first_open;
	reasons_merge(&t->reasons, &r->reasons);
	j->any = true;
}

/* The files that have been fetched, to be taken. */
struct came {
	size_t n;
	size_t *at;              /* in the index */
	struct batch_came *came; /* of each */
	const char **file;       /* of all, one behind the other */
	size_t nfile;
};

/* Into the journal: those from `first`, n of them. */
static int
take(struct batch_job *j, const struct came *k, const char *const *file,
     size_t nfile, size_t first, size_t n, struct err *e)
{
	struct batch_taken r;

	if (nfile > 0) {
		if (take_files(&j->load, j->dir, file, nfile, &r, e) != 0)
			return -1;
		add_up(j, &r);
	}
	for (size_t i = first; i < first + n; i++)
		if (batch_send_stage(&j->send, k->at[i], BATCH_TAKEN, e) != 0)
			return -1;
	return 0;
}

/* By itself; one that came torn is fetched once more. */
static int
take_alone(struct batch_job *j, const struct came *k, size_t i, struct err *e)
{
	struct batch_came c = k->came[i];

	if (take(j, k, c.file, c.nfile, i, 1, e) == 0)
		return 0;
	if (e->status != STATUS_INPUT ||
	    batch_send_fetch(&j->send, k->at[i], &c, e) != 0)
		return -1;
	return take(j, k, c.file, c.nfile, i, 1, e);
}

/* All at once; where that fails, one by one: what one file lacks does not keep
 * back the others. */
static int
take_all(struct batch_job *j, const struct came *k, struct err *e)
{
	struct err one;
	int bad = 0;

	if (k->n == 0 || take(j, k, k->file, k->nfile, 0, k->n, e) == 0)
		return 0;
	if (e->status != STATUS_INPUT)
		return -1;
	for (size_t i = 0; i < k->n; i++) {
		if (take_alone(j, k, i, &one) == 0)
			continue;
		err_also(e, &one, &bad);
		if (one.status != STATUS_INPUT)
			return -1;
	}
	return bad == 0 ? 0 : -1;
}

/* What is ready. */
static int
fetch_round(struct batch_job *j, struct err *e)
{
	struct arena *a = &j->load.arena;
	struct came k = {
		.at = arena_alloc(a, j->index.n * sizeof(*k.at)),
		.came = arena_alloc(a, j->index.n * sizeof(*k.came)),
		.file = arena_alloc(a, 2 * j->index.n * sizeof(*k.file)),
	};
	struct err taking;
	int rc = 0;

	for (size_t i = 0; i < j->index.n && rc == 0; i++) {
		struct batch_came *c = &k.came[k.n];

		if (!batch_job_is_out(&j->index.file[i]))
			continue;
		rc = batch_send_fetch(&j->send, i, c, e);
		if (rc != 0 || !c->ended)
			continue;
		batch_job_came(j, i, c);
		if (c->strayed)
			rc = batch_send_stage(&j->send, i, BATCH_ELSEWHERE, e);
		if (c->refused || c->strayed)
			continue;
		for (size_t f = 0; f < c->nfile; f++)
			k.file[k.nfile++] = c->file[f];
		k.at[k.n++] = i;
	}
	/* What is at hand is taken, whatever the next host says. */
	if (take_all(j, &k, &taking) != 0 && rc == 0) {
		*e = taking;
		rc = -1;
	}
	return rc;
}

int
batch_job_fetch(struct batch_job *j, struct err *e)
{
	int rc = fetch_round(j, e);

	while (rc == 0 && j->o->wait &&
	       batch_job_count(j, BATCH_SUBMITTED) > 0) {
		rc =
		    courier_rest(&j->courier, (uint64_t)(j->o->every * 1e9), e);
		if (rc == 0)
			rc = fetch_round(j, e);
	}
	if (j->any && !j->o->json) {
		batch_job_flush(j);
		take_print(&j->taken, &j->load.plan, j->dir, false);
	}
	if (rc != 0)
		return -1;
	if (batch_job_under_way(j) > 0)
		return err_set(e, STATUS_INCOMPLETE,
			       "batches still under way: %zu of %zu; lencurve "
			       "batch fetch %s again, or with --wait",
			       batch_job_under_way(j), j->index.n, j->dir);
	if (batch_job_count(j, BATCH_ELSEWHERE) > 0)
		return err_set(e, STATUS_INCOMPLETE,
			       "files whose results you are to bring: %zu of "
			       "%zu; then lencurve import %s FILE...",
			       batch_job_count(j, BATCH_ELSEWHERE), j->index.n,
			       j->dir);
	if (!j->any)
		words_wrap(&j->page, WORDS_BATCH_IDLE,
			   WORDS_ARGS(words_str("dir", j->dir)));
	return 0;
}
