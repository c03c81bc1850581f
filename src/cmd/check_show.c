/*
 * Both forms are made from the same findings, after all checks have ended:
 * what was found is decided in check.c and here only said. A finding about a
 * model as a whole is shown once, however many samplings met it, but stands in
 * the JSON of each, where a program looks it up by row.
 */
#include <string.h>

#include "cmd/check.h"
#include "data/field.h"
#include "data/redact.h"
#include "report/shown.h"
#include "report/words.h"

enum { URL_SHOWN = 400 };

/* A subject as the table and a row of "checks" have it. */
struct row {
	const char *model, *sampling, *provider, *auth, *url;
	bool simulated, pinned, asked;
	double temperature, top_p, seconds;
	int64_t max_tokens, http_status;
	const char *outcome, *finish, *served_model;
	int64_t prompt_tokens, completion_tokens, reasoning_tokens;
	const char *ended; /* "ok", "HTTP 401", "no connection" */
	const char *const *problems, *const *remarks;
	size_t nproblems, nremarks;
	const char *body;
};

#define F(name, kind, ...) FIELD(#name, kind, struct row, name, __VA_ARGS__)

static const struct field row_fields[] = {
	F(model, TEXT, .about = "model as the sweep calls it"),
	F(sampling, TEXT, .about = "sampling setting as the sweep calls it"),
	F(provider, TEXT, .about = "who serves it"),
	F(simulated, BOOL, .about = "whether answers are the simulator's"),
	F(auth, TEXT,
	  .about = "how it is authenticated; null: no way to reach it"),
	F(url, TEXT, .about = "where a run sends it, less what might be a key"),
	F(temperature, REAL, .decimals = FIELD_AS_IS,
	  .about = "as sent; null: left out"),
	F(top_p, REAL, .decimals = FIELD_AS_IS,
	  .about = "as sent; null: left out"),
	F(max_tokens, INT, .about = "the largest ceiling; null: none sent"),
	F(pinned, BOOL, .about = "whether nothing is left to chance"),
	F(asked, BOOL, .about = "whether a request was sent"),
	F(http_status, INT, .about = "of its response"),
	F(outcome, TEXT, .about = "of its answer"),
	F(finish, TEXT, .about = "what ended its answer, in the server's word"),
	F(served_model, TEXT, .about = "the model that the server says it is"),
	F(prompt_tokens, INT, .about = "as the server counts them"),
	F(completion_tokens, INT, .about = "as the server counts them"),
	F(reasoning_tokens, INT, .about = "as the server counts them"),
	F(seconds, REAL, .about = "from request to answer", .decimals = 2),
	F(problems, TEXTS, FIELD_WITH(struct row, nproblems),
	  .about = "what would keep a run from its answers"),
	F(remarks, TEXTS, FIELD_WITH(struct row, nremarks),
	  .about = "what else to know"),
	F(body, RAW, .about = "the largest request that a run sends"),
	F(ended, TEXT, .about = "how the request ended", .flags = FIELD_HIDDEN),
	FIELD_END,
};

#undef F

struct head {
	const char *sweep;
	uint32_t status, largest_target;
};

static const struct field head_fields[] = {
	FIELD("sweep", TEXT, struct head, sweep, .about = "name of the sweep"),
	FIELD("status", U32, struct head, status,
	      .about = "what the verb ends with"),
	FIELD("largest_target", U32, struct head, largest_target,
	      .about = "the longest length asked for"),
	FIELD_END,
};

const struct field_place check_show_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "checks[]", row_fields, NULL, "One for each model at each sampling" },
	{ .at = NULL },
};

static const struct shown shown[] = {
	{ WORDS_HEAD_MODEL, "model", NULL },
	{ WORDS_HEAD_SAMPLING, "sampling", NULL },
	{ WORDS_HEAD_PROVIDER, "provider", NULL },
	{ WORDS_HEAD_TEMPERATURE, "temperature", NULL },
	{ WORDS_HEAD_TOP_P, "top_p", NULL },
	{ WORDS_HEAD_CEILING, "max_tokens", NULL },
	{ WORDS_HEAD_ANSWER, "ended", NULL },
	{ WORDS_TOKENS, "completion_tokens", NULL },
	{ WORDS_HEAD_SECONDS, "seconds", NULL },
	{ .field = NULL },
};

static const char *
ended(const struct check_subject *s, struct arena *a)
{
	const struct probe *p = &s->probe;

	if (!s->asked)
		return words_text(WORDS_CHECK_NOT_ASKED);
	if (p->end != HTTP_ANSWERED)
		return words_text(WORDS_SIGN_NO_ANSWER);
	if (p->answer.action == ACTION_ANSWER)
		return outcome_name(p->answer.outcome);
	return arena_printf(a, "HTTP %lld", (long long)p->status);
}

/* The URL as a run uses it, less what might be a key. */
static const char *
shown_url(const struct check_subject *s, struct arena *a)
{
	if (s->largest.url == NULL || s->reach == NULL)
		return NULL;
	return redact_excerpt(s->largest.url, strlen(s->largest.url), URL_SHOWN,
			      a);
}

static const char *const *
findings(const struct check_subject *s, bool problems, size_t *n,
	 struct arena *a)
{
	const char **text = arena_alloc(a, s->n * sizeof(*text) + 1);

	*n = 0;
	for (size_t k = 0; k < s->n; k++)
		if ((s->finding[k].status != STATUS_OK) == problems)
			text[(*n)++] = s->finding[k].text;
	return text;
}

static struct row
row_of(const struct check *c, const struct check_subject *s, struct arena *a)
{
	const struct provider_answer *x = &s->probe.answer;
	struct row row;

	field_clear(row_fields, &row);
	row.model = s->sent.model;
	row.sampling = s->sent.sampling;
	row.provider = c->spec.model[s->model].provider;
	row.simulated = s->sent.simulated;
	row.auth = s->reach == NULL ? NULL : s->reach->auth->name;
	row.url = shown_url(s, a);
	row.temperature = s->sent.temperature;
	row.top_p = s->sent.top_p;
	row.max_tokens = s->ask.max_tokens;
	row.pinned = s->sent.pinned;
	row.asked = s->asked;
	row.ended = ended(s, a);
	row.problems = findings(s, true, &row.nproblems, a);
	row.remarks = findings(s, false, &row.nremarks, a);
	row.body = s->largest.body;
	if (!s->asked)
		return row;
	row.http_status = s->probe.status;
	row.seconds = s->probe.took_s;
	if (s->probe.end != HTTP_ANSWERED || x->action != ACTION_ANSWER)
		return row;
	row.outcome = outcome_name(x->outcome);
	row.finish = x->finish;
	row.served_model = x->served_model;
	row.prompt_tokens = x->prompt_tokens;
	row.completion_tokens = x->completion_tokens;
	row.reasoning_tokens = x->reasoning_tokens;
	return row;
}

static void
show_table(const struct check *c, struct buf *out)
{
	struct arena a;
	struct table t;

	arena_init(&a);
	table_init(&t, shown_count(shown));
	t.nkey = 2;
	shown_heads(&t, shown);
	for (size_t i = 0; i < c->nsubject; i++) {
		struct row row = row_of(c, &c->subject[i], &a);

		shown_cells(&t, shown, row_fields, &row);
	}
	words_table(&t, 0, out);
	table_fini(&t);
	arena_fini(&a);
}

/* A finding about the model that an earlier sampling of it has told. */
static bool
told(const struct check *c, size_t subject, const struct check_finding *f)
{
	for (size_t i = 0; f->whole && i < subject; i++) {
		const struct check_subject *s = &c->subject[i];

		for (size_t k = 0; k < s->n; k++)
			if (s->model == c->subject[subject].model &&
			    strcmp(s->finding[k].text, f->text) == 0)
				return true;
	}
	return false;
}

static void
show_findings(const struct check *c, bool problems, enum words_id title,
	      struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < c->nsubject; i++) {
		const struct check_subject *s = &c->subject[i];

		for (size_t k = 0; k < s->n; k++) {
			if ((s->finding[k].status != STATUS_OK) != problems ||
			    told(c, i, &s->finding[k]))
				continue;
			if (!any)
				buf_printf(out, "\n%s\n", words_text(title));
			any = true;
			buf_printf(out, "  %s%s%s: %s\n", s->sent.model,
				   s->finding[k].whole ? "" : ", ",
				   s->finding[k].whole ? "" : s->sent.sampling,
				   s->finding[k].text);
		}
	}
}

static void
show_sent(const struct check *c, struct buf *out)
{
	struct arena a;

	arena_init(&a);
	buf_putc(out, '\n');
	words_say(out, WORDS_CHECK_SENT,
		  WORDS_ARGS(words_count("target",
					 c->spec.target[c->spec.ntarget - 1])));
	buf_putc(out, '\n');
	for (size_t i = 0; i < c->nsubject; i++) {
		const struct check_subject *s = &c->subject[i];
		const char *url = shown_url(s, &a);

		if (s->largest.body == NULL)
			continue;
		buf_printf(out, "  %s, %s:", s->sent.model, s->sent.sampling);
		if (url != NULL)
			buf_printf(out, " POST %s, auth %s", url,
				   s->reach->auth->name);
		buf_printf(out, "\n  %s\n", s->largest.body);
	}
	arena_fini(&a);
}

void
check_show(const struct check *c, struct buf *out)
{
	show_table(c, out);
	show_findings(c, true, WORDS_CHECK_PROBLEMS, out);
	show_findings(c, false, WORDS_CHECK_REMARKS, out);
	show_sent(c, out);
}

void
check_show_json(const struct check *c, struct buf *out)
{
	const struct head head = {
		.sweep = c->spec.name,
		.status = (uint32_t)check_status(c),
		.largest_target = c->spec.target[c->spec.ntarget - 1],
	};
	struct arena a;
	struct jsonw w;

	arena_init(&a);
	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	jsonw_karray(&w, "checks");
	for (size_t i = 0; i < c->nsubject; i++) {
		const struct row row = row_of(c, &c->subject[i], &a);

		field_json_object(&w, row_fields, &row);
	}
	jsonw_end(&w);
	jsonw_close(&w);
	arena_fini(&a);
}
