/*
 * One name a model is what everybody expects and adds no word, whatever the
 * name: services answer "m" with "m-2026-08-06". Two names are two models in
 * one curve, and a name that changed since the other run is another model in
 * the verdict.
 */
#include "report/remarks_text.h"

#include <string.h>

#include "data/escape.h"
#include "report/words.h"

enum { LINE = 8 * 1024 };

/* "big-model (2), small-model (1)" */
static void
who(const struct remarks *m, const char *model, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < m->n; i++) {
		const struct remark *x = &m->remark[i];
		struct buf name;

		if (x->kind != REMARK_SERVED || strcmp(x->model, model) != 0)
			continue;
		if (!first)
			words_say(out, WORDS_COMMA, NULL);
		first = false;
		buf_init(&name, LINE);
		escape_line(&name, x->text, strlen(x->text));
		words_say(out, WORDS_REMARK_WHO,
			  WORDS_ARGS(words_str("name", name.data),
				     words_count("n", x->n)));
		buf_fini(&name);
	}
}

static bool
is_first(const struct remarks *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (m->remark[k].kind == m->remark[i].kind &&
		    strcmp(m->remark[k].model, m->remark[i].model) == 0)
			return false;
	return true;
}

static void
say(enum words_id id, const char *run, const struct remark *x, const char *text,
    struct buf *out)
{
	struct buf model, shown;

	buf_init(&model, LINE);
	buf_init(&shown, LINE);
	escape_line(&model, x->model, strlen(x->model));
	escape_line(&shown, text, strlen(text));
	if (run != NULL)
		words_say(out, WORDS_REMARK_RUN,
			  WORDS_ARGS(words_str("run", run)));
	words_say(out, id,
		  WORDS_ARGS(words_str("model", model.data),
			     words_str("text", shown.data),
			     words_count("n", x->n)));
	buf_putc(out, '\n');
	buf_fini(&model);
	buf_fini(&shown);
}

static void
say_one(const struct remarks *m, size_t i, enum words_id id, const char *run,
	struct buf *out)
{
	const struct remark *x = &m->remark[i];
	struct buf list;

	if (x->kind != REMARK_SERVED) {
		say(id, run, x, x->text, out);
		return;
	}
	if (!is_first(m, i) || !remarks_told(m, i))
		return;
	buf_init(&list, LINE);
	who(m, x->model, &list);
	say(id, run, x, list.data, out);
	buf_fini(&list);
}

void
remarks_text(const struct remarks *m, const char *run, struct buf *out)
{
	static const enum remark_kind weight[REMARK_KINDS] = {
		REMARK_SERVED, REMARK_CONTEXT, REMARK_EMPTY, REMARK_FINISH,
		REMARK_CUT,    REMARK_TAG,     REMARK_WAIT,
	};
	static const enum words_id text[REMARK_KINDS] = {
		[REMARK_SERVED] = WORDS_REMARK_SERVED,
		[REMARK_TAG] = WORDS_REMARK_TAG,
		[REMARK_FINISH] = WORDS_REMARK_FINISH,
		[REMARK_EMPTY] = WORDS_REMARK_EMPTY,
		[REMARK_CONTEXT] = WORDS_REMARK_CONTEXT,
		[REMARK_CUT] = WORDS_REMARK_CUT,
		[REMARK_WAIT] = WORDS_REMARK_WAIT,
	};

	for (int k = 0; k < REMARK_KINDS; k++)
		for (size_t i = 0; i < m->n; i++)
			if (m->remark[i].kind == weight[k])
				say_one(m, i, text[weight[k]], run, out);
}

static void
changed(const struct remarks *a, const struct remarks *b, const char *model,
	const char *was, const char *is, struct buf *out)
{
	struct buf then, now, name;

	buf_init(&then, LINE);
	buf_init(&now, LINE);
	buf_init(&name, LINE);
	who(a, model, &then);
	who(b, model, &now);
	escape_line(&name, model, strlen(model));
	words_say(out, WORDS_REMARK_CHANGED,
		  WORDS_ARGS(words_str("model", name.data),
			     words_str("was", was), words_str("is", is),
			     words_str("then", then.data),
			     words_str("now", now.data)));
	buf_putc(out, '\n');
	buf_fini(&then);
	buf_fini(&now);
	buf_fini(&name);
}

void
remarks_text_between(const struct samples *a, const struct samples *b,
		     const char *was, const char *is, const char *first,
		     struct buf *out)
{
	const struct remarks *x = &a->remarks, *y = &b->remarks;

	if (a == b) {
		remarks_text(x, NULL, out);
		return;
	}
	for (size_t i = 0; i < x->n; i++) {
		const char *model = x->remark[i].model;

		if (x->remark[i].kind == REMARK_SERVED && is_first(x, i) &&
		    remarks_changed(x, y, model))
			changed(x, y, model, was, is, out);
	}
	remarks_text(x, was, out);
	remarks_text(y, first, out);
}
