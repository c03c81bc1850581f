/*
 * Rows are read a second time for their texts, as the page shows its charts
 * before it has all texts; that costs less than to hold them all. Where a
 * target was reached is looked for by halving, which counts each text about
 * ten times at memory speed, so that the page needs no counting of its own
 * that could differ from ours.
 */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "measure/texts.h"
#include "report/html_data.h"
#include "report/html_names.h"
#include "report/html_part.h"

/* The script's strings are of UTF-16. */
static int64_t
utf16_units(const char *s, size_t n)
{
	return (int64_t)lencount_one(LENCOUNT_UTF16, s, n, NULL);
}

/* One piece of the text that was counted. */
struct piece {
	size_t from, n;
};

struct pieces {
	struct piece *piece;
	size_t n, cap;
	struct arena *arena;
};

static void
add_piece(struct pieces *p, size_t from, size_t n)
{
	if (p->n == p->cap) {
		struct piece *old = p->piece;

		p->cap = p->cap == 0 ? 8 : 2 * p->cap;
		p->piece = arena_bytes(p->arena, p->cap * sizeof(*old));
		if (p->n > 0)
			memcpy(p->piece, old, p->n * sizeof(*old));
	}
	p->piece[p->n++] = (struct piece){ from, n };
}

/* The first place of want[0 .. need) in s[0 .. n), or NULL; need > 0. */
static const char *
find_bytes(const char *s, size_t n, const char *want, size_t need)
{
	const char *end = s + n;

	for (; (size_t)(end - s) >= need; s++) {
		s = memchr(s, want[0], (size_t)(end - s) - need + 1);
		if (s == NULL || memcmp(s, want, need) == 0)
			return s;
	}
	return NULL;
}

/* Bytes of `want` that have to agree where the text goes on. */
enum { AGREE = 24 };

/*
 * What was counted as pieces of the text, in order: each goes on as long as
 * both agree, and the next begins where enough of what is left agrees. False
 * when something else than leaving out was done.
 */
static bool
find_pieces(struct pieces *p, const char *s, size_t n, const char *want,
	    size_t left)
{
	size_t at = 0;

	while (left > 0) {
		size_t need = left < AGREE ? left : AGREE, len = 0;
		const char *hit = NULL;

		for (; need > 0 && hit == NULL; need /= 2)
			hit = find_bytes(s + at, n - at, want, need);
		if (hit == NULL)
			return false;
		at = (size_t)(hit - s);
		while (len < left && at + len < n && s[at + len] == want[len])
			len++;
		len = len < left ? utf8_cut(want, left, len) : len;
		if (len == 0)
			return false;
		add_piece(p, at, len);
		at += len;
		want += len;
		left -= len;
	}
	return true;
}

/* The least part of what was counted that has the target's length; 0: none. */
static size_t
reached(const struct texts_answer *a, enum lencount_unit unit)
{
	uint64_t target = (uint64_t)a->row.target;
	size_t lo = 0, hi = a->counted_len;

	if (a->row.n[unit] < a->row.target)
		return 0;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (lencount_one(unit, a->counted,
				 utf8_cut(a->counted, a->counted_len, mid),
				 NULL) >= target)
			hi = mid;
		else
			lo = mid + 1;
	}
	return hi;
}

/* A place in what was counted as one in the text. */
static size_t
place_in_text(const struct pieces *p, size_t at)
{
	for (size_t i = 0; i < p->n; i++) {
		if (at <= p->piece[i].n)
			return p->piece[i].from + at;
		at -= p->piece[i].n;
	}
	return 0;
}

struct writer {
	struct html_names prompts; /* by hash, number of the first row */
	struct buf json;
	struct jsonw w;
	struct arena arena;
	const struct grades *grades;
	unsigned unit;
};

static uint64_t
prompt_hash(const struct texts_answer *a)
{
	uint64_t h = HASH_INIT;

	for (size_t i = 0; i < a->nprompt; i++) {
		h = hash_str(h, a->prompt[i].role);
		h = hash_str(h, a->prompt[i].content);
	}
	return hash_done(h) | 1;
}

static void
add_prompt(struct writer *x, const struct texts_answer *a, uint32_t row)
{
	uint32_t first;

	if (a->nprompt == 0) {
		jsonw_null(&x->w);
		return;
	}
	first = html_names_hash(&x->prompts, prompt_hash(a), row);
	if (first != row) {
		jsonw_int(&x->w, first);
		return;
	}
	if (a->nprompt == 1 && strcmp(a->prompt[0].role, "user") == 0) {
		jsonw_str(&x->w, a->prompt[0].content);
		return;
	}
	jsonw_array(&x->w);
	for (size_t i = 0; i < a->nprompt; i++) {
		jsonw_array(&x->w);
		jsonw_str(&x->w, a->prompt[i].role);
		jsonw_str(&x->w, a->prompt[i].content);
		jsonw_end(&x->w);
	}
	jsonw_end(&x->w);
}

static void
add_kept(struct writer *x, const struct texts_answer *a, const struct pieces *p)
{
	jsonw_array(&x->w);
	for (size_t i = 0; i < p->n; i++) {
		int64_t from = utf16_units(a->text, p->piece[i].from);

		jsonw_int(&x->w, from);
		jsonw_int(&x->w, from + utf16_units(a->text + p->piece[i].from,
						    p->piece[i].n));
	}
	jsonw_end(&x->w);
}

static void
add_judged(struct writer *x, const struct score *s, size_t n)
{
	jsonw_array(&x->w);
	for (size_t i = 0; i < n; i++) {
		jsonw_array(&x->w);
		jsonw_str(&x->w, s[i].judge);
		jsonw_num(&x->w, s[i].score);
		jsonw_str(&x->w,
			  s[i].reason != NULL ? s[i].reason : s[i].error);
		jsonw_end(&x->w);
	}
	jsonw_end(&x->w);
}

static void
add_row(struct writer *x, const struct texts_answer *a, uint32_t row)
{
	bool whole = a->counted_len == a->text_len;
	bool thought = a->reasoning_len > 0;
	struct pieces p = { .arena = &x->arena };
	size_t at = 0, nscore;
	const struct score *score = grades_of(x->grades, a->row.id, &nscore);

	arena_reset(&x->arena);
	jsonw_array(&x->w);
	if (a->state == TEXTS_KEPT)
		jsonw_strn(&x->w, a->text, a->text_len);
	else if (a->state == TEXTS_NONE)
		jsonw_null(&x->w);
	else
		jsonw_bool(&x->w, a->state == TEXTS_CHANGED);
	add_prompt(x, a, row);
	if (whole)
		add_piece(&p, 0, a->text_len);
	else if (!find_pieces(&p, a->text, a->text_len, a->counted,
			      a->counted_len))
		p.n = 0;
	if (a->state == TEXTS_KEPT && x->unit < LENCOUNT_UNITS && p.n > 0)
		at = reached(a, (enum lencount_unit)x->unit);
	if (at > 0)
		jsonw_int(&x->w, utf16_units(a->text, place_in_text(&p, at)));
	else if (!whole || thought || nscore > 0)
		jsonw_null(&x->w);
	if (!whole)
		add_kept(x, a, &p);
	else if (thought || nscore > 0)
		jsonw_null(&x->w);
	if (thought)
		jsonw_strn(&x->w, a->reasoning, a->reasoning_len);
	else if (nscore > 0)
		jsonw_null(&x->w);
	if (nscore > 0)
		add_judged(x, score, nscore);
	jsonw_end(&x->w);
}

static int
write_chunk(struct writer *x, size_t run, size_t chunk, struct outfile *out,
	    struct err *e)
{
	struct buf text;
	char id[64];
	int rc = 0;

	jsonw_end(&x->w);
	buf_init(&text, HTML_MAX);
	snprintf(id, sizeof(id), "t%zu-%zu", run, chunk);
	html_block(id, &x->json, &text);
	if (buf_failed(&x->json) || buf_failed(&text))
		rc = err_set(e, STATUS_INPUT,
			     "%d answers take more than %zu bytes; a page "
			     "cannot hold them",
			     HTML_CHUNK, HTML_MAX);
	else
		outfile_write(out, text.data, text.len);
	buf_fini(&text);
	buf_reset(&x->json);
	return rc;
}

static int
write_all(struct writer *x, const struct samples *s,
	  const struct excerpt *excerpt, struct texts *t, size_t run,
	  struct outfile *out, struct err *e)
{
	const struct texts_answer *a;
	uint32_t row = 0;

	for (size_t i = 0; i < s->n; i++) {
		bool has = excerpt_has(excerpt, s, i);
		int rc = (has ? texts_next : texts_pass)(t, &a, e);

		if (rc < 0)
			return -1;
		if (rc == 0)
			break;
		if (!has)
			continue;
		if (row % HTML_CHUNK == 0) {
			jsonw_init(&x->w, &x->json, 0);
			jsonw_array(&x->w);
		}
		add_row(x, a, row++);
		if (row % HTML_CHUNK == 0 &&
		    write_chunk(x, run, (row - 1) / HTML_CHUNK, out, e) < 0)
			return -1;
	}
	return row % HTML_CHUNK == 0
		   ? 0
		   : write_chunk(x, run, row / HTML_CHUNK, out, e);
}

int
html_texts(const struct html_run *run, const struct html_facts *f, size_t i,
	   const struct spec_known *k, struct outfile *out, struct err *e)
{
	struct texts *t = texts_open(run->dir, k, e);
	struct writer x;
	int rc;

	if (t == NULL)
		return -1;
	memset(&x, 0, sizeof(x));
	x.grades = &f->grades;
	html_names_init(&x.prompts);
	buf_init(&x.json, HTML_MAX);
	arena_init(&x.arena);
	if (unit_find(run->r->s.unit, &x.unit) < 0)
		x.unit = UNITS;
	rc = write_all(&x, &run->r->s, f->excerpt, t, i, out, e);
	arena_fini(&x.arena);
	buf_fini(&x.json);
	html_names_fini(&x.prompts);
	texts_close(t);
	return rc;
}
