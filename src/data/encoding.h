/*
 * encoding: text files of the world, read as UTF-8.
 *
 * A file says by its mark (BOM) that it is UTF-8, UTF-16 or UTF-32; without
 * one it is UTF-8 unless somebody who knows names another encoding, any that
 * the C library's iconv has. Nothing is guessed in silence: encoding_guess is
 * for the message that refuses a file.
 *
 * What has no meaning in its encoding becomes U+FFFD and is counted; in UTF-8
 * it stays as it is, for whoever reads it to find.
 */
#ifndef DATA_ENCODING_H
#define DATA_ENCODING_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

enum { ENCODING_MARK = 4 };

struct inflate;

/* A descriptor read through, gzip's and zstd's too; the fields are private. */
struct encoding_reader {
	int fd;
	const char *name; /* of the encoding; NULL until it is known */
	bool converts, ended;
	iconv_t cd;
	unsigned char mark[ENCODING_MARK];
	size_t nmark, mark_at, marked; /* marked: bytes of the mark itself */
	char *raw;                     /* bytes to be converted */
	size_t nraw, raw_at;
	uint64_t ill_formed; /* parts that became U+FFFD */
	uint64_t hash;       /* of the bytes behind the mark, when converted */
	struct inflate *packed;
};

/*
 * name: the encoding, or NULL to go by the mark; "utf-8" is one too. fd and
 * name are borrowed. -1 (STATUS_INPUT) for an encoding nobody knows.
 */
int encoding_begin(struct encoding_reader *r, int fd, const char *name,
		   struct err *e);
void encoding_end(struct encoding_reader *r);

/* The descriptor stands inside a text of UTF-8: what looks like a mark is none.
 */
void encoding_no_mark(struct encoding_reader *r);

/*
 * As read(2), but UTF-8 without a mark; a character may be cut at the end of
 * a piece. UTF-8 goes straight to `to`. cap is at least 16. -1 with errno,
 * of which encoding_failed makes the message.
 */
ssize_t encoding_read(struct encoding_reader *r, void *to, size_t cap);
int encoding_failed(const char *path, struct err *e); /* -1, STATUS_INPUT */

/*
 * Text written as the file was that r reads, once it has read something: in
 * its encoding, behind its mark. The fields are private.
 */
struct encoding_writer {
	bool converts, failed, begun;
	iconv_t cd;
	uint64_t hash; /* of what was made behind the mark */
	struct buf out;
};

void encoding_write_begin(struct encoding_writer *w,
			  const struct encoding_reader *r);
void encoding_write_end(struct encoding_writer *w);

/*
 * The bytes for s[0..n), whole characters, until the next call; *made says how
 * many. s NULL: those that end a text.
 */
const char *encoding_write(struct encoding_writer *w, const char *s, size_t n,
			   size_t *made);

/*
 * Whether the encoding had all that was written, and where it was the text
 * that r has read, if it gave the very bytes.
 */
bool encoding_wrote(const struct encoding_writer *w);
bool encoding_same(const struct encoding_writer *w,
		   const struct encoding_reader *r);

/* Whether a name is UTF-8's: what needs no conversion. */
bool encoding_is_utf8(const char *name);

/*
 * Bytes of the mark at the front of s[0..n), and its encoding in *name; 0 and
 * NULL without one. The first ENCODING_MARK bytes, or all of a text, decide.
 */
size_t encoding_mark(const char *s, size_t n, const char **name);

/*
 * A whole text in b made UTF-8 without a mark; name as above. *ill_formed:
 * parts that became U+FFFD. -1: nobody knows the encoding (b is as it was), or
 * b's ceiling.
 */
int encoding_to_utf8(struct buf *b, const char *name, uint64_t *ill_formed,
		     struct err *e);

/*
 * What bytes that are not UTF-8 look like: "GB18030", "Big5", "Shift_JIS",
 * "UTF-16LE", "UTF-16BE", "windows-1252"; NULL for damaged UTF-8 and for what
 * is no text. Some kilobytes are enough.
 */
const char *encoding_guess(const char *s, size_t n);

/* The beginning of what was found not to be UTF-8, to guess by. Zeroed. */
struct encoding_sample {
	size_t n;
	char s[16 * 1024];
};

void encoding_sample_add(struct encoding_sample *x, const char *s, size_t n);

/* err_then: "it looks like GB18030: encoding GB18030 reads it". -1. */
int encoding_advise(const char *s, size_t n, struct err *e);

/* The same about an error that may have another cause, where a guess can be
 * made: whether there is one. Else *e stays as it is. */
bool encoding_hint(const char *s, size_t n, struct err *e);

#endif
