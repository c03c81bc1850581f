/*
 * Both forms are made from the same findings, after all checks have ended:
 * what was found is decided in check.c and here only said. A finding about a
 * model as a whole is shown once, however many samplings met it, but stands in
 * the JSON of each, where a program looks it up by row.
 */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "cmd/check.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "provider/redact.h"
#include "report/words.h"

enum { URL_SHOWN = 400 };

/* "ok", "HTTP 401", "no connection": the last column but two. */
static const char *
ended(const struct check_subject *s, struct arena *a)
{
	const struct probe *p = &s->probe;

	if (!s->asked)
		return words_text(WORDS_CHECK_NOT_ASKED);
	if (p->end != HTTP_ANSWERED)
		return words_text(WORDS_CHECK_NO_ANSWER);
	if (p->answer.action == ACTION_ANSWER)
		return outcome_name(p->answer.outcome);
	return arena_printf(a, "HTTP %lld", (long long)p->status);
}

static void
show_table(const struct check *c, struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL,  WORDS_HEAD_SAMPLING, WORDS_HEAD_PROVIDER,
		WORDS_TEMPERATURE, WORDS_TOP_P,         WORDS_HEAD_CEILING,
		WORDS_HEAD_ANSWER, WORDS_HEAD_TOKENS,   WORDS_HEAD_SECONDS,
	};
	enum { COLUMNS = sizeof(head) / sizeof(head[0]) };
	struct arena a;
	struct table t;

	arena_init(&a);
	table_init(&t, COLUMNS);
	t.nkey = 2;
	words_heads(&t, head, COLUMNS);
	for (size_t i = 0; i < c->nsubject; i++) {
		const struct check_subject *s = &c->subject[i];
		bool answered = s->asked && s->probe.end == HTTP_ANSWERED;
		int64_t tokens =
		    answered ? s->probe.answer.completion_tokens : -1;
		char x[NUM_TEXT];

		table_text(&t, s->sent.model);
		table_text(&t, s->sent.sampling);
		table_text(&t, c->spec.model[s->model].provider);
		num_format(x, s->sent.temperature);
		table_text(&t, *x == '\0' ? "-" : x);
		num_format(x, s->sent.top_p);
		table_text(&t, *x == '\0' ? "-" : x);
		table_num(
		    &t, s->ask.max_tokens < 0 ? NAN : (double)s->ask.max_tokens,
		    0);
		table_text(&t, ended(s, &a));
		table_num(&t, tokens < 0 ? NAN : (double)tokens, 0);
		table_num(&t, s->asked ? s->probe.took_s : NAN, 2);
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

/* The URL as a run uses it, less what might be a key. */
static const char *
shown_url(const struct check_subject *s, struct arena *a)
{
	if (s->largest.url == NULL || s->reach == NULL)
		return NULL;
	return redact_excerpt(s->largest.url, strlen(s->largest.url), URL_SHOWN,
			      a);
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

static void
json_findings(struct jsonw *w, const struct check_subject *s, bool problems)
{
	jsonw_key(w, problems ? "problems" : "remarks");
	jsonw_array(w);
	for (size_t k = 0; k < s->n; k++)
		if ((s->finding[k].status != STATUS_OK) == problems)
			jsonw_str(w, s->finding[k].text);
	jsonw_end(w);
}

static void
json_count(struct jsonw *w, const char *key, int64_t n)
{
	jsonw_key(w, key);
	if (n < 0)
		jsonw_null(w);
	else
		jsonw_int(w, n);
}

static void
json_probe(struct jsonw *w, const struct check_subject *s)
{
	const struct provider_answer *a = &s->probe.answer;
	bool answered = s->asked && s->probe.end == HTTP_ANSWERED &&
			a->action == ACTION_ANSWER;

	jsonw_kbool(w, "asked", s->asked);
	json_count(w, "http_status", s->asked ? s->probe.status : -1);
	jsonw_kstr(w, "outcome", answered ? outcome_name(a->outcome) : NULL);
	jsonw_kstr(w, "finish", answered ? a->finish : NULL);
	jsonw_kstr(w, "served_model", answered ? a->served_model : NULL);
	json_count(w, "prompt_tokens", answered ? a->prompt_tokens : -1);
	json_count(w, "completion_tokens",
		   answered ? a->completion_tokens : -1);
	json_count(w, "reasoning_tokens", answered ? a->reasoning_tokens : -1);
	jsonw_knum(w, "seconds", s->asked ? s->probe.took_s : NAN);
}

static void
json_subject(struct jsonw *w, const struct check *c,
	     const struct check_subject *s, struct arena *a)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", s->sent.model);
	jsonw_kstr(w, "sampling", s->sent.sampling);
	jsonw_kstr(w, "provider", c->spec.model[s->model].provider);
	jsonw_kbool(w, "simulated", s->sent.simulated);
	jsonw_kstr(w, "auth", s->reach == NULL ? NULL : s->reach->auth->name);
	jsonw_kstr(w, "url", shown_url(s, a));
	jsonw_knum(w, "temperature", s->sent.temperature);
	jsonw_knum(w, "top_p", s->sent.top_p);
	json_count(w, "max_tokens", s->ask.max_tokens);
	jsonw_kbool(w, "pinned", s->sent.pinned);
	json_probe(w, s);
	json_findings(w, s, true);
	json_findings(w, s, false);
	jsonw_key(w, "body");
	if (s->largest.body == NULL)
		jsonw_null(w);
	else
		jsonw_raw(w, s->largest.body, s->largest.body_len);
	jsonw_end(w);
}

void
check_show_json(const struct check *c, struct buf *out)
{
	struct arena a;
	struct jsonw w;

	arena_init(&a);
	jsonw_init(&w, out, 2);
	jsonw_object(&w);
	jsonw_kstr(&w, "sweep", c->spec.name);
	jsonw_kint(&w, "status", check_status(c));
	jsonw_kint(&w, "largest_target", c->spec.target[c->spec.ntarget - 1]);
	jsonw_key(&w, "checks");
	jsonw_array(&w);
	for (size_t i = 0; i < c->nsubject; i++)
		json_subject(&w, c, &c->subject[i], &a);
	jsonw_end(&w);
	jsonw_end(&w);
	buf_putc(out, '\n');
	arena_fini(&a);
}
