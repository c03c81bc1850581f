#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/encoding.h"

#define ZH   "春节快乐，万家灯火。\n"
#define MANY ZH ZH ZH ZH ZH ZH ZH ZH

/* ZH in other encodings. */
#define GBK                                                                    \
	"\xb4\xba\xbd\xda\xbf\xec\xc0\xd6\xa3\xac\xcd\xf2\xbc\xd2\xb5\xc6"     \
	"\xbb\xf0\xa1\xa3\n"
#define BIG5                                                                   \
	"\xac\x4b\xb8\x60\xa7\xd6\xbc\xd6\xa1\x41\xb8\x55\xae\x61\xbf\x4f"     \
	"\xa4\xf5\xa1\x43\n"
#define U16LE                                                                  \
	"\x25\x66\x82\x82\xeb\x5f\x50\x4e\x0c\xff\x07\x4e\xb6\x5b\x6f\x70"     \
	"\x6b\x70\x02\x30\x0a\x00"
#define U16BE                                                                  \
	"\x66\x25\x82\x82\x5f\xeb\x4e\x50\xff\x0c\x4e\x07\x5b\xb6\x70\x6f"     \
	"\x70\x6b\x30\x02\x00\x0a"

static const struct {
	const char *what, *bytes;
	size_t n;
	const char *encoding, *utf8; /* utf8 NULL: nobody knows it */
	uint64_t ill_formed;
} cases[] = {
#define B(s) s, sizeof(s) - 1
	{ "utf-8", B(ZH), NULL, ZH, 0 },
	{ "a mark", B("\xef\xbb\xbf" ZH), NULL, ZH, 0 },
	{ "a mark twice", B("\xef\xbb\xbf\xef\xbb\xbf" ZH), NULL,
	  "\xef\xbb\xbf" ZH, 0 },
	{ "nothing", B(""), NULL, "", 0 },
	{ "a mark alone", B("\xef\xbb\xbf"), NULL, "", 0 },
	{ "one byte", B("a"), NULL, "a", 0 },
	{ "damaged stays",
	  B("a\xff"
	    "b"),
	  NULL,
	  "a\xff"
	  "b",
	  0 },
	{ "said to be utf-8", B("\xef\xbb\xbf" ZH), "UTF-8", ZH, 0 },
	{ "gbk", B(GBK GBK), "gb18030", ZH ZH, 0 },
	{ "big5", B(BIG5), "big5", "春節快樂，萬家燈火。\n", 0 },
	{ "utf-16 le", B("\xff\xfe" U16LE), NULL, ZH, 0 },
	{ "utf-16 be", B("\xfe\xff" U16BE), NULL, ZH, 0 },
	{ "utf-16 le, said", B("\xff\xfe" U16LE), "utf-16le", ZH, 0 },
	{ "utf-16, said", B("\xff\xfe" U16LE), "utf-16", ZH, 0 },
	{ "utf-16 without", B(U16BE), "utf-16be", ZH, 0 },
	{ "utf-16 without a character", B("\xff\xfe"), NULL, "", 0 },
	{ "utf-32", B("\xff\xfe\0\0\x25\x66\0\0"), NULL, "春", 0 },
	{ "half a surrogate", B("\xff\xfe\x3d\xd8\x61\x00"), NULL,
	  "\xef\xbf\xbd"
	  "a",
	  1 },
	{ "half a unit", B("\xff\xfe\x61\x00\x62"), NULL, "a\xef\xbf\xbd", 1 },
	{ "half a gbk character", B("a\xb4"), "gbk", "a\xef\xbf\xbd", 1 },
	{ "no gbk",
	  B("a\xff\xff"
	    "b"),
	  "gbk",
	  "a\xef\xbf\xbd\xef\xbf\xbd"
	  "b",
	  2 },
	{ "unknown", B("a"), "no-such-thing", NULL, 0 },
#undef B
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

Test(encoding, whole_texts)
{
	for (size_t i = 0; i < CASES; i++) {
		uint64_t ill = 0;
		struct err e;
		struct buf b;
		int rc;

		buf_init(&b, 1 << 20);
		buf_add(&b, cases[i].bytes, cases[i].n);
		rc = encoding_to_utf8(&b, cases[i].encoding, &ill, &e);
		cr_expect_eq(rc, cases[i].utf8 == NULL ? -1 : 0, "%s",
			     cases[i].what);
		if (cases[i].utf8 != NULL) {
			cr_expect_str_eq(buf_text(&b), cases[i].utf8, "%s",
					 cases[i].what);
			cr_expect_eq(ill, cases[i].ill_formed, "%s",
				     cases[i].what);
		}
		buf_fini(&b);
	}
}

/* From a pipe, some bytes at a time, into little room: the same. */
static void
stream(size_t i, size_t room)
{
	struct encoding_reader r;
	struct err e;
	struct buf b;
	char to[64];
	ssize_t n;
	int fd[2];

	cr_assert_eq(pipe(fd), 0);
	cr_assert_eq(write(fd[1], cases[i].bytes, cases[i].n),
		     (ssize_t)cases[i].n);
	close(fd[1]);
	buf_init(&b, 1 << 20);
	if (encoding_begin(&r, fd[0], cases[i].encoding, &e) != 0) {
		cr_expect_null(cases[i].utf8, "%s", cases[i].what);
	} else {
		while ((n = encoding_read(&r, to, room)) > 0)
			buf_add(&b, to, (size_t)n);
		cr_expect_eq(n, 0, "%s", cases[i].what);
		cr_expect_str_eq(buf_text(&b), cases[i].utf8, "%s by %zu",
				 cases[i].what, room);
		cr_expect_eq(r.ill_formed, cases[i].ill_formed, "%s by %zu",
			     cases[i].what, room);
		encoding_end(&r);
	}
	buf_fini(&b);
	close(fd[0]);
}

Test(encoding, streams)
{
	for (size_t i = 0; i < CASES; i++)
		for (size_t room = 16; room <= 64; room += 7)
			stream(i, room);
}

Test(encoding, guesses)
{
	static const struct {
		const char *s;
		size_t n;
		const char *name;
	} guess[] = {
#define B(s) s, sizeof(s) - 1
		{ B(GBK), "GB18030" },
		{ B(GBK GBK GBK "\xb4"), "GB18030" }, /* cut in a character */
		{ B("{\"a\": \"" GBK "\"}"), "GB18030" },
		{ B(BIG5 BIG5), "Big5" },
		{ B("\x8f\x74\x82\xcc\x90\xdf\x82\xc5\x82\xb7\x81\x42"),
		  "Shift_JIS" },
		{ B(U16LE U16LE), "UTF-16LE" },
		{ B(U16BE U16BE), "UTF-16BE" },
		{ B("a\0b\0c\0d\0e\0\n\0"), "UTF-16LE" },
		{ B("\0a\0b\0c\0d\0e\0\n"), "UTF-16BE" },
		{ B("un caf\xe9 cr\xe8me, s'il vous pla\xeet"),
		  "windows-1252" },
		{ B("plain text of ASCII, as long as it may be"), NULL },
		{ B(MANY "\xe6\x98"), NULL }, /* UTF-8, cut */
		{ B(MANY "\xff"), NULL },
		{ B(""), NULL },
		{ B("\x7f"
		    "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"),
		  NULL },
#undef B
	};

	for (size_t i = 0; i < sizeof(guess) / sizeof(guess[0]); i++) {
		const char *name = encoding_guess(guess[i].s, guess[i].n);

		cr_expect_str_eq(name == NULL ? "-" : name,
				 guess[i].name == NULL ? "-" : guess[i].name,
				 "case %zu", i);
	}
}
