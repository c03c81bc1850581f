/*
 * kernel_bytes_tables: what half-bytes say of the byte they are of, for
 * kernel_bytes.
 */
/* What may be wrong with a pair of bytes. */
enum {
	TOO_SHORT = 1 << 0,   /* a lead, then no continuation byte */
	TOO_LONG = 1 << 1,    /* ASCII, then a continuation byte */
	OVERLONG_3 = 1 << 2,  /* E0 80-9F */
	SURROGATE = 1 << 4,   /* ED A0-BF */
	OVERLONG_2 = 1 << 5,  /* C0 or C1 */
	TWO_CONTS = 1 << 7,   /* right only for a third or fourth byte */
	TOO_LARGE = 1 << 3,   /* F4 90-BF and beyond */
	TOO_LARGE_8 = 1 << 6, /* F5 80-8F and beyond */
	OVERLONG_4 = 1 << 6,  /* F0 80-8F */
	CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS, /* whatever the low half */
};

static const unsigned char first_high[16] = {
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TOO_LONG,
	TWO_CONTS,
	TWO_CONTS,
	TWO_CONTS,
	TWO_CONTS,
	TOO_SHORT | OVERLONG_2,
	TOO_SHORT,
	TOO_SHORT | OVERLONG_3 | SURROGATE,
	TOO_SHORT | TOO_LARGE | TOO_LARGE_8 | OVERLONG_4,
};
static const unsigned char first_low[16] = {
	CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
	CARRY | OVERLONG_2,
	CARRY,
	CARRY,
	CARRY | TOO_LARGE,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8 | SURROGATE,
	CARRY | TOO_LARGE | TOO_LARGE_8,
	CARRY | TOO_LARGE | TOO_LARGE_8,
};

enum { ANY_CONT = TOO_LONG | OVERLONG_2 | TWO_CONTS };

static const unsigned char second_high[16] = {
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	ANY_CONT | OVERLONG_3 | TOO_LARGE_8 | OVERLONG_4,
	ANY_CONT | OVERLONG_3 | TOO_LARGE,
	ANY_CONT | SURROGATE | TOO_LARGE,
	ANY_CONT | SURROGATE | TOO_LARGE,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
	TOO_SHORT,
};

/* The bytes left out, by their low half. */
static const unsigned char out_low[16] = {
	' ', 255, 255,  255, 255, 255,  255, 255,
	255, 255, '\n', 255, 255, '\r', 255, 255,
};

/*
 * Where Han may be that the leads E4 to E9 do not tell: a bit that a byte and
 * the one before have in common. Those of third bytes need E3 before both.
 */
enum {
	RADICAL = 1 << 0,   /* E2 BA-BF */
	EXTENSION = 1 << 1, /* E3 90-BF */
	ODD = 1 << 2,       /* E4 B7, hexagrams, and F0 96, marks */
	COMPAT = 1 << 3,    /* EF A4-AB */
	PLANE = 1 << 4,     /* F0 A0-BF */
	THIRD_8 = 1 << 5,   /* E3 80 85, 87 */
	THIRD_A = 1 << 6,   /* E3 80 A1-AB, B1-BB */
	HAN = 1 << 7,       /* for certain: E4 to E9 */
	THIRD = THIRD_8 | THIRD_A,
	ALWAYS = EXTENSION | PLANE,
};

static const unsigned char maybe_first_high[16] = {
	[0x8] = THIRD,
	[0xe] = RADICAL | EXTENSION | ODD | COMPAT | HAN,
	[0xf] = ODD | PLANE,
};
static const unsigned char maybe_first_low[16] = {
	[0x0] = ODD | PLANE | THIRD,
	[0x2] = RADICAL,
	[0x3] = EXTENSION,
	[0x4] = ODD | HAN,
	[0x5] = HAN,
	[0x6] = HAN,
	[0x7] = HAN,
	[0x8] = HAN,
	[0x9] = HAN,
	[0xf] = COMPAT,
};
static const unsigned char maybe_high[16] = {
	[0x8] = THIRD_8,
	[0x9] = EXTENSION | ODD,
	[0xa] = EXTENSION | COMPAT | PLANE | THIRD_A,
	[0xb] = RADICAL | EXTENSION | ODD | PLANE | THIRD_A,
};
static const unsigned char maybe_low[16] = {
	ALWAYS,
	ALWAYS | THIRD_A,
	ALWAYS | THIRD_A,
	ALWAYS | THIRD_A,
	ALWAYS | THIRD_A | COMPAT,
	ALWAYS | THIRD | COMPAT,
	ALWAYS | THIRD_A | COMPAT | ODD,
	ALWAYS | THIRD | COMPAT | ODD,
	ALWAYS | THIRD_A | COMPAT,
	ALWAYS | THIRD_A | COMPAT,
	ALWAYS | THIRD_A | COMPAT | RADICAL,
	ALWAYS | THIRD_A | COMPAT | RADICAL,
	ALWAYS | RADICAL,
	ALWAYS | RADICAL,
	ALWAYS | RADICAL,
	ALWAYS | RADICAL,
};

/* The last bytes of a text that leave no character cut off, at most. */
#define FF16                                                                   \
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,  \
	    255, 255
static const unsigned char limit[] = { FF16, FF16, 255, 255,  255,  255,
				       255,  255,  255, 255,  255,  255,
				       255,  255,  255, 0xef, 0xdf, 0xbf };

/* Zeros and then FF: read from WIDTH - n, the last n bytes are kept. */
static const unsigned char keeps[64] = { [32] = FF16, FF16 };
