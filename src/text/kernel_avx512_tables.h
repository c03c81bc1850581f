/* kernel_avx512_tables: vectors that bytes are looked up in. */
#define X2(...) __VA_ARGS__, __VA_ARGS__
#define X4(...) X2(X2(__VA_ARGS__))
#define X8(...) X2(X4(__VA_ARGS__))

/* One vector. */
typedef unsigned char row[64] __attribute__((aligned(64)));

/* By lead - C0: what is added to its second byte; bit 7 is then an error. */
static const row second = {
	X2(0),    X2(0x80), X4(0x80), X8(0x80), X8(0x80),
	X8(0x80), 0x60,     X4(0x80), X8(0x80), 0xe0,
	X2(0x80), 0x70,     0x80,     X2(0x80), 0xf0,
};

/* The groups of continuation bytes; one byte may be in several. */
enum {
	G90 = 1 << 0, /* 90-9F */
	GA0 = 1 << 1, /* A0-BF */
	GB7 = 1 << 2, /* B7, for E4: hexagrams */
	GBA = 1 << 3, /* BA-BF, for E2: radicals */
	GA4 = 1 << 4, /* A4-AB, for EF: compatibility; 96, for F0: marks */
	G85 = 1 << 5, /* 85 87 A1-A9 B8-BB, for E3 80: U+3005, 3007 ... */
	HAN = 1 << 7, /* no group: the lead is one of Han's */
};

/* By continuation byte - 80. */
static const row groups = {
	[0x05] = G85,
	[0x07] = G85,
	[0x10] = X4(G90),
	X2(G90),
	G90 | GA4,
	G90,
	X8(G90),
	[0x20] = GA0,
	GA0 | G85,
	X2(GA0 | G85),
	X4(GA0 | GA4 | G85),
	X2(GA0 | GA4 | G85),
	X2(GA0 | GA4),
	[0x2c] = X4(GA0),
	X4(GA0),
	X2(GA0),
	GA0,
	GA0 | GB7,
	X2(GA0 | G85),
	X2(GA0 | GBA | G85),
	X4(GA0 | GBA),
};

/* By lead - C0: Han, or the groups that may make it so. E3 80 is apart. */
static const row closer = {
	[0x22] = GBA, G90 | GA0,    HAN | GB7, HAN,
	X4(HAN),      [0x2f] = GA4, GA0 | GA4,
};

/* The bytes left out, at [byte % 16] of each lane; 255 is none of them. */
static const row out_bytes = { X4(' ', X8(255), 255, '\n', X2(255), '\r',
				  X2(255)) };

/* The bytes' places. */
static const row places = {
	0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
	32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
	48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};
