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
#include "base/utf8.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "report/shown.h"
#include "report/words.h"

enum { TEXT_MAX = 16 * 1024 * 1024, FIRST = 5, LAST = 3, SHOWN = 3 };

/* A text on one line: a prompt may have line breaks, and worse. */
static const char *
on_line(const char *s, struct arena *a)
{
	char *line = arena_strdup(a, s);

	for (char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	return line;
}

/* A row of the table of words on a line of its own. */
static void
say(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	words_say(out, id, arg);
	buf_putc(out, '\n');
}

/* "5, 10, 15, ..., 695, 700" */
static void
list_targets(const struct spec *s, struct buf *out)
{
	for (size_t i = 0; i < s->ntarget; i++) {
		if (i == 3 && s->ntarget > 5) {
			buf_puts(out, ", ...");
			i = s->ntarget - 2;
			continue;
		}
		buf_printf(out, "%s%u", i == 0 ? "" : ", ", s->target[i]);
	}
}

static void
print_size(const struct load *l, struct buf *out)
{
	const struct spec *s = &l->spec;
	double asked = s->questions != NULL ? (double)s->nvariant : NAN;

	say(out, WORDS_PLAN_SIZE,
	    WORDS_ARGS(words_count("n", l->plan.ncell),
		       words_count("models", s->nmodel),
		       words_count("samplings", s->nsampling),
		       words_fixed("questions", asked, 0),
		       words_fixed("prompts",
				   isnan(asked) ? (double)s->nvariant : NAN, 0),
		       words_fixed("targets",
				   isnan(asked) ? (double)s->ntarget : NAN, 0),
		       words_count("repeats", s->repeats)));
}

static void
print_head(const struct load *l, struct buf *out)
{
	const struct spec *s = &l->spec;
	struct buf list;
	struct arena a;

	arena_init(&a);
	buf_init(&list, TEXT_MAX);
	say(out, WORDS_PLAN_HEAD,
	    WORDS_ARGS(words_str("name", s->name),
		       words_str("purpose", s->purpose != NULL
						? on_line(s->purpose, &a)
						: NULL)));
	buf_putc(out, '\n');
	print_size(l, out);
	buf_putc(out, '\n');
	if (s->system != NULL)
		say(out, WORDS_PLAN_SYSTEM,
		    WORDS_ARGS(words_str("text", on_line(s->system, &a))));
	if (s->questions != NULL)
		say(out, WORDS_PLAN_QUESTIONS,
		    WORDS_ARGS(words_str("text", s->questions)));
	for (size_t i = 0;
	     i < s->nvariant && (s->questions == NULL || i < SHOWN); i++)
		say(out, WORDS_PLAN_PROMPT,
		    WORDS_ARGS(
			words_str("name", s->variant[i].name),
			words_str("relation",
				  relation_name(s->variant[i].relation)),
			words_str("text", on_line(s->variant[i].text, &a))));
	list_targets(s, &list);
	say(out, WORDS_PLAN_TARGETS,
	    WORDS_ARGS(words_str("list", buf_text(&list)),
		       words_str("unit", s->unit)));
	buf_putc(out, '\n');
	buf_fini(&list);
	arena_fini(&a);
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

/* A model at a sampling. Estimates are whole tokens. */
struct row {
	const char *model, *provider, *sampling;
	double temperature, top_p;
	uint64_t requests;
	double in, out, most, cost, cost_most;
};

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct row, member, __VA_ARGS__)

static const struct field row_fields[] = {
	F("model", TEXT, model, .about = "as the sweep calls it"),
	F("provider", TEXT, provider, .about = "who serves it"),
	F("sampling", TEXT, sampling, .about = "as the sweep calls it"),
	F("temperature", REAL, temperature, .decimals = FIELD_AS_IS,
	  .about = "as sent; null: left out"),
	F("top_p", REAL, top_p, .decimals = FIELD_AS_IS,
	  .about = "as sent; null: left out"),
	F("requests", U64, requests, .about = "planned cells"),
	F("tokens_in", REAL, in, .about = "estimate, of the prompts"),
	F("tokens_out", REAL, out, .about = "estimate, of the answers"),
	F("tokens_max", REAL, most, .about = "were every answer cut"),
	FIELD_END,
};

static const struct field cost_fields[] = {
	F("cost", REAL, cost, .decimals = 4,
	  .about = "estimate, where a model has a price"),
	F("cost_max", REAL, cost_most, .decimals = 4,
	  .about = "were every answer cut"),
	FIELD_END,
};

#undef F

static const struct shown shown[] = {
	{ WORDS_HEAD_MODEL, "model", NULL },
	{ WORDS_HEAD_PROVIDER, "provider", NULL },
	{ WORDS_HEAD_SAMPLING, "sampling", NULL },
	{ WORDS_HEAD_TEMPERATURE, "temperature", NULL },
	{ WORDS_HEAD_TOP_P, "top_p", NULL },
	{ WORDS_HEAD_REQUESTS, "requests", NULL },
	{ WORDS_HEAD_TOKENS_IN, "tokens_in", NULL },
	{ WORDS_HEAD_TOKENS_OUT, "tokens_out", NULL },
	{ WORDS_HEAD_TOKENS_MAX, "tokens_max", NULL },
	{ .field = NULL },
};

static const struct shown shown_cost[] = {
	{ WORDS_HEAD_COST, "cost", NULL },
	{ WORDS_HEAD_COST_MAX, "cost_max", NULL },
	{ .field = NULL },
};

static struct row
row_of(const struct load *l, const struct estimate_total *total, size_t i)
{
	const struct manifest_sent *sent = &l->manifest.sent[i];
	const struct estimate_total *x = &total[i];

	return (struct row){
		sent->model,
		l->spec.model[i / l->spec.nsampling].provider,
		sent->sampling,
		sent->temperature,
		sent->top_p,
		x->requests,
		rint(x->in),
		rint(x->out),
		rint(x->most),
		rint(x->cost * 1e4) / 1e4,
		rint(x->cost_most * 1e4) / 1e4,
	};
}

static void
print_models(const struct load *l, const struct estimate_total *total,
	     struct buf *out)
{
	bool price = has_price(&l->spec);
	struct table t;

	table_init(&t,
		   shown_count(shown) + (price ? shown_count(shown_cost) : 0));
	t.nkey = 3;
	shown_heads(&t, shown);
	if (price)
		shown_heads(&t, shown_cost);
	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct row row = row_of(l, total, i);

		shown_cells(&t, shown, row_fields, &row);
		if (price)
			shown_cells(&t, shown_cost, cost_fields, &row);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

/* What of a ceiling is not for the answer. */
static void
print_thinking(const struct spec *s, struct buf *out)
{
	for (size_t i = 0; i < s->nmodel; i++)
		if (s->model[i].thinking > 0)
			say(out, WORDS_PLAN_THINKING,
			    WORDS_ARGS(words_str("model", s->model[i].name),
				       words_count("n", s->model[i].thinking)));
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
	static const enum words_id heads[] = { WORDS_HEAD_REQUEST,
					       WORDS_HEAD_ID, WORDS_HEAD_SEED,
					       WORDS_HEAD_MAX_TOKENS,
					       WORDS_HEAD_PROMPT };
	uint64_t n = l->plan.ncell;
	struct table t;

	table_init(&t, sizeof(heads) / sizeof(heads[0]));
	words_heads(&t, heads, t.ncolumn);
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

struct sums {
	const char *name, *unit;
	uint64_t requests;
	double in, out, most, seconds;
	enum estimate_limit limit;
};

static struct sums
sums_of(const struct load *l, const struct estimate_total *all)
{
	struct sums x = { l->spec.name, l->spec.unit, l->plan.ncell, .in = 0 };

	for (size_t i = 0; i < l->spec.nmodel; i++) {
		x.in += all[i].in;
		x.out += all[i].out;
		x.most += all[i].most;
	}
	x.seconds = estimate_time(&l->spec, all, &x.limit);
	return x;
}

static void
print_sums(const struct load *l, const struct estimate_total *all,
	   struct buf *out)
{
	static const enum words_id limit[] = {
		[ESTIMATE_FREE] = WORDS_LIMIT_NOTHING,
		[ESTIMATE_CONCURRENCY] = WORDS_LIMIT_CONCURRENCY,
		[ESTIMATE_RPM] = WORDS_LIMIT_RPM,
		[ESTIMATE_TPM] = WORDS_LIMIT_TPM,
	};
	struct sums x = sums_of(l, all);
	char time[CLOCK_STAMP];

	clock_duration(time, x.seconds);
	buf_putc(out, '\n');
	say(out, WORDS_PLAN_TOKENS,
	    WORDS_ARGS(words_fixed("in", x.in, 0), words_fixed("out", x.out, 0),
		       words_fixed("most", x.most, 0)));
	say(out, x.seconds < 1 ? WORDS_PLAN_SECOND : WORDS_PLAN_TIME,
	    WORDS_ARGS(words_str("time", time),
		       words_clause("limit", limit[x.limit], NULL)));
	buf_putc(out, '\n');
	say(out, WORDS_PLAN_TERMS, NULL);
}

void
plan_text(const struct load *l, const struct estimate_total *total,
	  const struct estimate_total *all, struct buf *out)
{
	print_head(l, out);
	print_models(l, total, out);
	print_thinking(&l->spec, out);
	print_requests(l, out);
	print_sums(l, all, out);
}

static const char *const limits[] = {
	[ESTIMATE_FREE] = "",
	[ESTIMATE_CONCURRENCY] = "concurrency",
	[ESTIMATE_RPM] = "rpm",
	[ESTIMATE_TPM] = "tpm",
	NULL,
};

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct sums, member, __VA_ARGS__)

static const struct field sum_fields[] = {
	F("name", TEXT, name, .about = "the sweep's"),
	F("unit", TEXT, unit, .about = "count unit"),
	F("requests", U64, requests, .about = "planned cells"),
	F("tokens_in", REAL, in, .about = "estimate, of the prompts"),
	F("tokens_out", REAL, out, .about = "estimate, of the answers"),
	F("tokens_max", REAL, most, .about = "were every answer cut"),
	F("seconds", REAL, seconds, .about = "estimate, of the whole run"),
	F("held_up_by", ENUM, limit, .names = limits,
	  .about = "concurrency, rpm or tpm; null: nothing"),
	FIELD_END,
};

const struct field_place plan_text_places[] = {
	{ "", sum_fields, NULL, NULL },
	{ "models[]", row_fields, NULL, "What each takes" },
	{ "models[]", cost_fields, NULL, NULL },
	{ .at = NULL },
};

void
plan_json(const struct load *l, const struct estimate_total *total,
	  const struct estimate_total *all, struct buf *out)
{
	struct sums x = sums_of(l, all);
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, sum_fields, &x);
	jsonw_karray(&w, "models");
	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct row row = row_of(l, total, i);

		jsonw_object(&w);
		field_json(&w, row_fields, &row);
		if (has_price(&l->spec))
			field_json(&w, cost_fields, &row);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_close(&w);
}
