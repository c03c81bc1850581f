#include "sweep/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"

static void
quoted(struct buf *out, const char *s, size_t n)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s[i]);
	}
	buf_putc(out, '"');
}

void
csv_text(struct buf *out, bool first, const char *s, size_t n)
{
	if (!first)
		buf_putc(out, ',');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"' || s[i] == ',' || s[i] == '\n' ||
		    s[i] == '\r') {
			quoted(out, s, n);
			return;
		}
	}
	buf_add(out, s, n);
}

void
csv_text_safe(struct buf *out, bool first, const char *s, size_t n)
{
	char *safe;

	if (n == 0 || strchr("=+-@\t\r", s[0]) == NULL || s[0] == '\0') {
		csv_text(out, first, s, n);
		return;
	}
	safe = mem_calloc(n + 1, 1);
	safe[0] = '\'';
	memcpy(safe + 1, s, n);
	csv_text(out, first, safe, n + 1);
	free(safe);
}

/* A number's cell: text[0] is room for the comma. */
static void
number_cell(struct buf *out, bool first, char *text)
{
	text[0] = ',';
	if (first)
		text++;
	buf_puts(out, text);
}

void
csv_num(struct buf *out, bool first, double x)
{
	char text[1 + NUM_TEXT];

	num_format(text + 1, x);
	number_cell(out, first, text);
}

void
csv_int(struct buf *out, bool first, int64_t x)
{
	char text[1 + NUM_TEXT];

	num_format_int(text + 1, x);
	number_cell(out, first, text);
}

void
csv_end(struct buf *out)
{
	buf_putc(out, '\n');
}
