/*
 * A sample is of questions and not of answers, so that each series is judged
 * by the same ones: the rows are read twice rather than held.
 */
#include "measure/judge_ask_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/order.h"
#include "base/speech.h"
#include "data/json.h"
#include "data/records.h"
#include "measure/judge_template.h"
#include "measure/reference.h"
#include "store/manifest.h"
#include "text/lencount.h"

void
judge_ask_nonce(const char *id, char out[JUDGE_NONCE])
{
	char hex[HASH_HEX];

	hash_hex(hex, hash_done(hash_str(hash_str(HASH_INIT, "nonce"), id)));
	memcpy(out, hex, JUDGE_NONCE - 1);
	out[JUDGE_NONCE - 1] = '\0';
}

static uint64_t
question_of(const struct row *r, uint64_t seed)
{
	struct judge_of of = judge_of_row(r);

	return judge_of_question(&of, seed);
}

static bool
wanted(const struct judge_pick *p, const struct texts_answer *a)
{
	if (p->target == NULL)
		return true;
	for (size_t i = 0; i < p->ntarget; i++)
		if (p->target[i] == a->row.target)
			return true;
	return false;
}

bool
judge_ask_can(const struct texts_answer *a)
{
	return a->row.outcome == OUTCOME_OK ||
	       a->row.outcome == OUTCOME_TRUNCATED;
}

bool
judge_ask_picks(const struct judge_pick *p, uint64_t limit,
		const struct texts_answer *a)
{
	return wanted(p, a) && question_of(&a->row, p->seed) <= limit;
}

/* What judge_ask knows; of questions and of answers to change the limits. */
struct asking {
	const char *dir;
	const struct spec_judge *judge;
	const struct judge_pick *pick;
	const struct spec_known *known;
	uint64_t limit, change_limit;
	const struct reference_map *references; /* by question, or NULL */
	size_t lacking; /* questions without what the template has of it */
	struct buf prompt, changed, reference, *out;
};

/* An answer's place in the draw of those to change; 0: it cannot be. */
static uint64_t
change_of(const struct asking *q, const struct texts_answer *a)
{
	uint64_t h = hash_u64(HASH_INIT, q->pick->change_seed);

	if (a->row.outcome != OUTCOME_OK || a->state != TEXTS_KEPT)
		return 0;
	h = hash_str(hash_str(h, "change"), a->row.id);
	return hash_done(hash_u64(h, a->row.text_hash)) | 1;
}

static uint64_t
sample_of(const struct asking *q, const struct texts_answer *a)
{
	return judge_ask_can(a) ? question_of(&a->row, q->pick->seed) : 0;
}

/*
 * Who is drawn has the smallest hashes: questions, so that each series gives
 * its answer to the same ones, or answers. Up to which hash, then: a 0 is not
 * in the draw. *limit may be one of q's.
 */
static int
draw(const struct asking *q, size_t most,
     uint64_t (*hash)(const struct asking *, const struct texts_answer *),
     uint64_t *limit, struct err *e)
{
	const struct texts_answer *a;
	uint64_t *seen = NULL, last = 0;
	size_t n = 0, cap = 0, kept = 0;
	struct texts *t = texts_open(q->dir, q->known, e);
	int rc;

	if (t == NULL)
		return -1;
	while ((rc = texts_next(t, &a, e)) == 1) {
		uint64_t h = hash(q, a);

		if (h == 0 || !judge_ask_picks(q->pick, q->limit, a))
			continue;
		seen = mem_grow(seen, n, &cap, sizeof(*seen));
		seen[n++] = h;
	}
	texts_close(t);
	if (n > 0)
		qsort(seen, n, sizeof(*seen), order_u64);
	for (size_t i = 0; i < n && kept < most; i++)
		if (i == 0 || seen[i] != seen[i - 1]) {
			last = seen[i];
			kept++;
		}
	free(seen);
	*limit = last;
	return rc;
}

void
judge_ask_asked(const struct texts_answer *a, struct buf *out)
{
	for (size_t i = 0; i < a->nprompt; i++) {
		if (out->len > 0)
			buf_puts(out, "\n");
		if (a->nprompt > 1)
			buf_printf(out, "%s: ", a->prompt[i].role);
		buf_puts(out, a->prompt[i].content);
	}
}

/* The template for one answer. */
static void
fill(struct asking *q, const struct texts_answer *a, const char *id)
{
	const struct spec_judge *j = q->judge;
	const char *item = a->row.item != NULL ? a->row.item : "";
	const struct reference *r =
	    q->references != NULL ? reference_map_find(q->references, item)
				  : NULL;
	bool own = a->reference != NULL;
	char nonce[JUDGE_NONCE];
	struct buf question;

	buf_init(&question, SIZE_MAX / 2);
	buf_reset(&q->reference);
	if (own)
		buf_add(&q->reference, a->reference, a->reference_len);
	else if (r != NULL)
		json_utf8(&q->reference, r->s[0], r->len[0]);
	judge_ask_asked(a, &question);
	judge_ask_nonce(id, nonce);
	q->lacking += !judge_template(
	    j->template,
	    (const struct judge_mark[]){
		JUDGE_TEXT("{question}", buf_text(&question), question.len),
		JUDGE_TEXT("{reference}",
			   own || r != NULL ? buf_text(&q->reference) : NULL,
			   q->reference.len),
		JUDGE_TEXT("{answer}", a->counted, a->counted_len),
		JUDGE_NUMBER("{target}", (double)a->row.target),
		JUDGE_NUMBER("{count}", a->row.length),
		JUDGE_WORD("{nonce}", nonce),
		JUDGE_NUMBER("{lo}", j->lo),
		JUDGE_NUMBER("{hi}", j->hi),
		{ .name = NULL },
	    },
	    &q->prompt);
	buf_fini(&question);
}

static void
put_line(struct asking *q, const struct texts_answer *a,
	 enum judge_change change)
{
	const struct row *r = &a->row;
	uint64_t h = hash_u64(hash_str(HASH_INIT, r->id), r->text_hash);
	struct judge_of of = judge_of_row(r);
	char id[HASH_HEX], plea[JUDGE_PLEA];

	if (change != JUDGE_WHOLE) {
		h = hash_bytes(hash_str(h, judge_change_names[change]),
			       a->counted, a->counted_len);
		of.text_hash = 0;
	} else {
		judge_of_text(&of, a->counted, a->counted_len, plea);
	}
	hash_hex(id, hash_done(h));
	of.id = id;
	of.change = change;
	buf_reset(&q->prompt);
	fill(q, a, id);
	of.prompt = buf_text(&q->prompt);
	field_json_line(judge_of_fields, &of, q->out);
}

/* The same answer, shorter and longer: how many questions that makes. */
static size_t
put_changed(struct asking *q, const struct texts_answer *a)
{
	uint64_t h = change_of(q, a);
	enum lencount_unit unit;
	size_t n = 0;

	if (h == 0 || h > q->change_limit ||
	    lencount_find(a->row.unit, &unit) != 0)
		return 0;
	for (enum judge_change c = JUDGE_CUT; c < JUDGE_CHANGES; c++) {
		struct texts_answer x = *a;

		if (!judge_change(c, a->counted, a->counted_len, &q->changed))
			continue;
		x.counted = buf_text(&q->changed);
		x.counted_len = q->changed.len;
		x.row.length =
		    (double)lencount_one(unit, x.counted, x.counted_len, NULL);
		row_derive(&x.row);
		put_line(q, &x, c);
		n++;
	}
	return n;
}

static int
check(const struct asking *q, const struct judge_asked *n, struct err *e)
{
	if (n->asked == 0 && q->pick->ntarget > 0 && n->left_out == 0 &&
	    n->alone == 0 && n->lost == 0)
		return err_set(e, STATUS_INPUT,
			       "%s: %s has no answer to one of these targets",
			       speech_setting("targets"), q->dir);
	if (buf_failed(q->out))
		return err_set(e, STATUS_INPUT,
			       "%s: its answers are more text than one judge "
			       "can be asked about at once; take some targets, "
			       "or a sample of the questions",
			       q->dir);
	if (n->asked == 0 && n->lost > 0)
		return err_set(
		    e, STATUS_INPUT,
		    "%s has no texts beside samples.csv (%zu answers "
		    "are without); measure the answers again, which "
		    "keeps them",
		    q->dir, n->lost);
	if (n->asked == 0 && q->judge->pairwise)
		return err_set(
		    e, STATUS_INPUT,
		    "%s has no two answers to one question: a pairwise judge "
		    "needs two models or samplings that answered alike (%zu "
		    "failed, were refused or are empty)",
		    q->dir, n->left_out);
	if (n->asked == 0)
		return err_set(e, STATUS_INPUT,
			       "%s has no answer to be judged (%zu failed, "
			       "were refused or are empty)",
			       q->dir, n->left_out);
	if (q->lacking > 0)
		return err_set(e, STATUS_INPUT,
			       "the judge's template has {reference}, and "
			       "%zu answers of %s have none: expected a field "
			       "\"reference\" in the sweep's questions, or "
			       "one named where the answers were imported; "
			       "what is said of it stands between "
			       "{if reference} and {end}, and is left out "
			       "there",
			       q->lacking, q->dir);
	if (q->judge->intervene > 0 && n->changed == 0)
		return err_set(e, STATUS_INPUT,
			       "\"intervene\": no answer of %s can be cut or "
			       "padded; expected texts whose lengths are "
			       "counted here, not a provider's tokens",
			       q->dir);
	return 0;
}

/* Each answer that is asked for, on the lines that ask about it. */
static int
put_all(struct asking *q, struct judge_asked *n, struct err *e)
{
	const struct texts_answer *a;
	struct texts *t = texts_open(q->dir, q->known, e);
	int rc = 0;

	if (t == NULL)
		return -1;
	while (!buf_failed(q->out) && (rc = texts_next(t, &a, e)) == 1) {
		if (!judge_ask_picks(q->pick, q->limit, a))
			continue;
		if (!judge_ask_can(a)) {
			n->left_out++;
		} else if (a->state != TEXTS_KEPT) {
			n->lost++;
		} else {
			put_line(q, a, JUDGE_WHOLE);
			n->asked++;
			n->changed += put_changed(q, a);
		}
	}
	texts_close(t);
	return rc < 0 ? -1 : 0;
}

/* The references that a sweep's questions have; NULL where they have none. */
static int
find_references(const struct asking *q, struct reference_map **r, struct err *e)
{
	char path[4200];
	struct manifest m;
	struct arena a;
	struct spec s;
	int rc = 0;

	snprintf(path, sizeof(path), "%s/manifest.json", q->dir);
	if (!file_exists(path))
		return 0;
	arena_init(&a);
	rc = manifest_read(q->dir, &s, &m, q->known, &a, e);
	if (rc == 0 && s.questions_text != NULL &&
	    strstr(s.questions_text, "\"reference\"") != NULL) {
		*r = reference_map_of_questions(
		    s.questions_text, s.questions_len, "reference", e);
		rc = *r == NULL ? -1 : 0;
	}
	arena_fini(&a);
	return rc;
}

int
judge_ask(const char *dir, const struct spec_judge *judge,
	  const struct judge_pick *pick, const struct spec_known *k,
	  struct buf *out, struct judge_asked *n, struct err *e)
{
	struct asking q = { .dir = dir,
			    .judge = judge,
			    .pick = pick,
			    .known = k,
			    .limit = UINT64_MAX,
			    .out = out };
	struct reference_map *references = NULL;
	int rc = 0;

	*n = (struct judge_asked){ 0 };
	if (strstr(judge->template, "{reference}") != NULL)
		rc = find_references(&q, &references, e);
	q.references = references;
	if (rc == 0 && pick->sample > 0)
		rc = draw(&q, pick->sample, sample_of, &q.limit, e);
	if (rc == 0 && judge->intervene > 0)
		rc = draw(&q, judge->intervene, change_of, &q.change_limit, e);
	buf_init(&q.prompt, SIZE_MAX / 2);
	buf_init(&q.changed, SIZE_MAX / 2);
	buf_init(&q.reference, SIZE_MAX / 2);
	if (rc == 0)
		rc = judge->pairwise ? judge_ask_pairs(dir, judge, pick,
						       q.limit, k, out, n, e)
				     : put_all(&q, n, e);
	buf_fini(&q.prompt);
	buf_fini(&q.changed);
	buf_fini(&q.reference);
	reference_map_close(references);
	return rc == 0 ? check(&q, n, e) : rc;
}

struct reading {
	struct judge_of *list;
	size_t n, cap;
	struct arena *a;
};

static int
read_line(void *reading, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct reading *r = reading;
	unsigned notes;
	const cJSON *o;

	(void)line;
	if (n == 0)
		return 0;
	o = json_read(s, n, r->a, &notes, e);
	if (o == NULL)
		return -1;
	r->list = mem_grow(r->list, r->n, &r->cap, sizeof(*r->list));
	return judge_of_read(&r->list[r->n++], o, e);
}

int
judge_ask_read(const char *lines, size_t len, struct judge_of **of, size_t *n,
	       struct arena *a, struct err *e)
{
	struct reading r = { .a = a };
	int rc = records_lines(lines, len, 1, read_line, &r, e);

	*n = r.n;
	*of = arena_bytes(a, r.n * sizeof(*r.list) + 1);
	if (r.n > 0)
		memcpy(*of, r.list, r.n * sizeof(*r.list));
	free(r.list);
	return rc;
}
