/*
 * A small table and no list: a server that makes up a name for each answer
 * must not fill the memory, and a reader is helped by the first dozen. It is
 * filled from rows, so that a run says the same as whoever reads samples.csv.
 */
#include "measure/remarks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/record.h"

enum {
	WAIT_TIMES = 4,    /* times the ninth decile, */
	WAIT_MORE = 10000, /* and so many milliseconds more */
	WAIT_LEAST = 20,   /* of fewer answers none is late */
};

/* At most size - 1 bytes, no half of a character. */
static void
shorten(char *out, const char *s)
{
	size_t n = utf8_fit(s, strlen(s), REMARK_TEXT - 1);

	memcpy(out, s, n);
	out[n] = '\0';
}

static void
count(struct remarks *m, enum remark_kind kind, const char *model,
      const char *text)
{
	uint64_t key = hash_u64(HASH_INIT, kind);
	size_t i = 0;

	key = hash_done(hash_str(hash_str(key, model), text));
	while (i < m->n && m->remark[i].key != key)
		i++;
	if (i == REMARKS_MAX)
		return;
	if (i == m->n) {
		struct remark *x = &m->remark[m->n++];

		*x = (struct remark){ .kind = kind, .key = key };
		shorten(x->model, model);
		shorten(x->text, text);
	}
	m->remark[i].n++;
}

static struct remark_waits *
waits_of(struct remarks *m, const char *model)
{
	char name[REMARK_TEXT];
	size_t i = 0;

	shorten(name, model);
	while (i < m->nwait && strcmp(m->wait[i].model, name) != 0)
		i++;
	if (i == WAIT_MODELS)
		return NULL;
	if (i == m->nwait)
		memcpy(m->wait[m->nwait++].model, name, sizeof(name));
	return &m->wait[i];
}

static size_t
step_of(int64_t ms)
{
	double step = ms < 1 ? 0 : 4 * log2((double)ms);

	return step < WAIT_STEPS - 1 ? (size_t)step : WAIT_STEPS - 1;
}

static void
add_wait(struct remarks *m, const struct row *r)
{
	struct remark_waits *w =
	    r->latency_ms < 0 ? NULL : waits_of(m, r->model);

	if (w == NULL)
		return;
	w->n[step_of(r->latency_ms)]++;
	if (r->latency_ms > w->longest)
		w->longest = r->latency_ms;
}

/* How many of them stood in a queue, by their model's ninth decile. */
static uint64_t
waited(const struct remark_waits *w)
{
	uint64_t all = 0, below = 0, late = 0;
	size_t i = 0, from;
	double most;

	for (size_t k = 0; k < WAIT_STEPS; k++)
		all += w->n[k];
	while (i < WAIT_STEPS && 10 * (below + w->n[i]) < 9 * all)
		below += w->n[i++];
	most = exp2((double)(i + 1) / 4);
	from = step_of((int64_t)fmax(WAIT_TIMES * most, most + WAIT_MORE));
	/* A bucket is as wide as 1.19: what lies in the next one is beyond. */
	for (size_t k = from + 1; k < WAIT_STEPS && all >= WAIT_LEAST; k++)
		late += w->n[k];
	return late;
}

void
remarks_end(struct remarks *m)
{
	for (size_t i = 0; i < m->nwait; i++) {
		uint64_t n = waited(&m->wait[i]);
		char text[32];

		if (n == 0)
			continue;
		snprintf(text, sizeof(text), "%.0f s",
			 (double)m->wait[i].longest / 1000);
		for (; n > 0; n--)
			count(m, REMARK_WAIT, m->wait[i].model, text);
	}
}

/* How many models answered under the name of `model`. */
static size_t
remarks_served(const struct remarks *m, const char *model)
{
	char name[REMARK_TEXT];
	size_t n = 0;

	shorten(name, model);
	for (size_t i = 0; i < m->n; i++)
		n += m->remark[i].kind == REMARK_SERVED &&
		     strcmp(m->remark[i].model, name) == 0;
	return n;
}

bool
remarks_told(const struct remarks *m, size_t i)
{
	return m->remark[i].kind != REMARK_SERVED ||
	       remarks_served(m, m->remark[i].model) > 1;
}

static const char *const kinds[] = {
	[REMARK_SERVED] = "served_model",   [REMARK_TAG] = "unknown_tag",
	[REMARK_FINISH] = "unknown_finish", [REMARK_EMPTY] = "empty",
	[REMARK_CONTEXT] = "context_full",  [REMARK_CUT] = "cut_beyond_target",
	[REMARK_WAIT] = "waited",           [REMARK_KINDS] = NULL,
};

/* A row of remarks_json. */
struct told {
	enum remark_kind kind;
	const char *model, *text;
	uint64_t n;
};

#define F(name, kind, text) FIELD(#name, kind, struct told, name, .about = text)

const struct field remarks_fields[] = {
	FIELD("kind", ENUM, struct told, kind, .names = kinds,
	      .about = "what is odd: `served_model` (one for each of several "
		       "names, or where two runs differ), `unknown_tag`, "
		       "`unknown_finish`, `empty`, "
		       "`context_full`, `cut_beyond_target`, `waited`"),
	F(model, TEXT, "the model, as the sweep names it"),
	F(text, TEXT, "the name, tag, word, reason or longest wait"),
	F(n, U64, "answers"),
	FIELD_END,
};

#undef F

void
remarks_json(const struct remarks *m, const struct remarks *other,
	     const char *key, struct jsonw *w)
{
	jsonw_karray(w, key);
	for (size_t i = 0; i < m->n; i++) {
		const struct remark *x = &m->remark[i];
		const struct told told = { x->kind, x->model, x->text, x->n };

		if (!remarks_told(m, i) &&
		    (other == NULL || !remarks_changed(m, other, x->model)))
			continue;
		jsonw_object(w);
		field_json(w, remarks_fields, &told);
		jsonw_end(w);
	}
	jsonw_end(w);
}

void
remarks_add(struct remarks *m, const struct row *r)
{
	add_wait(m, r);
	if ((r->notes & NOTE_CUT_OVER) != 0)
		count(m, REMARK_CUT, r->model, "");
	if (r->served_model != NULL && *r->served_model != '\0')
		count(m, REMARK_SERVED, r->model, r->served_model);
	if (r->tag != NULL && *r->tag != '\0')
		count(m, REMARK_TAG, r->model, r->tag);
	if ((r->notes & NOTE_UNKNOWN_FINISH) != 0 && r->finish != NULL)
		count(m, REMARK_FINISH, r->model, r->finish);
	if (r->outcome == OUTCOME_EMPTY && r->error != NULL &&
	    *r->error != '\0')
		count(m, REMARK_EMPTY, r->model, r->error);
	if ((r->notes & NOTE_CONTEXT_FULL) != 0)
		count(m, REMARK_CONTEXT, r->model, "");
}

/* Whether some name of a's for the model is none of b's. */
static bool
has_more(const struct remarks *a, const struct remarks *b, const char *model)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct remark *x = &a->remark[i];
		bool found =
		    x->kind != REMARK_SERVED || strcmp(x->model, model) != 0;

		for (size_t j = 0; !found && j < b->n; j++)
			found = b->remark[j].key == x->key;
		if (!found)
			return true;
	}
	return false;
}

bool
remarks_changed(const struct remarks *a, const struct remarks *b,
		const char *model)
{
	return remarks_served(a, model) > 0 && remarks_served(b, model) > 0 &&
	       (has_more(a, b, model) || has_more(b, a, model));
}
