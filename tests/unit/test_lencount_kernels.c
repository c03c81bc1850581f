/* Every kernel against the reference: places, cuts, random bytes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/rng.h"
#include "text/kernel.h"
#include "text/lencount.h"
#include "text/walk.h"

enum { ROOM = 4096 };

/* Characters of every kind that some kernel treats apart. */
static const char *const pieces[] = {
	"a",
	"Z",
	"9",
	"-",
	"'",
	"_",
	" ",
	"\t",
	"\n",
	"\r",
	"\r\n",
	".",
	"`",
	"\x7f",
	"\xc2\xa0",
	"\xc2\xa9",
	"\xc2\xad",
	"\xc2\xb7",
	"é",
	"×",
	"÷",
	"ö",
	"\xcc\x81",
	"Ж",
	"ш",
	"ο",
	"\xd2\x83",
	"א",
	"ก",
	"\xe0\xa4\x95",
	"\xe0\xa4\xbe",
	"\xe1\x84\x80",
	"\xe1\x85\xa1",
	"\xe1\x86\xa8",
	"\xe2\x80\x8b",
	"\xe2\x80\x8d",
	"\xe2\x80\x94",
	"\xe2\x80\x9c",
	"\xe2\x80\xa6",
	"\xe2\x80\xa8",
	"\xe2\x80\xaf",
	"\xe2\x80\xbc",
	"①",
	"\xe2\x9d\xa4",
	"\xe2\xba\x80",
	"\xe2\xba\x9a",
	"\xe2\xbf\x95",
	"\xe2\xbf\xb0",
	"\xe3\x80\x80",
	"、",
	"。",
	"\xe3\x80\x84",
	"々",
	"〆",
	"〇",
	"「",
	"》",
	"【",
	"〜",
	"\xe3\x80\xa0",
	"〡",
	"\xe3\x80\xaa",
	"\xe3\x80\xb0",
	"\xe3\x80\xbb",
	"\xe3\x80\xbd",
	"の",
	"\xe3\x82\x99",
	"\xe3\x82\x9b",
	"ア",
	"・",
	"ー",
	"ㄅ",
	"\xe3\x8a\x97",
	"㐀",
	"䶿",
	"\xe4\xb6\xbf",
	"䷀",
	"\xe4\xb7\xbf",
	"一",
	"春",
	"节",
	"鿿",
	"\xea\x80\x80",
	"각",
	"가",
	"\xed\x9f\xbb",
	"\xee\x80\x80",
	"豈",
	"\xef\xa9\xae",
	"\xef\xac\x81",
	"\xef\xb8\x8f",
	"\xef\xbb\xbf",
	"，",
	"！",
	"Ａ",
	"１",
	"\xef\xbd\xa1",
	"ｶ",
	"\xef\xbe\x9e",
	"\xef\xbf\xbd",
	"\xf0\x90\x80\x80",
	"\xf0\x96\xbf\xa2",
	"😀",
	"👨",
	"🏽",
	"🇨",
	"𠀀",
	"𪛟",
	"\xf0\xaf\xa0\x80",
	"𰻝",
	"\xf3\xa0\x84\x80",
	"\xf4\x8f\xbf\xbf",
	/* and parts that no text should have */
	"\x80",
	"\xbf",
	"\xc0",
	"\xc1\xbf",
	"\xc3",
	"\xe0\x80\x80",
	"\xe0\x9f",
	"\xe4\xb8",
	"\xe3\x80",
	"\xed\xa0\x80",
	"\xed\xbf\xbf",
	"\xef\xbc",
	"\xf0\x80\x80\x80",
	"\xf0\x8f\xbf\xbf",
	"\xf0\x9f\x98",
	"\xf0\x9f",
	"\xf4\x90\x80\x80",
	"\xf5\x80\x80\x80",
	"\xfe",
	"\xff",
};

enum { PIECES = sizeof(pieces) / sizeof(pieces[0]), GOOD = PIECES - 20 };

static const struct kernel *
reference(void)
{
	const struct kernel *const *k = kernel_list;

	while (k[1] != NULL)
		k++;
	return *k;
}

static void
same_tally(const struct kernel *k, const unsigned char *s, size_t n, bool han,
	   const char *what)
{
	struct kernel_tally want = { 1, 2, 3, 4 }, got = want;
	const struct kernel *ref = reference();
	bool good = (han ? ref->han : ref->plain)(s, n, &want);

	cr_assert_eq((han ? k->han : k->plain)(s, n, &got), good,
		     "%s %s: %s is%s well-formed", k->name,
		     han ? "han" : "plain", what, good ? "" : " not");
	cr_assert(memcmp(&want, &got, sizeof(got)) == 0,
		  "%s %s: %s: %lu %lu %lu %lu, expected %lu %lu %lu %lu",
		  k->name, han ? "han" : "plain", what,
		  (unsigned long)got.starts, (unsigned long)got.astral,
		  (unsigned long)got.left_out, (unsigned long)got.han,
		  (unsigned long)want.starts, (unsigned long)want.astral,
		  (unsigned long)want.left_out, (unsigned long)want.han);
}

static void
same_units(const struct kernel *k, const struct lencount *want,
	   const struct lencount *got, const char *what)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		cr_assert_eq(
		    got->n[u], want->n[u], "%s: %s: %s is %lu, expected %lu",
		    k->name, what, lencount_name((enum lencount_unit)u),
		    (unsigned long)got->n[u], (unsigned long)want->n[u]);
	cr_assert_eq(got->ill_formed, want->ill_formed,
		     "%s: %s: %lu ill-formed, expected %lu", k->name, what,
		     (unsigned long)got->ill_formed,
		     (unsigned long)want->ill_formed);
}

static void
same_walk(const struct kernel *k, const unsigned char *s, size_t n,
	  const char *what)
{
	struct lencount want = { { 0 }, 0 }, got = want, part = want;
	struct lencount_walk a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
	struct hash_run hash = hash_begin(s, n);

	walk_add(&a, s, n, &want);
	k->walk(&b, s, n, &got, &hash);
	same_units(k, &want, &got, what);
	cr_assert(memcmp(&a, &b, sizeof(a)) == 0, "%s: state after %s", k->name,
		  what);
	cr_assert_eq(hash_rest(&hash), hash_text(s, n), "%s: hash of %s",
		     k->name, what);
	k->clusters(&c, s, n, &part);
	got.n[LENCOUNT_GRAPHEME] = part.n[LENCOUNT_GRAPHEME];
	got.n[LENCOUNT_NOSPACE] = part.n[LENCOUNT_NOSPACE];
	got.ill_formed = part.ill_formed;
	same_units(k, &want, &got, what);
	part = (struct lencount){ { 0 }, 0 };
	k->word(&d, s, n, &part);
	got.n[LENCOUNT_WORD] = part.n[LENCOUNT_WORD];
	got.ill_formed = part.ill_formed;
	same_units(k, &want, &got, what);
}

static void
compare(const unsigned char *s, size_t n, const char *what)
{
	for (const struct kernel *const *k = kernel_list; *k != NULL; k++) {
		if (!(*k)->usable())
			continue;
		same_tally(*k, s, n, false, what);
		same_tally(*k, s, n, true, what);
		same_walk(*k, s, n, what);
	}
}

/* Pages that end where reading must: an overrun is a crash. */
static unsigned char *
guarded(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t room = (ROOM + page - 1) / page * page;
	unsigned char *p = mmap(NULL, room + 2 * page, PROT_NONE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	cr_assert_neq((void *)p, MAP_FAILED);
	cr_assert_eq(mprotect(p + page, room, PROT_READ | PROT_WRITE), 0);
	return p + page + room - ROOM;
}

/* Each piece at each place of a block, in texts of several lengths. */
Test(lencount_kernels, every_piece_at_every_place)
{
	static const char *const fillers[] = { "x", "春", "é", "😀" };
	unsigned char *room = guarded();

	for (int f = 0; f < 4; f++) {
		size_t fill = strlen(fillers[f]);

		for (int p = 0; p < PIECES; p++) {
			for (size_t at = 0; at <= 66; at++) {
				size_t piece = strlen(pieces[p]);
				size_t n = 0, rest;
				unsigned char *s;

				for (rest = 0; rest < 140; rest += 69) {
					n = at * fill + piece + rest * fill;
					s = room + ROOM - n;
					for (size_t i = 0; i < at + rest; i++)
						memcpy(
						    s + i * fill +
							(i >= at ? piece : 0),
						    fillers[f], fill);
					memcpy(s + at * fill, pieces[p], piece);
					compare(s, n, pieces[p]);
				}
			}
		}
	}
}

/* The code point c as UTF-8; how many bytes. */
static size_t
encode(uint32_t c, unsigned char *s)
{
	static const unsigned char leads[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		s[i] = (unsigned char)(0x80 | (c & 0x3f));
	s[0] = (unsigned char)(leads[n] | c);
	return n;
}

/* Twice among others, and at the end, where it leaves a state. */
Test(lencount_kernels, every_code_point)
{
	static const char plain[] = "春节 x1，a가か";
	const size_t n = sizeof(plain) - 1;

	for (uint32_t c = 0; c < 0x20000; c++) {
		unsigned char s[128], point[4];
		size_t len = encode(c, point), at = 0;
		char what[16];

		if (c >= 0xd800 && c < 0xe000)
			continue;
		for (int i = 0; i < 3; i++) {
			memcpy(s + at, plain, n);
			memcpy(s + at + n, point, len);
			at += n + len;
		}
		snprintf(what, sizeof(what), "U+%04X", c);
		compare(s, at, what);
	}
}

/* A character cut after each of its bytes, at the end and at the start. */
Test(lencount_kernels, every_cut_of_a_character)
{
	unsigned char *room = guarded();

	for (int p = 0; p < PIECES; p++) {
		size_t piece = strlen(pieces[p]);

		for (size_t before = 0; before < 200; before++)
			for (size_t cut = 1; cut <= piece; cut++) {
				unsigned char *s = room + ROOM - before - cut;

				memset(s, 'a', before);
				memcpy(s + before, pieces[p], cut);
				compare(s, before + cut, pieces[p]);
				memcpy(s, pieces[p] + piece - cut, cut);
				memset(s + cut, ' ', before);
				compare(s, before + cut, pieces[p]);
			}
	}
}

Test(lencount_kernels, every_alignment)
{
	unsigned char *room = guarded();
	struct rng r;

	rng_init(&r, 64);
	for (size_t offset = 0; offset < 64; offset++)
		for (int round = 0; round < 20; round++) {
			size_t n = 0;

			while (n < 300) {
				const char *p = pieces[rng_below(&r, GOOD)];

				memcpy(room + offset + n, p, strlen(p));
				n += strlen(p);
			}
			compare(room + offset, n, "an offset");
		}
}

static size_t
random_text(struct rng *r, unsigned char *s, size_t most)
{
	size_t n = 0, want = rng_below(r, most);
	uint64_t kind = rng_below(r, 4), common = rng_below(r, PIECES);

	while (n < want) {
		uint64_t pick = rng_below(r, kind < 2 ? GOOD : PIECES);
		const char *p;

		if (kind == 3) {
			s[n++] = (unsigned char)rng_u64(r);
			continue;
		}
		if (rng_below(r, 8) != 0 && kind > 0)
			pick = common;
		p = pieces[pick];
		memcpy(s + n, p, strlen(p));
		n += strlen(p);
	}
	return n;
}

Test(lencount_kernels, random_texts)
{
	unsigned char *room = guarded();
	struct rng r;

	rng_init(&r, 2026);
	for (int round = 0; round < 20000; round++) {
		unsigned char text[2100];
		size_t n = random_text(&r, text, 2000);
		unsigned char *s = room + ROOM - n;

		memcpy(s, text, n);
		compare(s, n, "a random text");
	}
}

/* A stretch of good text with one bad byte somewhere. */
Test(lencount_kernels, one_bad_byte)
{
	unsigned char *room = guarded();
	struct rng r;

	rng_init(&r, 7);
	for (int round = 0; round < 20000; round++) {
		size_t n = 0, most = 1 + rng_below(&r, 3000);
		unsigned char text[4096], *s;

		while (n < most) {
			const char *p = pieces[rng_below(&r, GOOD)];

			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		text[rng_below(&r, n)] = (unsigned char)rng_u64(&r);
		s = room + ROOM - n;
		memcpy(s, text, n);
		compare(s, n, "a damaged text");
	}
}

/* More blocks than bytes can count, and something odd in all or in one. */
Test(lencount_kernels, long_texts)
{
	static const char *const fillers[] = {
		" ", "春", "é", "😀", "々", "𠀀"
	};
	static unsigned char s[16 * 1024];

	for (int f = 0; f < 6; f++) {
		size_t fill = strlen(fillers[f]);

		for (size_t n = 0; n + fill <= sizeof(s); n += fill)
			memcpy(s + n, fillers[f], fill);
		for (size_t n = 3700; n < 16000; n += n % 3840 < 200 ? 1 : 97)
			compare(s, n, fillers[f]);
		memset(s, 'x', sizeof(s));
		for (size_t at = 3700; at < 8100; at += 7) {
			memcpy(s + at, fillers[f], fill);
			compare(s, 8200, fillers[f]);
			compare(s, at + 1, fillers[f]);
			memset(s + at, 'x', fill);
		}
	}
}

static bool
forgets_one(const unsigned char *s, size_t n, struct kernel_tally *t)
{
	bool good = reference()->han(s, n, t);

	t->han -= t->han > 0;
	return good;
}

static bool
believes_all(const unsigned char *s, size_t n, struct kernel_tally *t)
{
	struct kernel_tally rest = { 0 };

	return reference()->plain(s, n, t) || reference()->plain(s, 0, &rest);
}

Test(lencount_kernels, a_wrong_kernel_is_found_out)
{
	struct kernel wrong = *reference();

	cr_assert(kernel_agrees(&wrong));
	wrong.han = forgets_one;
	cr_assert_not(kernel_agrees(&wrong));
	wrong = *reference();
	wrong.plain = believes_all;
	cr_assert_not(kernel_agrees(&wrong));
	for (const struct kernel *const *k = kernel_list; *k != NULL; k++)
		if ((*k)->usable())
			cr_assert(kernel_agrees(*k), "%s", (*k)->name);
}

/* Whole texts through the public functions, in pieces and at once. */
Test(lencount_kernels, streams)
{
	struct rng r;

	rng_init(&r, 99);
	for (int round = 0; round < 3000; round++) {
		unsigned char text[2100];
		size_t n = random_text(&r, text, 2000);
		struct lencount want, got;

		lencount_force("scalar");
		lencount_all((char *)text, n, &want);
		for (size_t k = 0; lencount_kernel_at(k) != NULL; k++) {
			struct lencount_stream st;
			size_t at = 0;

			if (lencount_force(lencount_kernel_at(k)) != 0)
				continue;
			lencount_begin(&st, LENCOUNT_UNITS);
			while (at < n) {
				size_t len = 1 + rng_below(&r, 200);

				len = len > n - at ? n - at : len;
				lencount_add(&st, (char *)text + at, len);
				at += len;
			}
			lencount_end(&st, &got);
			cr_assert(memcmp(&want, &got, sizeof(got)) == 0,
				  "%s in pieces", lencount_kernel());
			lencount_all((char *)text, n, &got);
			cr_assert(memcmp(&want, &got, sizeof(got)) == 0,
				  "%s at once", lencount_kernel());
		}
	}
	lencount_force(NULL);
}
