/*
 * kernel_avx512_tables: what bytes are looked up in, two vectors for each of
 * the 128 places. After kernel_avx512_block.h.
 */
#define X2(...) __VA_ARGS__, __VA_ARGS__
#define X4(...) X2(X2(__VA_ARGS__))
#define X8(...) X2(X4(__VA_ARGS__))

/*
 * Groups of continuation bytes; one may be in several. The first three, in
 * one of which each is, are what a lead excludes; the others make out what
 * is Han.
 */
enum {
	G80 = 1 << 0, /* 80-8F */
	GA0 = 1 << 1, /* A0-BF */
	G90 = 1 << 2, /* 90-9F */
	GB7 = 1 << 3, /* B7, for E4: hexagrams; A4-AB, for EF: compatibility;
			 96, for F0: marks. What else it finds is rare */
	GBA = 1 << 4, /* BA-BF, for E2: radicals */
	G85 = 1 << 5, /* 85 87 A1-A9 B8-BB, for E3 80: U+3005, 3007 ... */
	GROUPS = (1 << 6) - 1,
};

/*
 * What a byte is, by its low seven bits, so that each continuation byte
 * shares a place with the ASCII character 80 below and each lead with a
 * letter or the like. Bit 7: not a continuation byte. Of two that share a
 * place, above its value here (without sign) are all continuation bytes,
 * the characters left out and no other: IN is above the ASCII ones, which
 * have no group, and the groups of those left out are below them.
 */
enum {
	IN = 1 << 6,
	IN80 = IN | G80,
	IN90 = IN | G90,
	INA0 = IN | GA0,
};

/* clang-format off */
static const row kinds[2] = { {
	/* 80 */ X4(IN80), IN80, IN80 | G85, IN80, IN80 | G85,
	/* 88 */ X2(IN80), G80, X2(IN80), G80, X2(IN80),
	/* 90 */ X4(IN90), X2(IN90), IN90 | GB7, IN90, X8(IN90),
	/* A0 */ GA0, X2(INA0 | G85), INA0 | G85, X4(INA0 | GB7 | G85),
	/* A8 */ X2(INA0 | GB7 | G85), X2(INA0 | GB7), X4(INA0),
	/* B0 */ X4(INA0), X2(INA0), INA0, INA0 | GB7,
	/* B8 */ X2(INA0 | G85), X2(INA0 | GBA | G85), X4(INA0 | GBA),
}, {
	X8(X8(255))
} };
/* clang-format on */

/*
 * What a byte before asks of the next, by its low seven bits once ASCII is
 * out of the way: LEAD, that it is a continuation byte, and the groups that
 * it must not be in.
 */
enum {
	HAN = 1 << 6,
	LEAD = 1 << 7,
	NOT80 = LEAD | G80 | G90,
	NOT90 = LEAD | G90 | GA0,
	NOTA0 = LEAD | GA0,
	NEVER = LEAD | G80 | G90 | GA0,
};

/* clang-format off */
static const row asks[2] = { { 0 }, {
	/* C0 */ X2(NEVER), X2(LEAD), X4(LEAD), X8(LEAD),
	/* D0 */ X8(LEAD), X8(LEAD),
	/* E0 */ NOT80, X4(LEAD), X8(LEAD), NOTA0, X2(LEAD),
	/* F0 */ LEAD | G80, X2(LEAD), LEAD, NOT90,
	/* F5 */ X8(NEVER), X2(NEVER), NEVER,
} };

/*
 * The same where Han is counted: the character is HAN unless the next byte
 * is in a group asked for, and then it is to be looked at. The first is 80,
 * left there only after E3.
 */
static const row asks_han[2] = { { G85 }, {
	/* C0 */ X2(NEVER), X2(LEAD), X4(LEAD), X8(LEAD),
	/* D0 */ X8(LEAD), X8(LEAD),
	/* E0 */ NOT80, LEAD, LEAD | GBA, LEAD | G90 | GA0,
	/* E4 */ LEAD | HAN | GB7, LEAD | HAN, X4(LEAD | HAN),
	/* EA */ X2(LEAD), LEAD, NOTA0, LEAD, LEAD | GB7,
	/* F0 */ LEAD | G80 | GA0 | GB7, X2(LEAD), LEAD, NOT90,
	/* F5 */ X8(NEVER), X2(NEVER), NEVER,
} };
/* clang-format on */
