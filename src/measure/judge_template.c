/*
 * Everything that comes from an answer goes into the template as a JSON
 * string, so that a text cannot end its own quotation; and marks are replaced
 * in one pass, so that an answer that says "{nonce}" is told nothing.
 */
#include "measure/judge_template.h"

#include <string.h>

#include "base/num.h"
#include "data/jsonw.h"

static void
put_mark(const struct judge_mark *m, struct buf *out)
{
	char text[NUM_TEXT];

	switch (m->kind) {
	case JUDGE_MARK_TEXT:
		if (m->text != NULL)
			jsonw_quote(out, m->text, m->len);
		break;
	case JUDGE_MARK_WORD:
		buf_puts(out, m->text);
		break;
	case JUDGE_MARK_NUMBER:
		num_format(text, m->number);
		buf_puts(out, text[0] != '\0' ? text : "null");
		break;
	}
}

static const struct judge_mark *
mark_at(const struct judge_mark *m, const char *s)
{
	for (; m->name != NULL; m++)
		if (strncmp(s, m->name, strlen(m->name)) == 0)
			return m;
	return NULL;
}

static bool
is_none(const struct judge_mark *m)
{
	return m != NULL && m->kind == JUDGE_MARK_TEXT && m->text == NULL;
}

/* The mark that "{if NAME}" at s asks for, or NULL; *n: its length. */
static const struct judge_mark *
condition_at(const struct judge_mark *m, const char *s, size_t *n)
{
	if (strncmp(s, "{if ", 4) != 0)
		return NULL;
	for (; m->name != NULL; m++) {
		*n = strlen(m->name) - 1;
		if (strncmp(s + 4, m->name + 1, *n) == 0) {
			*n += 4;
			return m;
		}
	}
	return NULL;
}

bool
judge_template(const char *template, const struct judge_mark *mark,
	       struct buf *out)
{
	bool open = false, whole = true;
	size_t n;

	for (const char *s = template; *s != '\0'; s += n) {
		const struct judge_mark *c = condition_at(mark, s, &n);
		const struct judge_mark *m = mark_at(mark, s);
		const char *end = is_none(c) ? strstr(s, "{end}") : NULL;

		if (end != NULL) {
			n = (size_t)(end - s) + 5;
		} else if (c != NULL) {
			open = true;
		} else if (open && strncmp(s, "{end}", 5) == 0) {
			open = false;
			n = 5;
		} else if (m != NULL) {
			whole &= !is_none(m);
			put_mark(m, out);
			n = strlen(m->name);
		} else {
			buf_add(out, s, n = 1);
		}
	}
	return whole;
}
