/*
 * Answers find their question by its words, so that imports are judged as
 * runs are, whatever their ids.
 */
#include "dataset/handled.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/met.h"
#include "base/utf8.h"
#include "data/json.h"
#include "data/records.h"
#include "measure/texts.h"

enum { SAYS = 8 };

#define H(name, kind, member, ...)                                             \
	FIELD(name, kind, struct handled_row, member, __VA_ARGS__)

const struct field handled_fields[] = {
	H("model", TEXT, model, .about = "who answered"),
	H("anomaly", TEXT, anomaly, .about = "what is wrong with the question"),
	H("wording", INT, wording,
	  .about = "which of its wordings; null: all of them"),
	H("answers", U64, answers, .about = "planned answers"),
	H("handled", U64, handled, .about = "as the author wanted"),
	H("share", REAL, share, .decimals = FIELD_SHARE,
	  .about = "handled of answers"),
	FIELD_END
};

enum wanted { WANT_ANSWER, WANT_ASK, WANT_REFUSE, WANTS };

static const char *const wanted_names[] = { "answer", "ask", "refuse", NULL };

struct question {
	const char *anomaly;
	int64_t wording;
	enum wanted wanted;
	const char *says[SAYS + 1];
	double low, high; /* NaN: not bounded there */
};

struct handled {
	struct arena arena;
	struct met prompt; /* by hash: its question, from 1 */
	struct question *question;
	size_t n, cap;
	struct handled_row *row;
	size_t nrow, row_cap;
};

/* An answer that asks what length is meant. */
static const char *const asks[] = {
	"多少字",         "字数要求",
	"字数限制是",     "请确认",
	"请提供",         "请明确",
	"请告诉我",       "具体字数",
	"how many words", "how many characters",
	"please clarify", "please specify",
	"what length",    NULL,
};

/* One that says that it cannot be. */
static const char *const cannot[] = {
	"无法",      "不能",       "做不到",   "不可能",     "矛盾",
	"冲突",      "不合理",     "不一致",   "不成立",     "cannot",
	"can't",     "contradict", "conflict", "impossible", "not possible",
	"unable to", NULL,
};

struct handled *
handled_new(void)
{
	struct handled *h = mem_calloc(1, sizeof(*h));

	arena_init(&h->arena);
	return h;
}

void
handled_free(struct handled *h)
{
	arena_fini(&h->arena);
	met_fini(&h->prompt);
	free(h->question);
	free(h->row);
	free(h);
}

size_t
handled_questions(const struct handled *h)
{
	return h->n;
}

/* As span.h wants its phrases. */
static const char *
lower(struct arena *a, const char *s)
{
	char *to = arena_strdup(a, s);

	for (char *p = to; *p != '\0'; p++)
		*p = utf8_lower(*p);
	return to;
}

static int
read_want(struct handled *h, const cJSON *want, struct question *q,
	  struct err *e)
{
	const cJSON *says = json_get(want, "says");
	const char *word = json_text(want, "do");
	size_t n = 0;

	while (q->wanted < WANTS &&
	       (word == NULL || strcmp(word, wanted_names[q->wanted]) != 0))
		q->wanted++;
	if (q->wanted == WANTS)
		return err_set(e, STATUS_INPUT,
			       "\"want\": found \"do\": \"%s\", expected "
			       "answer, ask or refuse",
			       word != NULL ? word : "");
	for (const cJSON *s = says != NULL ? says->child : NULL; s != NULL;
	     s = s->next) {
		if (!cJSON_IsString(s) || strlen(s->valuestring) < 3 ||
		    n == SAYS)
			return err_set(e, STATUS_INPUT,
				       "\"says\": expected at most %d texts of "
				       "three bytes or more",
				       SAYS);
		q->says[n++] = lower(&h->arena, s->valuestring);
	}
	q->says[n] = NULL;
	q->low = json_real(want, "low");
	q->high = json_real(want, "high");
	return 0;
}

int
handled_line(struct handled *h, uint64_t line, const char *s, size_t n,
	     struct err *e)
{
	struct question q = { .wording = -1 };
	const char *prompt;
	const cJSON *want;
	int rc = 0;
	cJSON *o;

	if (span_trim((struct span){ s, n }).n == 0)
		return 0;
	o = json_parse(s, n, NULL, e);
	if (o == NULL)
		return err_at(e, "%llu", (unsigned long long)line);
	want = json_get(o, "want");
	prompt = json_text(o, "prompt");
	if (want != NULL && prompt != NULL) {
		rc = read_want(h, want, &q, e);
		q.anomaly = json_text(o, "anomaly");
		q.anomaly = arena_strdup(&h->arena,
					 q.anomaly != NULL ? q.anomaly : "-");
		q.wording = json_whole(o, "wording");
	}
	if (rc == 0 && q.anomaly != NULL) {
		h->question =
		    mem_grow(h->question, h->n, &h->cap, sizeof(*h->question));
		h->question[h->n++] = q;
		*met_at(&h->prompt, hash_text(prompt, strlen(prompt))) =
		    (uint32_t)h->n;
	}
	cJSON_Delete(o);
	return rc < 0 ? err_at(e, "%llu", (unsigned long long)line) : 0;
}

static int
take_line(void *h, uint64_t line, const char *s, size_t n, struct err *e)
{
	return handled_line(h, line, s, n, e);
}

int
handled_lines(struct handled *h, const char *s, size_t n, struct err *e)
{
	return records_lines(s, n, 1, take_line, h, e);
}

static bool
is_handled(const struct question *q, const struct row *row, struct span text)
{
	bool refused = row->outcome == OUTCOME_REFUSED;
	bool says = text.s != NULL && span_has_any(text, q->says);
	bool back = text.s != NULL && span_has_any(text, asks);

	switch (q->wanted) {
	case WANT_ANSWER:
		return row->outcome == OUTCOME_OK && !back &&
		       (q->says[0] == NULL || says) &&
		       !(row->length < q->low) && !(row->length > q->high);
	case WANT_ASK:
		return refused || says || back ||
		       (text.s != NULL && span_has_any(text, cannot));
	default:
		return refused || says;
	}
}

static struct handled_row *
row_of(struct handled *h, const char *model, const struct question *q,
       int64_t wording)
{
	for (size_t i = 0; i < h->nrow; i++) {
		struct handled_row *r = &h->row[i];

		if (strcmp(r->model, model) == 0 &&
		    strcmp(r->anomaly, q->anomaly) == 0 &&
		    r->wording == wording)
			return r;
	}
	return NULL;
}

/* A model that is new gets all its rows, so that none is left out. */
static void
add_model(struct handled *h, const char *model)
{
	const char *kept = arena_strdup(&h->arena, model);

	for (size_t i = 0; i < 2 * h->n; i++) {
		const struct question *q = &h->question[i / 2];
		int64_t wording = i % 2 == 0 ? -1 : q->wording;

		if (row_of(h, model, q, wording) != NULL)
			continue;
		h->row =
		    mem_grow(h->row, h->nrow, &h->row_cap, sizeof(*h->row));
		h->row[h->nrow++] = (struct handled_row){ kept,    q->anomaly,
							  wording, 0,
							  0,       NAN };
	}
}

void
handled_answer(struct handled *h, struct span prompt, const struct row *row,
	       struct span text)
{
	uint32_t at = *met_at(&h->prompt, hash_text(prompt.s, prompt.n));
	const char *model = row->model != NULL ? row->model : "";
	const struct question *q;
	bool yes;

	if (at == 0)
		return;
	q = &h->question[at - 1];
	if (row_of(h, model, q, -1) == NULL)
		add_model(h, model);
	yes = is_handled(q, row, text);
	for (int whole = 0; whole < 2; whole++) {
		struct handled_row *r =
		    row_of(h, model, q, whole ? -1 : q->wording);

		/* Without a number, the wording is the whole. */
		if (!whole && q->wording < 0)
			continue;
		r->answers++;
		r->handled += yes;
		r->share = (double)r->handled / (double)r->answers;
	}
}

int
handled_answers(struct handled *h, const char *dir, const struct spec_known *k,
		struct err *e)
{
	struct texts *t = texts_open(dir, k, e);
	const struct texts_answer *a;
	int rc;

	if (t == NULL)
		return -1;
	while ((rc = texts_next(t, &a, e)) == 1) {
		struct span text = { NULL, 0 }, prompt;

		if (a->nprompt == 0)
			continue;
		prompt.s = a->prompt[a->nprompt - 1].content;
		prompt.n = strlen(prompt.s);
		if (a->state == TEXTS_KEPT)
			text = (struct span){ a->counted, a->counted_len };
		handled_answer(h, prompt, &a->row, text);
	}
	texts_close(t);
	return rc;
}

const struct handled_row *
handled_rows(struct handled *h, size_t *n)
{
	*n = h->nrow;
	return h->row;
}
