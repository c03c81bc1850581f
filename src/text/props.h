/*
 * props: what Unicode says of a code point, in one byte.
 *
 * Low four bits: Grapheme_Cluster_Break, with Extended_Pictographic as one
 * more value (no code point has both). High four bits: flags. The table is
 * written by gen_props.py from the Unicode Character Database.
 */
#ifndef TEXT_PROPS_H
#define TEXT_PROPS_H

#include <stdint.h>

enum {
	PROPS_OTHER,
	PROPS_CR,
	PROPS_LF,
	PROPS_CONTROL,
	PROPS_EXTEND,
	PROPS_ZWJ,
	PROPS_REGIONAL,
	PROPS_PREPEND,
	PROPS_SPACING_MARK,
	PROPS_L,
	PROPS_V,
	PROPS_T,
	PROPS_LV,
	PROPS_LVT,
	PROPS_PICT,
	PROPS_BREAK = 0x0f, /* the mask of the values above */

	PROPS_WORD = 0x10,  /* \w: category L or N, or "_" */
	PROPS_SPACE = 0x20, /* White_Space */
	/*
	 * East Asian for a word count: of a script written without spaces
	 * or with one character a syllable, or wide, full-width or
	 * half-width; emoji, the won sign and white space are not.
	 */
	PROPS_EAST = 0x40,
	PROPS_HAN = 0x80, /* script Han */
};

extern const uint8_t props_index[], props_data[];
#define PROPS_SHIFT 7

static inline unsigned
props_of(uint32_t c)
{
	uint32_t block = props_index[c >> PROPS_SHIFT];

	return props_data[block << PROPS_SHIFT |
			  (c & ((1u << PROPS_SHIFT) - 1))];
}

#endif
