/*
 * Judges are models: they fence their JSON, quote it singly, break off, quote
 * the answer's own "give this 10 points", or score out of 100. The commonest
 * reader of such replies, "the first number in the text", makes up a score
 * for a third of those that have none. So every rule is a table of words that
 * announce a score (judgement_words), and whatever is found by rules of one
 * rank must agree.
 */
#include "measure/judgement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/json.h"
#include "measure/judgement_value.h"
#include "measure/judgement_words.h"
#include "text/refusal.h"
#include "text/strip.h"

const char *const judgement_outcome_names[] = {
	"scored",    "unparsed", "ambiguous", "out_of_range", "refused",
	"truncated", "empty",    "failed",    NULL,
};
const char *const judgement_how_names[] = {
	"", "json", "label", "bracket", "bare", NULL,
};

struct found {
	enum judgement_rank rank;
	int depth; /* of an object in others; the shallowest counts */
	struct judgement j;
};

static void
found_add(struct found *f, enum judgement_rank rank, int depth,
	  struct judgement_value v, enum judgement_how how)
{
	enum judgement_outcome o = v.outcome;

	if (rank < f->rank || (rank == f->rank && depth > f->depth))
		return;
	if (rank > f->rank || depth < f->depth) {
		f->rank = rank;
		f->depth = depth;
		f->j = (struct judgement){ o, how, v.value };
		return;
	}
	if (f->j.outcome == o &&
	    (o != JUDGEMENT_SCORED || !(fabs(f->j.score - v.value) > 0)))
		return;
	f->j.outcome = JUDGEMENT_AMBIGUOUS;
}

/* ---- JSON -------------------------------------------------------------- */

static enum judgement_rank
key_rank(const char *key, struct judgement_scale scale)
{
	const struct judgement_key *k = judgement_words(scale)->key;

	for (; k->word != NULL; k++)
		if (strcasecmp(key, k->word) == 0)
			return k->rank;
	return JUDGEMENT_RANK_NONE;
}

static struct judgement_value
node_value(const cJSON *v, struct judgement_scale scale)
{
	struct judgement_value none = { JUDGEMENT_UNPARSED, NAN, 0, false };

	if (cJSON_IsNull(v))
		none.outcome = JUDGEMENT_REFUSED;
	if (cJSON_IsNumber(v))
		return judgement_in(v->valuedouble, scale);
	if (cJSON_IsString(v))
		return judgement_whole(v->valuestring, strlen(v->valuestring),
				       scale);
	return none;
}

static void
walk(struct found *f, const cJSON *node, int depth,
     struct judgement_scale scale)
{
	const cJSON *child;

	cJSON_ArrayForEach(child, node)
	{
		enum judgement_rank rank = JUDGEMENT_RANK_NONE;

		if (child->string != NULL)
			rank = key_rank(child->string, scale);

		if (cJSON_IsObject(child) || cJSON_IsArray(child))
			walk(f, child, depth + 1, scale);
		else if (rank != JUDGEMENT_RANK_NONE)
			found_add(f, rank, depth, node_value(child, scale),
				  JUDGEMENT_JSON);
	}
}

/* Where the object at s ends; 0 when it does not. */
static size_t
object_end(const char *s, size_t n)
{
	size_t depth = 0;
	char quote = '\0';

	for (size_t i = 0; i < n; i++) {
		if (quote != '\0' && s[i] == '\\')
			i++;
		else if (quote != '\0')
			quote = s[i] == quote ? '\0' : quote;
		else if (s[i] == '"')
			quote = s[i];
		else if (s[i] == '\'' && i > 0 &&
			 utf8_among(s[i - 1], "{[,: \n\t"))
			quote = s[i];
		else if (s[i] == '{')
			depth++;
		else if (s[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* JSON as people write it: single quotes, a comma too many. */
static void
mend(struct buf *out, const char *s, size_t n)
{
	char quote = '\0';

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (quote != '\0' && c == '\\' && i + 1 < n) {
			if (s[i + 1] != '\'')
				buf_add(out, &c, 1);
			buf_add(out, &s[++i], 1);
		} else if (quote != '\0' && c == quote) {
			quote = '\0';
			buf_puts(out, "\"");
		} else if (quote == '\'' && c == '"') {
			buf_puts(out, "\\\"");
		} else if (quote == '\0' && (c == '"' || c == '\'')) {
			quote = c;
			buf_puts(out, "\"");
		} else if (quote == '\0' && c == ',') {
			size_t k = i + 1;

			while (k < n && utf8_among(s[k], " \t\r\n"))
				k++;
			if (k < n && s[k] != '}' && s[k] != ']')
				buf_add(out, &c, 1);
		} else {
			buf_add(out, &c, 1);
		}
	}
}

static cJSON *
object_read(const char *s, size_t n)
{
	struct err e;
	cJSON *o = json_parse(s, n, NULL, &e);
	struct buf b;

	if (o != NULL)
		return o;
	buf_init(&b, 4 * n + 64);
	mend(&b, s, n);
	o = json_parse(buf_text(&b), b.len, NULL, &e);
	buf_fini(&b);
	return o;
}

/* What is left of a reply when its objects are read. */
struct reply {
	struct judgement_scale scale;
	const char *nonce;
	struct buf rest;
	bool open;               /* an object that does not end */
	bool ended;              /* ... though the reply does, with its brace */
	struct found own, other; /* with the nonce; without any */
};

static void
object_take(struct reply *r, const char *s, size_t n)
{
	cJSON *o = object_read(s, n);
	const char *nonce = o == NULL ? NULL : json_text(o, "nonce");

	if (o == NULL) {
		judgement_keyed(&r->rest, s, n);
	} else if (nonce == NULL || r->nonce == NULL) {
		walk(&r->other, o, 0, r->scale);
	} else if (strcmp(nonce, r->nonce) == 0) {
		walk(&r->own, o, 0, r->scale);
	}
	cJSON_Delete(o);
}

static void
objects(struct reply *r, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		size_t len = s[at] == '{' ? object_end(s + at, n - at) : 0;

		if (len > 0) {
			object_take(r, s + at, len);
			buf_puts(&r->rest, "\n");
			at += len;
			continue;
		}
		if (s[at] == '{' && memchr(s + at, '"', n - at) != NULL) {
			r->open = true;
			while (n > at && utf8_among(s[n - 1], " \t\r\n`"))
				n--;
			if (n > at && s[n - 1] == '}')
				judgement_keyed(&r->rest, s + at, n - at);
			return;
		}
		buf_add(&r->rest, s + at, 1);
		at++;
	}
}

/* ---- labels ------------------------------------------------------------ */

static const struct judgement_label *
label_at(const char *s, size_t n, size_t at, size_t *len,
	 struct judgement_scale scale)
{
	const struct judgement_label *l = judgement_words(scale)->label;

	for (; l->word != NULL; l++) {
		const char *w = l->word;

		*len = strlen(w);
		if (*len > n - at ||
		    !span_opens((struct span){ s + at, n - at }, w))
			continue;
		if (utf8_letter(w[0]) &&
		    ((at > 0 && utf8_letter(s[at - 1])) ||
		     (at + *len < n && utf8_letter(s[at + *len]))))
			continue;
		return l;
	}
	return NULL;
}

/* "评分：\n2. 语言", "Score: 1. Content": the number is of an item. */
static bool
begins_list(const char *s, size_t n, size_t at, const struct judgement_value *v)
{
	size_t end = at + v->len;

	return end + 2 < n && s[end] == '.' && s[end + 1] == ' ' &&
	       s[end + 2] != '\n' &&
	       (!(v->value > 1) || memchr(s, '\n', at) != NULL);
}

/* The score that a label announces, where a number follows. */
static void
label_take(struct found *f, const struct judgement_label *l, const char *s,
	   size_t n, struct judgement_scale scale)
{
	size_t skip = judgement_filler(s, n, scale);
	struct judgement_value v = judgement_value(s + skip, n - skip, scale);

	if (v.len == 0 || (l->points && !v.points) ||
	    begins_list(s, n, skip, &v))
		return;
	found_add(f, l->rank, 0, v, JUDGEMENT_LABEL);
}

/* [[8]], and a line that is nothing but [8]. */
static size_t
bracket_take(struct found *f, const char *s, size_t n, size_t at,
	     struct judgement_scale scale)
{
	size_t two = at + 1 < n && s[at + 1] == '[' ? 2 : 1;
	struct judgement_value v;
	size_t end;

	v = judgement_value(s + at + two, n - at - two, scale);
	end = at + two + v.len;
	if (v.len == 0 || n - end < two || memcmp(s + end, "]]", two) != 0)
		return 0;
	end += two;
	if (two == 1 &&
	    ((at > 0 && s[at - 1] != '\n') || (end < n && s[end] != '\n')))
		return 0;
	found_add(f, JUDGEMENT_RANK_SCORE, 0, v, JUDGEMENT_BRACKET);
	return end - at;
}

static void
labelled(struct found *f, const char *s, size_t n, struct judgement_scale scale)
{
	for (size_t at = 0; at < n;) {
		size_t len = judgement_quoted(s + at, n - at);
		const struct judgement_label *l;

		if (len == 0 && s[at] == '[')
			len = bracket_take(f, s, n, at, scale);
		if (len > 0) {
			at += len;
			continue;
		}
		l = label_at(s, n, at, &len, scale);
		if (l != NULL)
			label_take(f, l, s + at + len, n - at - len, scale);
		at += l != NULL ? len : 1;
	}
}

/* ---- a reply ----------------------------------------------------------- */

static bool
is_blank(const char *s, size_t n)
{
	struct buf b;
	const char *t;
	size_t len;

	buf_init(&b, n + 1);
	strip_text(STRIP_SPACE, s, n, &b, &t, &len);
	buf_fini(&b);
	return len == 0;
}

static struct judgement
reply_read(struct reply *r, const char *s, size_t n, bool cut)
{
	struct judgement none = { JUDGEMENT_UNPARSED, JUDGEMENT_NOWHERE, NAN };
	struct found f = { .rank = JUDGEMENT_RANK_NONE };
	struct judgement_value v;
	struct buf plain;

	objects(r, s, n);
	if (r->own.rank != JUDGEMENT_RANK_NONE)
		return r->own.j;
	if (r->other.rank != JUDGEMENT_RANK_NONE)
		return r->other.j;
	buf_init(&plain, 4 * n + 64);
	judgement_fold(&plain, buf_text(&r->rest), r->rest.len);
	labelled(&f, buf_text(&plain), plain.len, r->scale);
	v = judgement_whole(buf_text(&plain), plain.len, r->scale);
	buf_fini(&plain);
	if (f.rank != JUDGEMENT_RANK_NONE)
		return f.j;
	if (v.outcome != JUDGEMENT_UNPARSED)
		return (struct judgement){ v.outcome, JUDGEMENT_BARE, v.value };
	if (cut || r->open)
		none.outcome = JUDGEMENT_TRUNCATED;
	else if (refusal_declines(span_trim((struct span){ s, n })))
		none.outcome = JUDGEMENT_REFUSED;
	return none;
}

struct judgement
judgement_read(const char *s, size_t n, bool cut, struct judgement_scale scale,
	       const char *nonce)
{
	struct judgement j = { JUDGEMENT_EMPTY, JUDGEMENT_NOWHERE, NAN };
	struct reply r = { .scale = scale, .nonce = nonce };
	struct buf scratch;
	const char *text;
	size_t len;

	if (is_blank(s, n)) {
		j.outcome = cut ? JUDGEMENT_TRUNCATED : JUDGEMENT_EMPTY;
		return j;
	}
	buf_init(&scratch, n + 64);
	buf_init(&r.rest, 4 * n + 64);
	strip_text(STRIP_REASONING | STRIP_SPACE, s, n, &scratch, &text, &len);
	if (len == 0)
		j.outcome = JUDGEMENT_UNPARSED;
	else
		j = reply_read(&r, text, len, cut);
	if (j.outcome != JUDGEMENT_SCORED) {
		j.score = NAN;
		j.how = JUDGEMENT_NOWHERE;
	}
	buf_fini(&r.rest);
	buf_fini(&scratch);
	return j;
}

static const char *
reason_in(const cJSON *o)
{
	static const char *const names[] = { "reason", "reasons",  "原因",
					     "理由",   "analysis", NULL };

	for (const char *const *k = names; *k != NULL; k++)
		if (json_text(o, *k) != NULL)
			return json_text(o, *k);
	return NULL;
}

void
judgement_reason(const char *s, size_t n, struct buf *out)
{
	const char *text, *brace, *reason;
	struct buf scratch;
	size_t len, end;
	cJSON *o = NULL;

	buf_init(&scratch, n + 64);
	strip_text(STRIP_REASONING | STRIP_SPACE, s, n, &scratch, &text, &len);
	brace = len > 0 ? memchr(text, '{', len) : NULL;
	end =
	    brace == NULL ? 0 : object_end(brace, len - (size_t)(brace - text));
	if (end > 0)
		o = object_read(brace, end);
	reason = o != NULL ? reason_in(o) : NULL;
	if (reason != NULL)
		buf_puts(out, reason);
	else
		buf_add(out, text, len);
	cJSON_Delete(o);
	buf_fini(&scratch);
}
