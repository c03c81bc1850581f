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

void
judge_template(const char *template, const struct judge_mark *mark,
	       struct buf *out)
{
	for (const char *s = template; *s != '\0';) {
		const struct judge_mark *m = mark_at(mark, s);

		if (m == NULL) {
			buf_add(out, s++, 1);
			continue;
		}
		put_mark(m, out);
		s += strlen(m->name);
	}
}
