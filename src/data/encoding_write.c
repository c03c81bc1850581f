/*
 * Back into the encoding that a text came from. Few encodings have one way
 * only to write a character, and iconv knows one: so the text that was read is
 * written once more beside the one that is wanted, and where its bytes are not
 * those of the file, nothing is promised about the other.
 */
#include <errno.h>
#include <limits.h>

#include "base/hash.h"
#include "data/encoding.h"

enum { PIECE = 4096 };

void
encoding_write_begin(struct encoding_writer *w, const struct encoding_reader *r)
{
	*w = (struct encoding_writer){ .converts = r->converts,
				       .hash = HASH_INIT };
	buf_init(&w->out, INT_MAX);
	buf_add(&w->out, r->mark, r->marked);
	if (!w->converts)
		return;
	w->cd = iconv_open(r->name, "UTF-8");
	w->failed = w->cd == (iconv_t)-1;
}

void
encoding_write_end(struct encoding_writer *w)
{
	if (w->converts && w->cd != (iconv_t)-1)
		iconv_close(w->cd);
	buf_fini(&w->out);
}

/* s NULL: the shift back, which some encodings end with. */
static void
convert(struct encoding_writer *w, const char *s, size_t n)
{
	char *from = (char *)(uintptr_t)s; /* iconv only reads */
	char piece[PIECE];
	size_t rc;

	do {
		char *to = piece;
		size_t room = PIECE;

		rc = iconv(w->cd, s != NULL ? &from : NULL, &n, &to, &room);
		w->hash = hash_bytes(w->hash, piece, PIECE - room);
		buf_add(&w->out, piece, PIECE - room);
	} while (rc == (size_t)-1 && errno == E2BIG);
	w->failed |= rc == (size_t)-1;
}

const char *
encoding_write(struct encoding_writer *w, const char *s, size_t n, size_t *made)
{
	if (w->begun)
		buf_reset(&w->out);
	w->begun = true;
	if (!w->converts && w->out.len == 0) {
		*made = n;
		return s;
	}
	if (!w->converts)
		buf_add(&w->out, s, n);
	else if (!w->failed)
		convert(w, s, n);
	w->failed |= buf_failed(&w->out);
	*made = w->out.len;
	return buf_text(&w->out);
}

bool
encoding_wrote(const struct encoding_writer *w)
{
	return !w->failed;
}

bool
encoding_same(const struct encoding_writer *w, const struct encoding_reader *r)
{
	return !w->failed && (!w->converts || w->hash == r->hash);
}
