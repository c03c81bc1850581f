/*
 * kernel_bytes_tables: what leads say of the bytes behind them, for
 * kernel_bytes, and the ends of texts.
 *
 * For each lead E0 to EF, or F0 to FF: what is to be added to the second
 * byte, for bit 7 to be set where something is odd.
 */
enum { FINE = 0x80, ODD = 0 }; /* whatever the second byte */

/* Overlong are E0 80-9F, surrogates ED A0-BF. */
static const unsigned char second_of_e[16] = {
	0x60, FINE, FINE, FINE, FINE, FINE, FINE, FINE,
	FINE, FINE, FINE, FINE, FINE, 0xe0, FINE, FINE,
};

/* Overlong are F0 80-8F, beyond U+10FFFF F4 90-BF and the rest. */
static const unsigned char second_of_f[16] = {
	0x70, FINE, FINE, FINE, 0xf0, ODD, ODD, ODD,
	ODD,  ODD,  ODD,  ODD,  ODD,  ODD, ODD, ODD,
};

/*
 * Where Han may be that the leads E4 to E9 do not tell, or something else:
 * E2 B8-BF (radicals), E3 8A-BF (extension A), E4 80-B7 (the same, and
 * hexagrams), EF 80-B7 (compatibility). E0 and ED are as above. E3 80 adds up
 * to 76, like E2 AE and ED 96.
 */
static const unsigned char second_of_e_han[16] = {
	0x60, FINE, 0xc8, 0xf6, 0x48, FINE, FINE, FINE,
	FINE, FINE, FINE, FINE, FINE, 0xe0, FINE, 0x48,
};
enum { E3_80 = 0x76 };

/*
 * The sum that is odd, by 95 less the third byte, or 0: that of E3 80 where
 * Han may follow, 85 or from 95 on, and 87. NONE is the sum of no two bytes.
 */
enum { NONE = 0x40 };
static const unsigned char third_of_e3_80[16] = {
	E3_80, NONE, NONE, NONE, NONE, NONE, NONE,  NONE,
	NONE,  NONE, NONE, NONE, NONE, NONE, E3_80, NONE,
};

/* The leads of Han, E4 to E9, but for what the tables above find. */
static const unsigned char leads_han[16] = {
	[0x4] = 0xff, [0x5] = 0xff, [0x6] = 0xff,
	[0x7] = 0xff, [0x8] = 0xff, [0x9] = 0xff,
};

/* The bytes left out, by their low half. */
static const unsigned char out_low[16] = {
	' ', 255, 255,  255, 255, 255,  255, 255,
	255, 255, '\n', 255, 255, '\r', 255, 255,
};

#define FF16                                                                   \
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,  \
	    255, 255

/* Subtracted from the last bytes of a text, leaves bit 7 of a lead cut off. */
static const unsigned char limit[] = { FF16, FF16, 255, 255,  255,  255,
				       255,  255,  255, 255,  255,  255,
				       255,  255,  255, 0x70, 0x60, 0x40 };

/* Zeros and then FF: read from WIDTH - n, the last n bytes are kept. */
static const unsigned char keeps[64] = { [32] = FF16, FF16 };
