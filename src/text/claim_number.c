/*
 * Numbers as people write them beside a unit: 1,500 and １５００, 1.5万, 2k,
 * 1w5, 三百零五, 三百五 (350), 两三百 (a range), 十几, 几百 (no number), and
 * English words. One accumulator reads digits and numerals alike, as they mix
 * ("3千", "1万5"). Every state is a pair, so that two neighbouring numerals
 * ("两三") run through the same arithmetic as one.
 */
#include <math.h>

#include "base/utf8.h"
#include "text/claim_impl.h"

/* A number beyond this is no length. */
static const double ceiling = 1e12;

struct count {
	double low, high;         /* digits that wait for their power */
	unsigned digits;          /* how many; 0: none wait */
	bool ascii;               /* in figures */
	double sum_low, sum_high; /* below 万 */
	double all_low, all_high; /* with it */
	double power;             /* the last one */
	double only;              /* the one power of "三千"; 0 behind more */
	unsigned powers;
	bool zero; /* since the last power */
};

static int
han_digit(uint32_t c)
{
	static const uint32_t digits[][4] = {
		{ 0x96f6, 0x3007 },                 /* 零 〇 */
		{ 0x4e00, 0x58f9 },                 /* 一 壹 */
		{ 0x4e8c, 0x8d30, 0x4e24, 0x5169 }, /* 二 贰 两 兩 */
		{ 0x4e09, 0x53c1, 0x53c3 },         /* 三 叁 參 */
		{ 0x56db, 0x8086 },                 /* 四 肆 */
		{ 0x4e94, 0x4f0d },                 /* 五 伍 */
		{ 0x516d, 0x9646, 0x9678 },         /* 六 陆 陸 */
		{ 0x4e03, 0x67d2 },                 /* 七 柒 */
		{ 0x516b, 0x634c },                 /* 八 捌 */
		{ 0x4e5d, 0x7396 },                 /* 九 玖 */
	};

	for (int d = 0; d < 10; d++)
		for (int i = 0; i < 4; i++)
			if (c != 0 && digits[d][i] == c)
				return d;
	return -1;
}

static double
han_power(uint32_t c)
{
	switch (c) {
	case 0x5341: /* 十 */
	case 0x62fe: /* 拾 */
		return 10;
	case 0x767e: /* 百 */
	case 0x4f70: /* 佰 */
		return 100;
	case 0x5343: /* 千 */
	case 0x4edf: /* 仟 */
		return 1000;
	case 0x4e07: /* 万 */
	case 0x842c: /* 萬 */
		return 10000;
	default:
		return 0;
	}
}

static uint32_t
peek(struct span x, size_t *n)
{
	uint32_t c = 0;

	*n = x.n == 0 ? 0 : utf8_step((const unsigned char *)x.s, x.n, &c);
	return c;
}

/* A figure, of either width. */
static int
figure(struct span x, size_t *n)
{
	uint32_t c = peek(x, n);

	if (utf8_digit(c))
		return (int)(c - '0');
	return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

static size_t
figures(struct span x, double *value, unsigned *count)
{
	size_t at = 0, n;
	int d;

	*count = 0;
	while ((d = figure(span_from(x, at), &n)) >= 0) {
		if (*value < ceiling)
			*value = *value * 10 + d;
		*count += *count < 20;
		at += n;
	}
	return at;
}

/* 1,500 and 10，000: a comma with three figures behind it, no more. */
static size_t
grouped(struct span x, double *value, unsigned *digits)
{
	size_t at = figures(x, value, digits), n;
	unsigned count = *digits;

	while (at > 0 && *digits <= 3) {
		struct span rest = span_from(x, at);
		double group = 0;
		size_t len;

		n = span_opens(rest, ",");
		if (n == 0)
			n = span_opens(rest, "，");
		if (n == 0)
			break;
		len = figures(span_from(rest, n), &group, &count);
		if (count != 3 || *value >= ceiling)
			break;
		*value = *value * 1000 + group;
		at += n + len;
	}
	return at;
}

static size_t
decimal(struct span x, struct count *c)
{
	double value = 0, part = 0;
	unsigned count;
	size_t at = grouped(x, &value, &c->digits), n;

	if (at == 0)
		return 0;
	n = span_opens(span_from(x, at), ".");
	if (n > 0) {
		size_t len = figures(span_from(x, at + n), &part, &count);

		if (len > 0 && count <= 6) {
			value += part / pow(10, count);
			at += n + len;
		}
	}
	c->low = c->high = value;
	c->ascii = true;
	return at;
}

/*
 * Numerals without a power between them: one, two neighbours that are a range
 * (两三), or a string of digits (二〇二四).
 */
static size_t
numerals(struct span x, struct count *c)
{
	size_t at = 0, n;
	int d, last = 0;
	bool zeros = false;
	double value = 0;

	c->digits = 0;
	while ((d = han_digit(peek(span_from(x, at), &n))) >= 0) {
		at += n;
		if (d == 0 && c->digits == 0) {
			c->zero = true;
			continue;
		}
		zeros |= d == 0;
		c->low = value;
		if (value < ceiling)
			value = value * 10 + d;
		c->digits += c->digits < 20;
		if (c->digits == 2 && d > last && !zeros) {
			c->high = d;
		} else {
			c->low = value;
			c->high = value;
		}
		last = d;
	}
	if (c->digits > 2)
		c->low = c->high = value;
	c->ascii = false;
	return at;
}

static void
raise(struct count *c, double power)
{
	if (c->digits == 0 && (power < 10000 || c->sum_high == 0))
		c->low = c->high = c->powers == 0 ? 1 : 0;
	else if (c->digits == 0)
		c->low = c->high = 0;
	if (power < 10000) {
		c->sum_low += c->low * power;
		c->sum_high += c->high * power;
	} else {
		c->all_low += (c->sum_low + c->low) * power;
		c->all_high += (c->sum_high + c->high) * power;
		c->sum_low = c->sum_high = 0;
	}
	c->only = c->powers++ == 0 ? power : 0;
	c->power = power;
	c->digits = 0;
	c->zero = false;
}

/* "三百五" is 350, "1w5" 15,000, but "1万500" is 10,500. */
static void
settle(struct count *c)
{
	double scale = 1;

	if (c->digits > 0) {
		if (c->power >= 100 && !c->zero && c->digits <= 2 &&
		    (c->ascii || c->digits == 1 || c->low != c->high))
			scale =
			    c->power / (c->ascii && c->digits == 2 ? 100 : 10);
		c->sum_low += c->low * scale;
		c->sum_high += c->high * scale;
		c->only = 0;
	}
	c->all_low += c->sum_low;
	c->all_high += c->sum_high;
}

static bool
letter_at(struct span x, size_t at)
{
	return at < x.n && utf8_letter(x.s[at]);
}

/* "2 thousand", "3-hundred": a power in words behind figures. */
static double
word_power(struct span x, size_t *n)
{
	size_t gap = x.n > 0 && (x.s[0] == ' ' || x.s[0] == '-');
	struct span word = span_from(x, gap);
	bool hundred = (*n = span_opens(word, "hundred")) > 0;

	if (!hundred)
		*n = span_opens(word, "thousand");
	if (*n == 0 || letter_at(word, *n))
		return 0;
	*n += gap;
	return hundred ? 100 : 1000;
}

/* k, K, w, W behind figures, with no letter behind them. */
static double
net_power(struct span x, size_t *n)
{
	double power = word_power(x, n);
	uint32_t c, next;
	size_t len;

	if (power > 0)
		return power;
	c = peek(x, n);
	if (c >= 0xff21 && c <= 0xff5a)
		c -= 0xfee0;
	c |= 0x20;
	next = peek(span_from(x, *n), &len) | 0x20;
	if ((c != 'k' && c != 'w') || utf8_letter(next))
		return 0;
	return c == 'k' ? 1000 : 10000;
}

/* 几百, 数千, 上万, 好几十: no number. */
static size_t
vague(struct span x)
{
	static const char *const heads[] = { "好几", "几", "数", "上", "成" };
	size_t at = 0, n;

	for (size_t i = 0; i < 5 && at == 0; i++)
		at = span_opens(x, heads[i]);
	if (at == 0 || han_power(peek(span_from(x, at), &n)) == 0)
		return 0;
	while (han_power(peek(span_from(x, at), &n)) > 0)
		at += n;
	return at;
}

/* What follows a number and is of it: 多, 余, 来, 把, 几, and 万 behind them.
 */
static size_t
tail(struct span x, struct count *c, struct claim_number *out)
{
	size_t at = 0, n, more;
	double power;

	if ((n = span_opens(x, "多")) > 0 || (n = span_opens(x, "余")) > 0 ||
	    (n = span_opens(x, "餘")) > 0)
		out->more = true;
	else if ((n = span_opens(x, "来")) > 0 ||
		 (n = span_opens(x, "來")) > 0 ||
		 (c->digits == 0 && c->power >= 100 &&
		  (n = span_opens(x, "把")) > 0))
		out->about = true;
	else if (c->digits == 0 && c->power == 10 &&
		 (n = span_opens(x, "几")) > 0)
		c->low = 1, c->high = 9, c->digits = 1, c->zero = true;
	else if (c->digits == 0 && c->powers > 0 &&
		 (n = span_opens(x, "几")) > 0)
		out->vague = true;
	if (n == 0)
		return 0;
	at = n;
	power = han_power(peek(span_from(x, at), &more));
	if (power == 10000) {
		raise(c, power);
		at += more;
	}
	return at;
}

/* 廿 is 二十, 卅 is 三十. */
static size_t
tens(struct span x, struct count *c)
{
	size_t n;
	uint32_t is = peek(x, &n);

	if (is != 0x5eff && is != 0x5345)
		return 0;
	c->low = c->high = is == 0x5eff ? 2 : 3;
	c->digits = 1;
	raise(c, 10);
	return n;
}

static size_t
chinese(struct span x, struct claim_number *out)
{
	struct count c = { 0 };
	size_t at = 0, n;
	double power;
	bool half = span_opens(x, "半") > 0;

	if (half)
		at = span_opens(x, "半");
	for (;;) {
		struct span rest = span_from(x, at);

		if (c.digits == 0 && ((n = decimal(rest, &c)) > 0 ||
				      (n = numerals(rest, &c)) > 0 ||
				      (n = tens(rest, &c)) > 0)) {
			out->han |= !c.ascii;
			at += n;
			continue;
		}
		power = han_power(peek(rest, &n));
		if (power > 0)
			out->han |= c.digits == 0 || !c.ascii;
		else if (c.digits > 0 && c.ascii)
			power = net_power(rest, &n);
		if (power == 0 || c.all_high > ceiling)
			break;
		raise(&c, power);
		at += n;
	}
	if (at == 0 || (c.digits == 0 && c.powers == 0 && !c.zero))
		return 0;
	at += tail(span_from(x, at), &c, out);
	out->power = c.only;
	if (c.digits > 0)
		out->power = 0;
	settle(&c);
	out->low = c.all_low;
	out->high = c.all_high;
	out->bad = half;
	return at;
}

struct english {
	const char *s;
	double value; /* below 100: added; else multiplies */
};

static const struct english english_words[] = {
	{ "one", 1 },       { "two", 2 },         { "three", 3 },
	{ "four", 4 },      { "five", 5 },        { "six", 6 },
	{ "seven", 7 },     { "eight", 8 },       { "nine", 9 },
	{ "ten", 10 },      { "eleven", 11 },     { "twelve", 12 },
	{ "thirteen", 13 }, { "fourteen", 14 },   { "fifteen", 15 },
	{ "sixteen", 16 },  { "seventeen", 17 },  { "eighteen", 18 },
	{ "nineteen", 19 }, { "twenty", 20 },     { "thirty", 30 },
	{ "forty", 40 },    { "fifty", 50 },      { "sixty", 60 },
	{ "seventy", 70 },  { "eighty", 80 },     { "ninety", 90 },
	{ "hundred", 100 }, { "thousand", 1000 }, { "a", -1 },
	{ "and", -2 },
};

static const char *const english_vague[] = {
	"a couple of hundred",  "a couple hundred", "a few hundred",
	"several hundred",      "few hundred",      "hundreds of",
	"a couple of thousand", "a few thousand",   "several thousand",
	"thousands of",         "a few dozen",      NULL,
};

static const struct english *
english_word(struct span x, size_t *n)
{
	for (size_t i = 0; i < sizeof(english_words) / sizeof(english_words[0]);
	     i++) {
		*n = span_opens(x, english_words[i].s);
		if (*n > 0 && !letter_at(x, *n))
			return &english_words[i];
	}
	return NULL;
}

/* "two hundred and fifty", "a thousand", "twenty-five". */
static size_t
english(struct span x, struct claim_number *out)
{
	double all = 0, sum = 0, before = 0, only = 0;
	size_t at = 0, end = 0, end_before = 0, n;
	bool power = false;

	for (const char *const *v = english_vague; *v != NULL; v++)
		if ((n = span_opens(x, *v)) > 0 && !letter_at(x, n)) {
			out->vague = true;
			return n;
		}
	for (const struct english *w;
	     (w = english_word(span_from(x, at), &n)) != NULL &&
	     all < ceiling;) {
		if (w->value == -1 &&
		    (at > 0 || (span_opens(x, "a hundred") == 0 &&
				span_opens(x, "a thousand") == 0)))
			break;
		if (w->value == -2 && (!power || at != end + 1))
			break;
		/* "one hundred and two hundred": the end of a range. */
		if (end_before > 0 && ((w->value == 100 && sum >= 100) ||
				       (w->value == 1000 && all > 0))) {
			out->low = out->high = all + before;
			return end_before;
		}
		if (w->value == -2) {
			before = sum;
			end_before = end;
		}
		at += n;
		if (w->value > 0) {
			if (w->value < 100) {
				if (end > 0 && !power && sum < 20)
					break;
				sum += w->value;
				only = 0;
			} else {
				sum = (sum == 0 ? 1 : sum) * w->value;
				only = power ? 0 : w->value;
				power = true;
			}
			if (w->value == 1000) {
				all += sum;
				sum = 0;
			}
			end = at;
		}
		if (at < x.n && (x.s[at] == ' ' || x.s[at] == '-'))
			at++;
		else
			break;
	}
	out->low = out->high = all + sum;
	out->power = only;
	return end;
}

size_t
claim_number(struct span x, struct claim_number *out)
{
	size_t n;

	*out = (struct claim_number){ 0 };
	n = vague(x);
	if (n > 0) {
		out->vague = out->han = true;
		return n;
	}
	if (letter_at(x, 0))
		return english(x, out);
	return chinese(x, out);
}
