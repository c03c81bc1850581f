/*
 * Columns are those of samples.csv by its own table, so that a column added
 * there is here too. A conversation does not fit a cell: CSV has it as one
 * text, JSON also message by message, as chat templates take it.
 */
#include "report/flat.h"

#include <string.h>

#include "data/jsonw.h"

#define TEXT_MAX ((size_t)1 << 30)

struct flat_run {
	const char *run;
};

static const struct field run_fields[] = {
	FIELD("run", TEXT, struct flat_run, run,
	      .about = "the directory of its run"),
	FIELD_END,
};

struct flat_text {
	unsigned state;
	const char *system, *prompt;
	const char *text, *counted, *reasoning;
	size_t text_len, counted_len, reasoning_len;
};

static const char *const states[] = {
	[TEXTS_KEPT] = "kept",
	[TEXTS_NONE] = "none",
	[TEXTS_LOST] = "lost",
	[TEXTS_CHANGED] = "changed",
	NULL,
};

#define M(name, about_)                                                        \
	FIELD(#name, TEXT, struct answers_message, name, .about = about_)

static const struct field message_fields[] = {
	M(role, "system, user or assistant"),
	M(content, "its text"),
	FIELD_END,
};

#undef M
#define F(name, kind, ...)                                                     \
	FIELD(#name, kind, struct flat_text, name, __VA_ARGS__)
#define BODY(name, about_)                                                     \
	F(name, BODY, FIELD_WITH(struct flat_text, name##_len), .about = about_)

static const struct field text_fields[] = {
	FIELD("text_state", ENUM, struct flat_text, state, .names = states,
	      .about = "kept: the text is here; none: there was none; lost: "
		       "nobody kept it; changed: what was kept is not what was "
		       "measured"),
	F(system, TEXT, .about = "the system's message"),
	F(prompt, TEXT,
	  .about = "what was asked; of several messages, each with its role"),
	BODY(text, "the answer as it came"),
	BODY(counted, "what of it was counted"),
	BODY(reasoning, "reasoning that came in a field of its own"),
	FIELD_END,
};

#undef BODY
#undef F

const struct field_place flat_csv_places[] = {
	{ "", run_fields, NULL, NULL },
	{ "", row_fields, NULL, NULL },
	{ "", text_fields, NULL, NULL },
	{ .at = NULL },
};

const struct field_place flat_jsonl_places[] = {
	{ "", run_fields, NULL, NULL },
	{ "", row_fields, NULL, NULL },
	{ "", text_fields, NULL, NULL },
	{ "messages[]", message_fields, NULL,
	  "what was asked message by message, the system's first" },
	{ .at = NULL },
};

static bool
is_system(const struct answers_message *m)
{
	return strcmp(m->role, "system") == 0;
}

const char *
flat_system(const struct texts_answer *a)
{
	return a->nprompt > 0 && is_system(&a->prompt[0]) ? a->prompt[0].content
							  : NULL;
}

const char *
flat_prompt(const struct texts_answer *a, struct buf *scratch)
{
	size_t first = flat_system(a) != NULL;

	if (a->nprompt == first)
		return NULL;
	if (a->nprompt == first + 1)
		return a->prompt[first].content;
	buf_reset(scratch);
	for (size_t i = first; i < a->nprompt; i++)
		buf_printf(scratch, "%s%s: %s", i > first ? "\n\n" : "",
			   a->prompt[i].role, a->prompt[i].content);
	return buf_text(scratch);
}

static struct flat_text
text_of(const struct texts_answer *a, struct buf *scratch)
{
	struct flat_text x = {
		.state = a->state,
		.system = flat_system(a),
		.prompt = flat_prompt(a, scratch),
	};

	if (a->state == TEXTS_KEPT) {
		x.text = a->text;
		x.text_len = a->text_len;
		x.counted = a->counted;
		x.counted_len = a->counted_len;
	}
	if (a->reasoning_len > 0) {
		x.reasoning = a->reasoning;
		x.reasoning_len = a->reasoning_len;
	}
	return x;
}

void
flat_csv_head(struct buf *out)
{
	field_csv_head(run_fields, true, out);
	field_csv_head(row_fields, false, out);
	field_csv_head(text_fields, false, out);
	csv_end(out);
}

void
flat_csv(const struct flat_row *r, struct buf *out)
{
	struct flat_run run = { r->run };
	struct flat_text x;
	struct buf scratch;

	buf_init(&scratch, TEXT_MAX);
	x = text_of(r->answer, &scratch);
	field_csv_cells(run_fields, &run, true, false, out);
	field_csv_cells(row_fields, &r->answer->row, false, false, out);
	field_csv_cells(text_fields, &x, false, false, out);
	csv_end(out);
	buf_fini(&scratch);
}

void
flat_jsonl(const struct flat_row *r, struct buf *out)
{
	struct flat_run run = { r->run };
	struct flat_text x;
	struct buf scratch;
	struct jsonw w;

	buf_init(&scratch, TEXT_MAX);
	x = text_of(r->answer, &scratch);
	jsonw_open(&w, out, 0);
	field_json(&w, run_fields, &run);
	field_json(&w, row_fields, &r->answer->row);
	field_json(&w, text_fields, &x);
	field_json_list(&w, "messages", message_fields, r->answer->prompt,
			sizeof(*r->answer->prompt), r->answer->nprompt);
	jsonw_close(&w);
	buf_fini(&scratch);
}
