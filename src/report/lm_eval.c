/*
 * The outer shape is written by hand, as lists in lists and numbered keys are
 * no tables; what belongs to a question and what was measured are.
 */
#include "report/lm_eval.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/sha256.h"
#include "data/jsonw.h"

#define LINE_MAX_BYTES ((size_t)1 << 30)

/* What tells one question from another. */
struct doc {
	const char *run, *model, *sampling, *variant, *item;
	enum relation relation;
	int64_t target, repeat;
};

#define F(name, kind, ...) FIELD(#name, kind, struct doc, name, __VA_ARGS__)

static const struct field doc_fields[] = {
	F(run, TEXT, .about = "the directory of its run"),
	F(model, TEXT, .about = "as in samples.csv, like what follows"),
	F(sampling, TEXT, .about = "sampling setting"),
	F(variant, TEXT, .about = "prompt variant"),
	F(item, TEXT, .about = "which prompt of an import"),
	F(relation, ENUM, .names = relation_names,
	  .about = "what the prompt asks"),
	F(target, INT, .about = "length asked for"),
	F(repeat, INT, .about = "which of the repeats, from 1"),
	FIELD_END,
};

#undef F

struct sent {
	double temperature, top_p;
	int64_t seed, max_gen_toks;
};

#define F(name, kind, about_)                                                  \
	FIELD(#name, kind, struct sent, name, .about = about_)

static const struct field sent_fields[] = {
	F(temperature, REAL, "as sent"),
	F(top_p, REAL, "as sent"),
	F(seed, INT, "as sent"),
	F(max_gen_toks, INT, "the token limit, as sent"),
	FIELD_END,
};

#undef F

struct figures {
	enum outcome outcome;
	const char *unit;
	bool simulated;
	double length, deviation, abs_deviation, miss, hit_15, exact;
};

#define F(name, kind, ...) FIELD(#name, kind, struct figures, name, __VA_ARGS__)

static const struct field outcome_fields[] = {
	F(outcome, ENUM, .names = outcome_names, .about = "as in samples.csv"),
	F(unit, TEXT, .about = "unit of the lengths"),
	F(simulated, BOOL, .about = "whether the answer is the simulator's"),
	FIELD_END,
};

/* The names that "metrics" lists. */
static const struct field figure_fields[] = {
	F(length, REAL, .about = "measured length; null without an answer"),
	F(deviation, REAL, .about = "length - target"),
	F(abs_deviation, REAL, .about = "its size; the mean is MALD"),
	F(miss, REAL, .about = "by how much the relation is missed"),
	F(hit_15, REAL,
	  .about = "1 when at most 15 off; 0 without an answer too"),
	F(exact, REAL, .about = "1 when not off at all"),
	FIELD_END,
};

#undef F

static const struct field told_fields[] = {
	FIELD_TOLD("doc_id", "of the question in its series, from 0"),
	FIELD_TOLD("target", "length asked for, as a text"),
	FIELD_TOLD("arguments", "what was sent"),
	FIELD_TOLD("arguments.gen_args_0", "the one request"),
	FIELD_TOLD("arguments.gen_args_0.arg_0",
		   "the prompt; a conversation as JSON"),
	FIELD_TOLD("resps", "[[the answer as it came]]"),
	FIELD_TOLD("filtered_resps", "[what of it was counted]"),
	FIELD_TOLD("filter", "what was taken off, or none"),
	FIELD_TOLD("metrics", "names of the numbers"),
	FIELD_TOLD("doc_hash", "SHA-256 of doc"),
	FIELD_TOLD("prompt_hash", "SHA-256 of the prompt"),
	FIELD_TOLD("target_hash", "SHA-256 of target"),
	FIELD_END,
};

const struct field_place lm_eval_places[] = {
	{ "", told_fields, NULL, NULL },
	{ "", outcome_fields, NULL, NULL },
	{ "", figure_fields, NULL, NULL },
	{ "doc", doc_fields, NULL, "the question" },
	{ "arguments.gen_args_0.arg_1", sent_fields, NULL,
	  "how it was sampled" },
	{ .at = NULL },
};

static void
add_hash(struct jsonw *w, const char *key, const char *s, size_t n)
{
	char hex[SHA256_HEX];

	sha256_hex(hex, s, n);
	jsonw_kstr(w, key, hex);
}

static struct doc
doc_of(const struct flat_row *r)
{
	const struct row *x = &r->answer->row;

	return (struct doc){ r->run,  x->model,    x->sampling, x->variant,
			     x->item, x->relation, x->target,   x->repeat };
}

static struct figures
figures_of(const struct row *x)
{
	double e = x->length - (double)x->target, size = fabs(e);

	return (struct figures){
		.outcome = x->outcome,
		.unit = x->unit,
		.simulated = x->simulated == 1,
		.length = x->length,
		.deviation = e,
		.abs_deviation = size,
		.miss =
		    relation_miss(x->relation, x->length, (double)x->target),
		.hit_15 = size <= 15,
		.exact = size == 0,
	};
}

/* A lone message as it is, a conversation as a chat's JSON. */
static void
prompt_of(const struct texts_answer *a, struct buf *out)
{
	struct jsonw w;

	if (a->nprompt == 1)
		buf_puts(out, a->prompt[0].content);
	if (a->nprompt < 2)
		return;
	jsonw_init(&w, out, 0);
	jsonw_array(&w);
	for (size_t i = 0; i < a->nprompt; i++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "role", a->prompt[i].role);
		jsonw_kstr(&w, "content", a->prompt[i].content);
		jsonw_end(&w);
	}
	jsonw_end(&w);
}

static void
add_arguments(struct jsonw *w, const struct row *x, const struct buf *prompt)
{
	struct sent sent = { x->temperature, x->top_p, x->seed, x->max_tokens };

	jsonw_kobject(w, "arguments");
	jsonw_kobject(w, "gen_args_0");
	jsonw_kstr(w, "arg_0", buf_text(prompt));
	jsonw_key(w, "arg_1");
	field_json_object(w, sent_fields, &sent);
	jsonw_end(w);
	jsonw_end(w);
}

static void
add_answer(struct jsonw *w, const struct texts_answer *a)
{
	struct buf removed;

	jsonw_karray(w, "resps");
	jsonw_array(w);
	jsonw_strn(w, a->text, a->text_len);
	jsonw_end(w);
	jsonw_end(w);
	jsonw_karray(w, "filtered_resps");
	jsonw_strn(w, a->counted, a->counted_len);
	jsonw_end(w);
	buf_init(&removed, 1 << 16);
	field_bits(field_find(row_fields, "removed")->names, a->row.removed,
		   &removed);
	jsonw_kstr(w, "filter", removed.len > 0 ? removed.data : "none");
	buf_fini(&removed);
}

static void
add_metrics(struct jsonw *w)
{
	jsonw_karray(w, "metrics");
	for (const struct field *f = figure_fields; f->name != NULL; f++)
		jsonw_str(w, f->name);
	jsonw_end(w);
}

void
lm_eval_line(const struct flat_row *r, struct buf *out)
{
	const struct row *x = &r->answer->row;
	struct doc doc = doc_of(r);
	struct figures figures = figures_of(x);
	char target[NUM_TEXT];
	struct buf prompt, text;
	struct jsonw w, inner;

	buf_init(&prompt, LINE_MAX_BYTES);
	buf_init(&text, LINE_MAX_BYTES);
	prompt_of(r->answer, &prompt);
	jsonw_init(&inner, &text, 0);
	field_json_object(&inner, doc_fields, &doc);
	num_format_int(target, x->target);
	jsonw_open(&w, out, 0);
	jsonw_kint(&w, "doc_id", (int64_t)r->index);
	jsonw_kraw(&w, "doc", buf_text(&text), text.len);
	jsonw_kstr(&w, "target", target);
	add_arguments(&w, x, &prompt);
	add_answer(&w, r->answer);
	add_metrics(&w);
	add_hash(&w, "doc_hash", buf_text(&text), text.len);
	add_hash(&w, "prompt_hash", buf_text(&prompt), prompt.len);
	add_hash(&w, "target_hash", target, strlen(target));
	field_json(&w, outcome_fields, &figures);
	field_json(&w, figure_fields, &figures);
	jsonw_close(&w);
	buf_fini(&text);
	buf_fini(&prompt);
}
