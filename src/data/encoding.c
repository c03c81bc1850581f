/*
 * UTF-8 is what nearly every file is, and pays for nothing: its bytes go from
 * the descriptor to the caller. Everything else is iconv's.
 */
#include "data/encoding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "data/inflate.h"

enum { RAW = 64 * 1024 };

#define NOTHING "\xef\xbf\xbd" /* U+FFFD */

static const struct {
	const char *name, *bytes;
	size_t n;
} marks[] = {
	{ "UTF-8", "\xef\xbb\xbf", 3 },
	/* The longer first: UTF-16's begins it. */
	{ "UTF-32LE", "\xff\xfe\0\0", 4 },
	{ "UTF-32BE", "\0\0\xfe\xff", 4 },
	{ "UTF-16LE", "\xff\xfe", 2 },
	{ "UTF-16BE", "\xfe\xff", 2 },
};

#define MARKS (sizeof(marks) / sizeof(marks[0]))

bool
encoding_is_utf8(const char *name)
{
	return strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0;
}

size_t
encoding_mark(const char *s, size_t n, const char **name)
{
	for (size_t i = 0; i < MARKS; i++) {
		if (n >= marks[i].n &&
		    memcmp(s, marks[i].bytes, marks[i].n) == 0) {
			*name = marks[i].name;
			return marks[i].n;
		}
	}
	*name = NULL;
	return 0;
}

static int
open_iconv(const char *name, iconv_t *cd, struct err *e)
{
	*cd = iconv_open("UTF-8", name);
	if (*cd != (iconv_t)-1)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "encoding \"%.40s\": iconv does not know it; usual ones "
		       "are utf-8, utf-16le, gb18030, big5 and shift_jis",
		       name);
}

int
encoding_begin(struct encoding_reader *r, int fd, const char *name,
	       struct err *e)
{
	*r = (struct encoding_reader){ .fd = fd,
				       .name = name,
				       .hash = HASH_INIT };
	if (name == NULL || encoding_is_utf8(name))
		return 0;
	if (open_iconv(name, &r->cd, e) != 0)
		return -1;
	r->converts = true;
	return 0;
}

void
encoding_end(struct encoding_reader *r)
{
	if (r->converts)
		iconv_close(r->cd);
	free(r->raw);
	inflate_close(r->packed);
	r->packed = NULL;
	r->converts = false;
	r->raw = NULL;
}

void
encoding_no_mark(struct encoding_reader *r)
{
	r->ended = true;
}

static ssize_t
read_some(int fd, void *to, size_t cap)
{
	ssize_t n;

	do
		n = read(fd, to, cap);
	while (n < 0 && errno == EINTR);
	return n;
}

static ssize_t
read_raw(struct encoding_reader *r, void *to, size_t cap)
{
	return r->packed != NULL ? inflate_read(r->packed, to, cap)
				 : read_some(r->fd, to, cap);
}

/* "utf-16" is what the mark says of it, and without one this machine's. */
static int
of_family(struct encoding_reader *r, const char *marked)
{
	static const char *const family[] = { "UTF-16", "UTF-32" };
	static const char *const here[] = { "UTF-16LE", "UTF-32LE" };

	for (size_t i = 0; i < 2; i++) {
		if (strcasecmp(r->name, family[i]) != 0)
			continue;
		r->name = marked != NULL && strncmp(marked, family[i], 6) == 0
			      ? marked
			      : here[i];
		iconv_close(r->cd);
		r->cd = iconv_open("UTF-8", r->name);
		r->converts = r->cd != (iconv_t)-1;
		return r->converts ? 0 : -1;
	}
	return 0;
}

/* The first bytes, of which the mark is dropped and the rest is kept. */
static int
read_mark(struct encoding_reader *r)
{
	const char *name;
	struct err ignored;
	ssize_t n = 1;

	while (n > 0 && r->nmark < sizeof(r->mark)) {
		n = read_raw(r, r->mark + r->nmark, sizeof(r->mark) - r->nmark);
		if (n < 0)
			return -1;
		r->nmark += (size_t)n;
		if (r->packed == NULL && inflate_is(r->mark, r->nmark)) {
			r->packed = inflate_open(r->fd, r->mark, r->nmark);
			r->nmark = 0;
		}
	}
	r->mark_at = encoding_mark((char *)r->mark, r->nmark, &name);
	if (r->name != NULL && of_family(r, name) != 0)
		return -1;
	if (r->name != NULL &&
	    (name == NULL || strcasecmp(name, r->name) != 0)) {
		/* What was said stands; UTF-16 and UTF-32 know their mark. */
		r->mark_at = 0;
		return 0;
	}
	r->marked = r->mark_at;
	r->name = name == NULL ? "UTF-8" : name;
	if (!r->converts && !encoding_is_utf8(r->name)) {
		if (open_iconv(r->name, &r->cd, &ignored) != 0) {
			errno = EINVAL;
			return -1;
		}
		r->converts = true;
	}
	return 0;
}

/*
 * One step of iconv: bytes written to `to`. A part without meaning is passed
 * over by a byte, or by a whole unit where every character has two or more.
 */
static size_t
convert(iconv_t cd, const char *name, char **from, size_t *left, bool last,
	char *to, size_t cap, uint64_t *ill_formed)
{
	size_t unit = strncasecmp(name, "utf-16", 6) == 0   ? 2
		      : strncasecmp(name, "utf-32", 6) == 0 ? 4
							    : 1;
	char *out = to;
	size_t room = cap;

	while (*left > 0 && room > sizeof(NOTHING)) {
		if (iconv(cd, from, left, &out, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || (errno == EINVAL && !last))
			break;
		if (room < sizeof(NOTHING))
			break;
		memcpy(out, NOTHING, sizeof(NOTHING) - 1);
		out += sizeof(NOTHING) - 1;
		room -= sizeof(NOTHING) - 1;
		unit = unit < *left ? unit : *left;
		*from += unit;
		*left -= unit;
		(*ill_formed)++;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	return (size_t)(out - to);
}

static ssize_t
read_converted(struct encoding_reader *r, char *to, size_t cap)
{
	size_t made = 0;

	if (r->raw == NULL) {
		r->raw = mem_calloc(RAW, 1);
		r->nraw = r->nmark - r->mark_at;
		memcpy(r->raw, r->mark + r->mark_at, r->nraw);
		r->hash = hash_bytes(r->hash, r->raw, r->nraw);
		r->mark_at = r->nmark;
	}
	while (made == 0) {
		char *from = r->raw + r->raw_at;
		size_t left = r->nraw - r->raw_at;
		ssize_t n;

		made = convert(r->cd, r->name, &from, &left, r->ended, to, cap,
			       &r->ill_formed);
		memmove(r->raw, from, left);
		r->raw_at = 0;
		r->nraw = left;
		if (made > 0 || r->ended)
			break;
		n = read_raw(r, r->raw + left, RAW - left);
		if (n < 0)
			return -1;
		r->hash = hash_bytes(r->hash, r->raw + left, (size_t)n);
		r->ended = n == 0;
		r->nraw += (size_t)n;
	}
	return (ssize_t)made;
}

ssize_t
encoding_read(struct encoding_reader *r, void *to, size_t cap)
{
	size_t n;

	if (r->nmark == 0 && !r->ended && read_mark(r) < 0)
		return -1;
	if (r->converts)
		return read_converted(r, to, cap);
	r->ended = true; /* the mark is read once, also of an empty file */
	n = r->nmark - r->mark_at;
	if (n == 0)
		return read_raw(r, to, cap);
	memcpy(to, r->mark + r->mark_at, n);
	r->mark_at = r->nmark;
	return (ssize_t)n;
}

int
encoding_failed(const char *path, struct err *e)
{
	if (errno == EBADMSG)
		return err_set(e, STATUS_INPUT,
			       "%s: its compressed data are damaged or cut "
			       "short",
			       path);
	return err_errno(e, STATUS_INPUT, "%s: cannot read", path);
}

int
encoding_to_utf8(struct buf *b, const char *name, uint64_t *ill_formed,
		 struct err *e)
{
	const char *marked;
	size_t skip =
	    encoding_mark(b->data == NULL ? "" : b->data, b->len, &marked);
	size_t left;
	char piece[4096], *from;
	struct buf out;
	iconv_t cd;
	int rc = 0;

	*ill_formed = 0;
	if (marked != NULL && (name == NULL || strcasecmp(name, marked) == 0))
		name = marked;
	else
		skip = 0;
	left = b->len - skip;
	if (name == NULL || encoding_is_utf8(name)) {
		b->len -= skip;
		if (skip > 0)
			memmove(b->data, b->data + skip, b->len + 1);
		return 0;
	}
	if (open_iconv(name, &cd, e) != 0)
		return -1;
	buf_init(&out, b->max);
	from = b->data + skip;
	while (left > 0)
		buf_add(&out, piece,
			convert(cd, name, &from, &left, true, piece,
				sizeof(piece), ill_formed));
	iconv_close(cd);
	if (buf_failed(&out))
		rc = err_set(e, STATUS_INPUT,
			     "larger than the limit of %zu bytes as UTF-8",
			     b->max);
	buf_reset(b);
	buf_add(b, out.data == NULL ? "" : out.data, out.len);
	buf_fini(&out);
	return rc;
}
