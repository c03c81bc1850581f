/*
 * The writing half has no state beside the buffer: who writes a row knows
 * which cell is its first, and a writer object would only have to be carried
 * along. The apostrophe for spreadsheets is a form of its own, not the
 * default: our own reader must get back the bytes that were written.
 */
#include "data/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

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
	static const bool needs_quotes[256] = {
		['"'] = true, [','] = true, ['\n'] = true, ['\r'] = true
	};

	if (!first)
		buf_putc(out, ',');
	for (size_t i = 0; i < n; i++) {
		if (needs_quotes[(unsigned char)s[i]]) {
			quoted(out, s, n);
			return;
		}
	}
	if (n > 0)
		buf_add(out, s, n);
}

/* Cells that lie one behind the other, with nothing to quote in them. */
static bool
lie_plain(const struct csv_cell *cell, size_t n, size_t len)
{
	static const char special[] = { '"', ',', '\n', '\r' };

	for (size_t i = 1; i < n; i++)
		if (cell[i].s != cell[i - 1].s + cell[i - 1].n + 1)
			return false;
	for (size_t i = 0; i < sizeof(special); i++)
		if (memchr(cell[0].s, special[i], len) != NULL)
			return false;
	return true;
}

void
csv_cells(struct buf *out, const struct csv_cell *cell, size_t n)
{
	size_t from = out->len, len;

	len = (size_t)(cell[n - 1].s + cell[n - 1].n - cell[0].s);
	if (cell[n - 1].s < cell[0].s || !lie_plain(cell, n, len)) {
		for (size_t i = 0; i < n; i++)
			csv_text(out, i == 0, cell[i].s, cell[i].n);
		return;
	}
	buf_add(out, cell[0].s, len);
	for (size_t i = 1; i < n && !buf_failed(out); i++)
		out->data[from + (size_t)(cell[i].s - cell[0].s) - 1] = ',';
}

void
csv_text_safe(struct buf *out, bool first, const char *s, size_t n)
{
	char *safe;

	if (n == 0 || !utf8_among(s[0], "=+-@\t\r")) {
		csv_text(out, first, s, n);
		return;
	}
	safe = mem_calloc(n + 1, 1);
	safe[0] = '\'';
	memcpy(safe + 1, s, n);
	csv_text(out, first, safe, n + 1);
	free(safe);
}

void
csv_end(struct buf *out)
{
	buf_putc(out, '\n');
}
