/*
 * Slices first: most answers have nothing in the middle to take out, and a
 * measure of a million texts must not copy them. The order is fixed, reasoning
 * before remarks before Markdown, because each part is recognised at an edge
 * that the one before it uncovers.
 */
#include "text/strip.h"

#include <string.h>

#include "text/markdown.h"
#include "text/span.h"
#include "text/talk.h"
#include "text/tells.h"

const char *const strip_names[] = {
	"reasoning", "preamble", "remark", "markdown", "space", "tokens", NULL,
};

unsigned
strip_find(const char *s, size_t n)
{
	for (int i = 0; i < STRIP_PARTS; i++)
		if (strlen(strip_names[i]) == n &&
		    memcmp(strip_names[i], s, n) == 0)
			return 1U << i;
	return 0;
}

/*
 * Reasoning at the start or the end leaves a slice; with one in the middle
 * what is kept is copied, piece by piece.
 */
static unsigned
strip_reasoning(struct span *x, struct buf *scratch)
{
	unsigned found = 0;
	size_t at, len;

	while (talk_reasoning(x->s, x->n, &at, &len)) {
		found = STRIP_REASONING;
		if (at + len == x->n) {
			x->n = at;
			break;
		}
		buf_add(scratch, x->s, at);
		*x = span_from(*x, at + len);
	}
	if (scratch->len > 0) {
		buf_add(scratch, x->s, x->n);
		*x = (struct span){ scratch->data, scratch->len };
	}
	return found;
}

static unsigned
strip_tokens(struct span *x, struct buf *scratch)
{
	struct buf out;
	size_t k;

	buf_init(&out, x->n);
	for (size_t i = 0; i < x->n; i += k) {
		k = tells_token(x->s + i, x->n - i);
		if (k == 0)
			buf_add(&out, x->s + i, k = 1);
	}
	k = x->n - out.len;
	if (k > 0) {
		buf_reset(scratch);
		buf_add(scratch, out.data, out.len);
		*x = (struct span){ scratch->data, scratch->len };
	}
	buf_fini(&out);
	return k > 0 ? STRIP_TOKENS : 0;
}

static unsigned
strip_marks(struct span *x, struct buf *scratch)
{
	struct buf out;
	bool changed;

	buf_init(&out, x->n);
	markdown_strip(x->s, x->n, &out);
	changed = out.len != x->n;
	if (changed) {
		buf_reset(scratch);
		buf_add(scratch, out.data, out.len);
		*x = (struct span){ scratch->data, scratch->len };
	}
	buf_fini(&out);
	return changed ? STRIP_MARKDOWN : 0;
}

unsigned
strip_text(unsigned parts, const char *s, size_t n, struct buf *scratch,
	   const char **text, size_t *len)
{
	struct span x = { s, n }, trimmed;
	unsigned found = 0;
	size_t cut;

	buf_reset(scratch);
	if ((parts & STRIP_REASONING) != 0)
		found |= strip_reasoning(&x, scratch);
	if ((parts & STRIP_TOKENS) != 0)
		found |= strip_tokens(&x, scratch);
	if ((parts & STRIP_PREAMBLE) != 0 &&
	    (cut = talk_preamble(x.s, x.n)) > 0) {
		x = span_from(x, cut);
		found |= STRIP_PREAMBLE;
	}
	if ((parts & STRIP_REMARK) != 0 && (cut = talk_remark(x.s, x.n)) > 0) {
		x.n -= cut;
		found |= STRIP_REMARK;
	}
	if ((parts & STRIP_MARKDOWN) != 0)
		found |= strip_marks(&x, scratch);
	if ((parts & STRIP_SPACE) != 0) {
		trimmed = span_trim(x);
		if (trimmed.n != x.n)
			found |= STRIP_SPACE;
		x = trimmed;
	}
	*text = x.s;
	*len = x.n;
	return found;
}
