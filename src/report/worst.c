/*
 * samples.csv keeps no texts, so the few that are shown are looked up beside
 * its rows afterwards. What cannot be read is passed over, since a page
 * without a quotation is better than none.
 */
#include "report/worst.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "measure/texts.h"

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

/* The beginning of the text, cut between characters. */
static void
keep(struct worst *w, const struct texts_answer *a)
{
	size_t n = utf8_cut(a->text, a->text_len, WORST_PREVIEW);

	buf_add(&w->text, a->text, n);
	w->cut = n < a->text_len;
}

void
worst_read(struct worst *w, size_t n, const struct samples *s, const char *dir,
	   const struct spec_known *k)
{
	const struct texts_answer *a;
	struct err ignored;
	struct texts *t = texts_open(dir, k, &ignored);

	for (size_t row = 0, found = 0; t != NULL && found < n && row < s->n;
	     row++) {
		size_t i = 0;

		while (i < n && w[i].sample != &s->sample[row])
			i++;
		if ((i < n ? texts_next : texts_pass)(t, &a, &ignored) != 1)
			break;
		if (i == n)
			continue;
		keep(&w[i], a);
		found++;
	}
	texts_close(t);
}
