/*
 * The first and last requests are shown and not all, as a plan may have a
 * million; both ends show whether targets and seeds are what was meant. The
 * formulas of the estimates are printed with them, since a figure of which
 * nobody knows how rough it is will be taken for a promise.
 */
#include "cmd/plan_text.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/table.h"
#include "report/words.h"

enum { TEXT_MAX = 16 * 1024 * 1024, FIRST = 5, LAST = 3 };

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* A text on one line: a prompt may have line breaks, and worse. */
static void
add_line(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		buf_putc(out,
			 (unsigned char)*s < 0x20 || *s == 0x7f ? ' ' : *s);
	buf_putc(out, '\n');
}

static void
print_head(const struct load *l, struct buf *out)
{
	const struct spec *s = &l->spec;

	buf_printf(out, "%s%s", s->name, s->purpose != NULL ? ": " : "");
	add_line(out, s->purpose != NULL ? s->purpose : "");
	buf_printf(out, "\n%llu request%s = %zu model%s x %zu sampling%s x ",
		   (unsigned long long)l->plan.ncell, plural(l->plan.ncell),
		   s->nmodel, plural(s->nmodel), s->nsampling,
		   plural(s->nsampling));
	if (s->questions != NULL)
		buf_printf(out, "%zu question%s x ", s->nvariant,
			   plural(s->nvariant));
	else
		buf_printf(out, "%zu prompt%s x %zu target%s x ", s->nvariant,
			   plural(s->nvariant), s->ntarget, plural(s->ntarget));
	buf_printf(out, "%u repeat%s\n\n", s->repeats, plural(s->repeats));
	if (s->system != NULL) {
		buf_puts(out, "system   ");
		add_line(out, s->system);
	}
	if (s->questions != NULL)
		buf_printf(out, "questions  %s\n", s->questions);
	for (size_t i = 0; i < s->nvariant; i++) {
		if (s->questions != NULL && i == 3)
			break;
		buf_printf(out, "prompt   %s (%s): ", s->variant[i].name,
			   relation_name(s->variant[i].relation));
		add_line(out, s->variant[i].text);
	}
	buf_puts(out, "targets  ");
	for (size_t i = 0; i < s->ntarget; i++) {
		if (i == 3 && s->ntarget > 5) {
			buf_puts(out, ", ...");
			i = s->ntarget - 2;
			continue;
		}
		buf_printf(out, "%s%u", i == 0 ? "" : ", ", s->target[i]);
	}
	buf_printf(out, " %s\n\n", s->unit);
}

static void
table_real(struct table *t, double x)
{
	char text[NUM_TEXT];

	num_format(text, x);
	table_text(t, isnan(x) ? "-" : text);
}

/* Columns of cost only where there is a price. */
static bool
has_price(const struct spec *s)
{
	for (size_t i = 0; i < s->nmodel; i++)
		if (!isnan(s->model[i].price_output))
			return true;
	return false;
}

static void
print_models(const struct load *l, const struct estimate_total *total,
	     struct buf *out)
{
	static const char *const heads[] = {
		"model",      "provider", "sampling",  "temperature",
		"top_p",      "requests", "tokens in", "tokens out",
		"tokens max", "cost",     "cost max",
	};
	enum { HEADS = sizeof(heads) / sizeof(heads[0]), COSTS = 2 };
	const struct spec *s = &l->spec;
	bool price = has_price(s);
	struct table t;

	table_init(&t, price ? HEADS : HEADS - COSTS);
	for (size_t i = 0; i < t.ncolumn; i++)
		table_text(&t, heads[i]);
	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct manifest_sent *sent = &l->manifest.sent[i];

		table_text(&t, sent->model);
		table_text(&t, s->model[i / s->nsampling].provider);
		table_text(&t, sent->sampling);
		table_real(&t, sent->temperature);
		table_real(&t, sent->top_p);
		table_num(&t, (double)total[i].requests, 0);
		table_num(&t, total[i].in, 0);
		table_num(&t, total[i].out, 0);
		table_num(&t, total[i].most, 0);
		if (!price)
			continue;
		table_num(&t, total[i].cost, 4);
		table_num(&t, total[i].cost_most, 4);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

/* The beginning of a text, enough to know it by. */
static const char *
shorten(const char *s, struct arena *a)
{
	enum { CHARACTERS = 32 };
	size_t n = utf8_skip(s, strlen(s), CHARACTERS);

	return s[n] == '\0' ? s : arena_printf(a, "%.*s...", (int)n, s);
}

static void
add_request(struct table *t, const struct load *l, uint64_t index)
{
	struct plan_cell c = plan_cell(&l->plan, index);
	struct estimate x;
	struct buf id;

	estimate_cell(&x, l, &c, &t->arena);
	buf_init(&id, TEXT_MAX);
	plan_id(&l->plan, &c, &id);
	table_num(t, (double)index + 1, 0);
	table_text(t, id.data);
	table_num(t, x.ask.seed < 0 ? NAN : (double)x.ask.seed, 0);
	table_num(t, x.ask.max_tokens < 0 ? NAN : (double)x.ask.max_tokens, 0);
	table_text(t, shorten(x.ask.prompt, &t->arena));
	buf_fini(&id);
}

/* The first few and the last few. */
static void
print_requests(const struct load *l, struct buf *out)
{
	static const char *const heads[] = { "request", "id", "seed",
					     "max tokens", "prompt" };
	uint64_t n = l->plan.ncell;
	struct table t;

	table_init(&t, sizeof(heads) / sizeof(heads[0]));
	for (size_t i = 0; i < t.ncolumn; i++)
		table_text(&t, heads[i]);
	for (uint64_t i = 0; i < n; i++) {
		if (i == FIRST && n > FIRST + LAST + 1) {
			table_text(&t, "...");
			for (size_t k = 1; k < t.ncolumn; k++)
				table_text(&t, "");
			i = n - LAST;
		}
		add_request(&t, l, i);
	}
	buf_putc(out, '\n');
	words_table(&t, 0, out);
	table_fini(&t);
}

static void
print_sums(const struct load *l, const struct estimate_total *all,
	   struct buf *out)
{
	const struct spec *s = &l->spec;
	double in = 0, answer = 0, most = 0, seconds;
	char time[CLOCK_STAMP];
	const char *limit;

	for (size_t i = 0; i < s->nmodel; i++) {
		in += all[i].in;
		answer += all[i].out;
		most += all[i].most;
	}
	seconds = estimate_time(s, all, &limit);
	clock_duration(time, seconds);
	buf_printf(out, "\ntokens   about %.0f in and %.0f out, at most %.0f\n",
		   in, answer, most);
	if (seconds < 1)
		buf_puts(out, "time     under a second\n");
	else
		buf_printf(out, "time     about %s, held up by %s\n", time,
			   limit);
	buf_puts(out,
		 "\nEstimates: a prompt has 1 token for each character outside "
		 "ASCII and 1 for\neach 4 others, an answer as many as the "
		 "target (1.4 x for units of words);\na request takes 1 s and "
		 "1 s for each 50 answer tokens. Budgets are kept by\nthe "
		 "upper bounds (max). Costs are in the currency of "
		 "\"price\".\n");
}

void
plan_text(const struct load *l, const struct estimate_total *total,
	  const struct estimate_total *all, struct buf *out)
{
	print_head(l, out);
	print_models(l, total, out);
	print_requests(l, out);
	print_sums(l, all, out);
}
