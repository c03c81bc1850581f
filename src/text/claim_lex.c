/*
 * A line is cut into the words of claim_words.c, numbers, and gaps between
 * them. The words are found by a table over their first two bytes, filled
 * when it is first asked; the longest of those that fit comes first. A Latin
 * word is taken whole or not at all, a Chinese one wherever it stands.
 */
#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"
#include "text/claim_impl.h"

enum { HEADS = 1024, WORDS = 1200, BYTES = 16384 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct {
	const char *s;
	const struct claim_words *means;
	uint16_t next; /* index + 1; 0 ends a chain */
} words[WORDS];
static uint16_t first[HEADS]; /* likewise */
static char bytes[BYTES];     /* the words, each with its NUL */

static unsigned
head_of(const char *s, size_t n)
{
	unsigned a = (unsigned char)s[0], b = 0;

	if (a < 0x80)
		a = utf8_letter(s[0]) ? a | 0x20 : a;
	else if (n > 1)
		b = (unsigned char)s[1];
	if (a >= 0xe0 && n > 2)
		b = b * 31 + (unsigned char)s[2];
	return (a * 37 + b) % HEADS;
}

/* Into its chain, behind those that are as long or longer. */
static void
chain(uint16_t i, size_t n)
{
	uint16_t *at = &first[head_of(words[i].s, n)];

	while (*at != 0 && strlen(words[*at - 1].s) >= n)
		at = &words[*at - 1].next;
	words[i].next = *at;
	*at = (uint16_t)(i + 1);
}

static void
fill(void)
{
	size_t used = 0;
	uint16_t n = 0;

	for (const struct claim_words *w = claim_words; w->words != NULL; w++)
		for (const char *s = w->words; *s != '\0';) {
			size_t len = strcspn(s, "|");

			assert(n < WORDS && used + len < BYTES);
			words[n].s = memcpy(bytes + used, s, len);
			words[n].means = w;
			chain(n++, len);
			used += len + 1;
			s += len + (s[len] == '|');
		}
}

/* What the longest word that x opens with means, or NULL. *n: its bytes. */
static const struct claim_words *
claim_word(struct span x, size_t *n)
{
	pthread_once(&once, fill);
	if (x.n == 0)
		return NULL;
	for (unsigned i = first[head_of(x.s, x.n)]; i != 0;
	     i = words[i - 1].next) {
		const char *s = words[i - 1].s;

		*n = span_opens(x, s);
		if (*n > 0 && !(utf8_letter(s[*n - 1]) && *n < x.n &&
				utf8_letter(x.s[*n])))
			return words[i - 1].means;
	}
	return NULL;
}

/* The end of a line, or of a sentence in Latin script. */
static bool
is_end(struct span x, size_t at)
{
	return x.s[at] == '.' &&
	       (at + 1 == x.n || x.s[at + 1] == ' ' || x.s[at + 1] == '"' ||
		(unsigned char)x.s[at + 1] >= 0x80);
}

/* A word of which nothing is known; a Latin one is taken whole. */
static size_t
gap(struct span x)
{
	size_t n = 1;
	uint32_t c;

	if (utf8_letter(x.s[0])) {
		while (n < x.n && utf8_alnum(x.s[n]))
			n++;
		return n;
	}
	return utf8_step((const unsigned char *)x.s, x.n, &c);
}

static void
put(struct claim_line *l, size_t at, size_t n, enum claim_kind kind, int value,
    unsigned flags)
{
	struct claim_token *last = l->n > 0 ? &l->t[l->n - 1] : NULL;

	if (kind == CLAIM_T_GAP && last != NULL && last->kind == kind &&
	    last->at + last->n == at) {
		last->n += n;
		return;
	}
	l->t[l->n++] = (struct claim_token){
		.kind = kind, .value = value, .flags = flags, .at = at, .n = n
	};
}

/* A line with too many words ends at a comma or a stop, not in a phrase. */
static size_t
back_up(struct claim_line *l, size_t at)
{
	for (size_t i = l->n - 1; i > CLAIM_TOKENS / 2; i--)
		if (l->t[i].kind == CLAIM_T_STOP ||
		    l->t[i].kind == CLAIM_T_COMMA) {
			l->n = i + 1;
			return l->t[i].at + l->t[i].n;
		}
	return at;
}

/* "100个左右的": the unit is still to come. */
static bool
behind_piece(const struct claim_line *l)
{
	size_t i = l->n;

	i -= i > 0 && l->t[i - 1].kind == CLAIM_T_FILL;
	i -= i > 0 && (l->t[i - 1].kind == CLAIM_T_REL ||
		       l->t[i - 1].kind == CLAIM_T_GIVEN);
	return i > 0 && l->t[i - 1].kind == CLAIM_T_PIECE;
}

/* Where a unit may stand; anywhere else it is a word like others. */
static bool
behind_number(const struct claim_line *l)
{
	size_t i = l->n;

	if (behind_piece(l))
		return true;
	if (i > 1 && (l->t[i - 1].kind == CLAIM_T_TO ||
		      (l->t[i - 1].flags & CLAIM_AFTER) != 0))
		i--;
	return i > 0 && l->t[i - 1].kind == CLAIM_T_NUMBER;
}

/* "100<words<200" */
static bool
behind_sign(const struct claim_line *l)
{
	return l->n > 1 && claim_is_less(&l->t[l->n - 1]) &&
	       l->t[l->n - 2].kind == CLAIM_T_NUMBER;
}

/* "个字段": the last character of a unit begins another word. */
static bool
hides(struct span x, size_t n)
{
	const struct claim_words *w;
	size_t len;

	if (n < 6 || (unsigned char)x.s[0] < 0x80)
		return false;
	w = claim_word(span_from(x, n - 3), &len);
	return w != NULL &&
	       (w->kind == CLAIM_T_THINGS || w->kind == CLAIM_T_KEPT);
}

/* "第3段", "section 2": a part by its number; its bytes, or 0. */
static size_t
numbered_part(struct span x)
{
	static const char *const zh[] = { "自然段", "段", "部分", "小节",
					  "节",     "章", "幕",   "点",
					  "页",     "题", NULL };
	static const char *const en[] = { "paragraph ", "section ", "chapter ",
					  "part ",      "scene ",   "slide ",
					  NULL };
	bool latin = utf8_letter(x.s[0]);
	const char *const *word = latin ? en : zh;
	struct claim_number number = { 0 };
	size_t n = span_opens(x, "第"), end;

	for (; latin && *word != NULL && n == 0; word++)
		n = span_opens(x, *word);
	if (n == 0 || n >= x.n)
		return 0;
	end = claim_number(span_from(x, n), &number);
	if (end == 0 || number.vague)
		return 0;
	n += end;
	for (; !latin && *word != NULL; word++) {
		end = span_opens(span_from(x, n), *word);
		if (end > 0)
			return n + end;
	}
	return latin ? n : 0;
}

/* Who writes a part and nothing else is asked for all of it. */
static bool
behind_writing(const struct claim_line *l)
{
	const struct claim_token *t = l->n > 0 ? &l->t[l->n - 1] : NULL;

	return t != NULL &&
	       (t->kind == CLAIM_T_VERB || (t->flags & CLAIM_MAKES) != 0);
}

size_t
claim_lex(struct claim_line *l, struct span x, size_t at)
{
	l->x = x;
	l->n = 0;
	while (at < x.n && x.s[at] != '\n' && l->n < CLAIM_TOKENS) {
		struct span rest = span_from(x, at);
		struct claim_number number = { 0 };
		const struct claim_words *w;
		size_t n = span_space_before(rest), len;

		if (n > 0) {
			const char *end = memchr(rest.s, '\n', n);

			at += end != NULL ? (size_t)(end - rest.s) : n;
			continue;
		}
		len = numbered_part(rest);
		if (len > 0) {
			put(l, at, len,
			    behind_writing(l) ? CLAIM_T_GAP : CLAIM_T_PART, 0,
			    0);
			at += len;
			continue;
		}
		w = claim_word(rest, &n);
		/* "200-word limit" */
		if (w != NULL && w->kind == CLAIM_T_HEAD && behind_number(l))
			w = claim_word((struct span){ rest.s, gap(rest) }, &n);
		if (w != NULL &&
		    ((w->kind == CLAIM_T_UNIT &&
		      ((!behind_number(l) && !behind_sign(l)) ||
		       hides(rest, n))) ||
		     (w->kind == CLAIM_T_PIECE && !behind_number(l))))
			w = NULL;
		len = claim_number(rest, &number);
		if (len > 0 && (w == NULL || len >= n)) {
			put(l, at, len, CLAIM_T_NUMBER, 0, 0);
			l->t[l->n - 1].number = number;
			n = len;
		} else if (w != NULL) {
			put(l, at, n, w->kind, w->value, w->flags);
		} else if (is_end(x, at)) {
			put(l, at, n = 1, CLAIM_T_STOP, 0, 0);
		} else {
			put(l, at, n = gap(rest), CLAIM_T_GAP, 0, 0);
		}
		at += n;
	}
	if (at < x.n && x.s[at] == '\n')
		return at + 1;
	return l->n == CLAIM_TOKENS ? back_up(l, at) : at;
}
