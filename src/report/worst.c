/*
 * samples.csv keeps no texts, so the few that are shown are looked up in the
 * journal afterwards, in one pass. The last record of a cell wins, as it does
 * when measuring; a damaged line is passed over, since a page without a
 * quotation is better than none.
 */
#include "report/worst.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "store/journal.h"

static double
miss(const struct sample *x)
{
	return fabs(x->length - x->target);
}

size_t
worst_find(const struct samples *s, struct worst w[WORST_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct sample *x = &s->sample[i];
		size_t at = n;

		if (x->outcome != OUTCOME_OK || miss(x) == 0)
			continue;
		while (at > 0 && miss(w[at - 1].sample) < miss(x))
			at--;
		if (at == WORST_MAX)
			continue;
		n += n < WORST_MAX;
		memmove(&w[at + 1], &w[at], (n - 1 - at) * sizeof(*w));
		w[at].sample = x;
	}
	for (size_t i = 0; i < n; i++) {
		buf_init(&w[i].text, WORST_PREVIEW + 1);
		w[i].cut = false;
	}
	return n;
}

void
worst_fini(struct worst *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_fini(&w[i].text);
}

static bool
answers(const struct record *r, const struct series *x, const struct sample *s)
{
	return r->target == s->target && r->repeat == s->repeat &&
	       strcmp(r->model, x->model) == 0 &&
	       strcmp(r->sampling, x->sampling) == 0 &&
	       strcmp(r->variant, x->variant) == 0;
}

/* The beginning of the text, cut between characters. */
static void
keep(struct worst *w, const struct record *r)
{
	size_t n = utf8_cut(r->text, r->text_len, WORST_PREVIEW);

	buf_reset(&w->text);
	buf_add(&w->text, r->text, n);
	w->cut = n < r->text_len;
}

void
worst_read(struct worst *w, size_t n, const struct samples *s, const char *dir)
{
	struct journal_reader *jr;
	struct record r;
	struct err e;
	int rc;

	jr = journal_read_open(dir, &e);
	if (jr == NULL)
		return;
	while ((rc = journal_read(jr, &r, &e)) != 0) {
		if (rc < 0 && e.status != STATUS_INPUT)
			break;
		/* What failed later on has no text to show. */
		if (rc != 1 || r.outcome != OUTCOME_OK)
			continue;
		for (size_t i = 0; i < n; i++)
			if (answers(&r, &s->series[w[i].sample->series],
				    w[i].sample))
				keep(&w[i], &r);
	}
	journal_read_close(jr);
}
