/*
 * What bytes look like, for the message that refuses them.
 *
 * Every byte pair is something in GBK and in Big5. But a text is made of
 * common characters, and these stand in other corners of the two: the share
 * of characters that fall into the common corner of an encoding tells them
 * apart within a few dozen.
 */
#include <stdio.h>
#include <string.h>

#include "base/speech.h"
#include "base/utf8.h"
#include "data/encoding.h"

struct range {
	unsigned char lo, hi;
};

/* Two bytes a character: where they may be, and where most of them are. */
static const struct family {
	const char *name;
	struct range lead[2], trail[2];
	struct {
		struct range lead, trail;
	} common[4];
} families[] = {
	{ "GB18030",
	  { { 0x81, 0xfe } },
	  { { 0x40, 0x7e }, { 0x80, 0xfe } },
	  { { { 0xa1, 0xa3 }, { 0xa1, 0xfe } },
	    { { 0xb0, 0xd7 }, { 0xa1, 0xfe } } } },
	{ "Big5",
	  { { 0xa1, 0xf9 } },
	  { { 0x40, 0x7e }, { 0xa1, 0xfe } },
	  { { { 0xa1, 0xa3 }, { 0x40, 0xfe } },
	    { { 0xa4, 0xc6 }, { 0x40, 0xfe } } } },
	{ "Shift_JIS",
	  { { 0x81, 0x9f }, { 0xe0, 0xfc } },
	  { { 0x40, 0x7e }, { 0x80, 0xfc } },
	  { { { 0x81, 0x81 }, { 0x40, 0xfc } },
	    { { 0x82, 0x82 }, { 0x4f, 0xf1 } },
	    { { 0x83, 0x83 }, { 0x40, 0x96 } },
	    { { 0x88, 0x97 }, { 0x40, 0xfc } } } },
};

static bool
in(struct range r, unsigned char c)
{
	return r.lo != 0 && c >= r.lo && c <= r.hi;
}

static bool
in_any(const struct range r[2], unsigned char c)
{
	return in(r[0], c) || in(r[1], c);
}

/* The share of characters past ASCII that are common ones; 0 for a breach. */
static double
share_common(const struct family *f, const unsigned char *s, size_t n)
{
	size_t all = 0, common = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < 0x80)
			continue;
		if (i + 1 == n)
			break; /* the text was cut here */
		all++;
		if (in_any(f->lead, s[i]) && utf8_digit(s[i + 1]) &&
		    f == &families[0]) {
			i += 3; /* GB18030 has four bytes for the rest */
			continue;
		}
		if (!in_any(f->lead, s[i]) || !in_any(f->trail, s[i + 1]))
			return 0;
		for (size_t k = 0; k < 4; k++)
			if (in(f->common[k].lead, s[i]) &&
			    in(f->common[k].trail, s[i + 1])) {
				common++;
				break;
			}
		i++;
	}
	return all == 0 ? 0 : (double)common / (double)all;
}

/* The share of UTF-16 units that text is made of. */
static double
share_utf16(const unsigned char *s, size_t n, bool big)
{
	size_t good = 0, units = n / 2;

	for (size_t i = 0; i + 1 < n; i += 2) {
		unsigned u = (unsigned)s[i + !big] << 8 | s[i + big];

		good += (u >= 0x20 && u < 0x7f) || u == '\n' || u == '\r' ||
			u == '\t' || (u >= 0x3000 && u < 0x3100) ||
			(u >= 0x4e00 && u < 0xa000) ||
			(u >= 0xff00 && u < 0xfff0) ||
			(u >= 0x2010 && u < 0x2030);
	}
	return units == 0 ? 0 : (double)good / (double)units;
}

/* Pairs of ASCII are Han as UTF-16; no text of Han is nothing but them. */
static bool
is_ascii(const unsigned char *s, size_t n)
{
	size_t ascii = 0;

	for (size_t i = 0; i < n; i++)
		ascii += s[i] >= 0x20 && s[i] < 0x7f;
	return ascii * 5 > n * 4;
}

/* Damaged UTF-8: most of what is not ASCII is whole. */
static bool
mostly_utf8(const unsigned char *s, size_t n)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t step = utf8_step(s + i, n - i, &c);

		good += c != UTF8_ILL && c >= 0x80;
		bad += c == UTF8_ILL;
		i += step;
	}
	return good > bad;
}

/* Letters of Latin-1 stand alone among ASCII. */
static bool
is_latin(const unsigned char *s, size_t n)
{
	size_t high = 0, ascii = 0, run = 0, longest = 0;

	for (size_t i = 0; i < n; i++) {
		high += s[i] >= 0x80;
		ascii += s[i] >= 'A' && s[i] < 0x7f;
		run = s[i] >= 0x80 ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return high > 0 && longest <= 2 && ascii > 4 * high;
}

/* The likeliest of the families, and how likely it is. */
static const char *
best_family(const unsigned char *s, size_t n, double *best)
{
	const char *name = NULL;

	*best = 0;
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		double x = share_common(&families[i], s, n);

		if (x > *best) {
			*best = x;
			name = families[i].name;
		}
	}
	return name;
}

const char *
encoding_guess(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	bool nul = memchr(s, '\0', n) != NULL;
	double best;
	const char *name = best_family(s, n, &best);

	/* Kanji of Shift_JIS are Han as UTF-16 too; not the reverse. */
	if (n >= 8 && !is_ascii(s, n) && (nul || best < 0.9)) {
		if (share_utf16(s, n, false) > 0.9)
			return "UTF-16LE";
		if (share_utf16(s, n, true) > 0.9)
			return "UTF-16BE";
	}
	if (nul || mostly_utf8(s, n))
		return NULL;
	if (is_latin(s, n))
		return "windows-1252";
	return best > 0.7 ? name : NULL;
}

void
encoding_sample_add(struct encoding_sample *x, const char *s, size_t n)
{
	size_t room = sizeof(x->s) - x->n;

	n = n < room ? n : room;
	memcpy(x->s + x->n, s, n);
	x->n += n;
}

int
encoding_advise(const char *s, size_t n, struct err *e)
{
	const char *name = encoding_guess(s, n);

	if (name == NULL)
		return err_then(e,
				"name its encoding with %s, or count each "
				"such part as one U+FFFD with %s utf-8",
				speech_setting("encoding"),
				speech_setting("encoding"));
	return err_then(e, "it looks like %s: %s %s reads it", name,
			speech_setting("encoding"), name);
}

bool
encoding_hint(const char *s, size_t n, struct err *e)
{
	return encoding_guess(s, n) != NULL && encoding_advise(s, n, e) != 0;
}
