/*
 * lencount: how long a text is, in every unit people mean by "length".
 *
 * Text is UTF-8 in s[0..len); NULs are characters like others. Where it is
 * ill-formed, each maximal subpart (Unicode 15.0, table 3-8) counts as one
 * U+FFFD, and in the unit byte as the bytes it has. Nothing is normalised,
 * trimmed or taken off. Tables are those of Unicode LENCOUNT_UNICODE.
 *
 * Everything here is free of allocation, files and locale, and safe to call
 * from several threads, lencount_force excepted. The first count chooses the
 * fastest kernel the processor has and holds it against the reference kernel
 * on a built-in text; a kernel that disagrees is never used.
 */
#ifndef TEXT_LENCOUNT_H
#define TEXT_LENCOUNT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

#define LENCOUNT_UNICODE "15.0.0"

/*
 * excel, excel2, han, codepoint, utf16 and byte are the plain units, counted
 * in one vector pass; the others need the walk that counts everything.
 */
enum lencount_unit {
	LENCOUNT_EXCEL,      /* UTF-16 units but U+0020, U+000A, U+000D */
	LENCOUNT_EXCEL2,     /* code points but the same three */
	LENCOUNT_NOSPACE,    /* clusters that are not all White_Space */
	LENCOUNT_WORD,       /* East-Asian characters + other non-space runs */
	LENCOUNT_HAN,        /* code points of the script Han */
	LENCOUNT_GRAPHEME,   /* extended grapheme clusters of UAX #29 */
	LENCOUNT_CODEPOINT,  /* code points */
	LENCOUNT_UTF16,      /* UTF-16 code units */
	LENCOUNT_BYTE,       /* bytes */
	LENCOUNT_WORDS,      /* runs of \w: letters, numbers and "_" */
	LENCOUNT_LIFEBENCH,  /* [\u4e00-\u9fff] + \b[a-zA-Z0-9'-]+\b */
	LENCOUNT_LONGWRITER, /* [\u4e00-\u9fff] + \b[a-zA-Z]+\b */
	LENCOUNT_UNITS
};

/* What a unit counts, for whoever words it or reads it out of a prompt. */
enum lencount_of {
	LENCOUNT_OF_CHARACTERS, /* of one kind or another */
	LENCOUNT_OF_BYTES,
	LENCOUNT_OF_WORDS,
	LENCOUNT_OF_BOTH, /* East Asian characters, and words of others */
};

struct lencount {
	uint64_t n[LENCOUNT_UNITS];
	uint64_t ill_formed; /* maximal ill-formed parts; 0: good UTF-8 */
};

/* "excel"; what it counts, in one line. Static strings. */
const char *lencount_name(enum lencount_unit unit);
const char *lencount_about(enum lencount_unit unit);
enum lencount_of lencount_of(enum lencount_unit unit);

/* The unit of that name; 0, or -1 when there is none. */
int lencount_find(const char *name, enum lencount_unit *unit);

/* All units of one text. */
void lencount_all(const char *s, size_t len, struct lencount *out);

/* One unit of one text; *ill_formed is set unless it is NULL. */
uint64_t lencount_one(enum lencount_unit unit, const char *s, size_t len,
		      uint64_t *ill_formed);

/* What the units of the next character depend on; private. */
struct lencount_walk {
	unsigned char cluster, seen, word, run, latin, edges, letters, open;
};

/*
 * A text that comes in pieces, cut anywhere, also inside a character: the
 * counts are those of the whole. begin with one unit pays for that unit
 * only; with LENCOUNT_UNITS it counts all. Units not asked for are 0.
 */
struct lencount_stream {
	struct lencount sum;
	enum lencount_unit unit;
	unsigned tail_len;
	unsigned char tail[4]; /* a character that has not ended yet */
	struct lencount_walk walk;
};

void lencount_begin(struct lencount_stream *st, enum lencount_unit unit);
void lencount_add(struct lencount_stream *st, const char *s, size_t len);
void lencount_end(struct lencount_stream *st, struct lencount *out);

/*
 * Kernels, best first; the last is the reference and always usable. Names
 * end with NULL. force is for tests and for comparing: it returns -1 and
 * changes nothing when the name is unknown or this processor lacks the
 * instructions; NULL goes back to the automatic choice.
 */
const char *lencount_kernel(void);
const char *lencount_kernel_at(size_t i);
int lencount_kernel_usable(const char *name);
int lencount_force(const char *name);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
