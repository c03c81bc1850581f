/*
 * From a place in a decoded prompt back to the bytes of the record. The way
 * walks the escapes again: it is taken once for each number that is replaced,
 * where a map of every prompt would be kept for all that are not.
 */
#include <string.h>

#include "base/utf8.h"
#include "dataset/dataset_impl.h"

static uint32_t
unit_at(const char *s)
{
	uint32_t u = 0;

	for (int i = 2; i < 6; i++) {
		char b = s[i];

		u = u << 4 |
		    (uint32_t)(b <= '9' ? b - '0' : (b | 32) - 'a' + 10);
	}
	return u;
}

static bool
escaped_unit(const char *s, size_t n)
{
	return n >= 6 && s[0] == '\\' && s[1] == 'u';
}

/* One step through a string of JSON that has been read: bytes of the file,
 * and in *n of the text. */
static size_t
json_step(const char *s, size_t left, size_t *n)
{
	char put[4];
	uint32_t u, low;

	*n = 1;
	if (s[0] != '\\')
		return 1;
	if (!escaped_unit(s, left))
		return 2;
	u = unit_at(s);
	if (u >= 0xd800 && u < 0xdc00 && escaped_unit(s + 6, left - 6)) {
		low = unit_at(s + 6);
		*n = 4;
		if (low >= 0xdc00 && low < 0xe000)
			return 12;
	}
	*n = u == 0 || (u >= 0xd800 && u < 0xe000) ? 3 : utf8_put(put, u);
	return 6;
}

int64_t
dataset_raw(const struct dataset *d, const struct dataset_record *r,
	    const struct dataset_item *item, size_t at)
{
	const struct dataset_piece *p = item->piece;
	size_t raw, end, to, n;
	bool quoted;

	while (p < item->piece + item->npieces && at > p->at + p->n)
		p++;
	if (p == item->piece + item->npieces || at < p->at)
		return -1;
	raw = p->raw_at;
	end = p->raw_at + p->raw_n;
	quoted = raw > 0 && r->raw.s[raw - 1] == CUT_QUOTE;
	for (to = p->at; to < at && raw < end; to += n) {
		size_t step = 1;

		n = 1;
		if (d->cut.form != CUT_TABLE)
			step = json_step(r->raw.s + raw, end - raw, &n);
		else if (quoted && r->raw.s[raw] == CUT_QUOTE)
			step = 2;
		if (to + n > at)
			break;
		raw += step;
	}
	return (int64_t)raw;
}

void
dataset_quote(const struct dataset *d, const struct dataset_record *r,
	      struct span s, struct buf *out)
{
	bool ascii = d->cut.form != CUT_TABLE;
	uint32_t c;

	for (size_t i = 0; ascii && i < r->raw.n; i++)
		ascii = (unsigned char)r->raw.s[i] < 0x80;
	for (size_t at = 0, n; at < s.n; at += n) {
		n = utf8_step((const unsigned char *)s.s + at, s.n - at, &c);
		if (ascii && c >= 0x80 && c < 0x10000)
			buf_printf(out, "\\u%04x", c);
		else
			buf_add(out, s.s + at, n);
	}
}
