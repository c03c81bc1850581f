/*
 * kernel_avx512_word: the unit word of a well-formed text by look-ups, as
 * kernel_word has it by comparisons, which cost four times as much here. Where
 * a character is odd, which says the same there, it leaves the text alone.
 *
 * What a byte is in its character is looked up three times: as it stands, as
 * the one before the next, and as the one before that. Of the third byte that
 * gives whether the character is East-Asian; of the second, if the lead asks
 * for its group, that it is odd; and of three bytes in the same set that they
 * are U+3000 or odd. After kernel_avx512_tables.h and kernel_word.h.
 */

/* Groups of second bytes; one may be in several. */
enum {
	W_80 = 1 << 0, /* 80-83 */
	W_84 = 1 << 1, /* 84-9D */
	W_9E = 1 << 2, /* 9E-AF */
	W_B0 = 1 << 3, /* B0-BF */
	W_81 = 1 << 4, /* 81 8C BA-BF, for E2 */
	W_85 = 1 << 5, /* 85 A0, for C2 */
	W_B7 = 1 << 6, /* B7, for E4 */
	W_ALL = W_80 | W_84 | W_9E | W_B0,
	W_EAST = 1 << 7, /* a lead */
};

/* Sets of three bytes: a lead in it, a second one and a third. */
enum {
	T_BLANK = 1 << 0,  /* E3 80 80 */
	T_303F = 1 << 1,   /* E3 80 BF */
	T_80 = 1 << 2,     /* E3 or EF, 81 or BC, 80: U+3040, FF00 */
	T_3097 = 1 << 3,   /* E3 82 97-98 */
	T_SPACES = 1 << 4, /* E2 80 80-8A A8 A9 AF */
	T_1F200 = 1 << 5,  /* F0 9F 88-89 */
	T_OTHER = 1 << 6,  /* F0 or EF, any but 9F BC BD, any */
	T_ODD = 0xff & ~T_BLANK,
};

/* clang-format off */
static const row word_kinds[2] = { {
	/* 80 */ W_80, W_80 | W_81, X2(W_80), W_84, W_84 | W_85, X2(W_84),
	/* 88 */ X4(W_84), W_84 | W_81, X2(W_84), W_84,
	/* 90 */ X8(W_84),
	/* 98 */ X4(W_84), X2(W_84), X2(W_9E),
	/* A0 */ W_9E | W_85, X2(W_9E), W_9E, X4(W_9E),
	/* A8 */ X8(W_9E),
	/* B0 */ X4(W_B0), X2(W_B0), W_B0, W_B0 | W_B7,
	/* B8 */ X2(W_B0), X2(W_B0 | W_81), X4(W_B0 | W_81),
}, {
	/* C0 */ X8(0), X8(0), X8(0), X8(0),
	/* E0 */ X2(0), 0, W_EAST, X4(W_EAST),
	/* E8 */ X4(W_EAST), X2(W_EAST), 0, W_EAST,
	/* F0 */ X8(0), X8(0),
} };

static const row word_asks = {
	/* C0 */ X2(0), W_85, 0, X4(0),
	/* C8 */ X2(0), 0, W_ALL, X4(0),
	/* D0 */ X8(0), X8(0),
	/* E0 */ 0, W_ALL, W_81, W_EAST | W_84 | W_9E | W_B0,
	/* E4 */ W_EAST | W_B7, W_EAST, X2(W_EAST),
	/* E8 */ X2(W_EAST), W_EAST | W_80 | W_84 | W_9E, W_EAST,
	/* EC */ W_EAST, W_EAST | W_9E | W_B0, 0,
	/* EF */ W_EAST | W_80 | W_84 | W_9E,
	/* F0 */ 0, W_ALL, X2(W_ALL), X4(W_ALL), X8(W_ALL),
};

static const row word_firsts = {
	/* C0 */ X8(0), X8(0), X8(0), X8(0),
	/* E0 */ X2(0), T_SPACES,
	/* E3 */ W_EAST | T_BLANK | T_303F | T_80 | T_3097,
	/* E4 */ X4(W_EAST),
	/* E8 */ X4(W_EAST), X2(W_EAST), 0, W_EAST | T_80 | T_OTHER,
	/* F0 */ T_1F200 | T_OTHER, 0, X2(0), X4(0), X8(0),
};

static const row word_seconds = {
	/* 80 */ T_BLANK | T_303F | T_SPACES | T_OTHER, T_80 | T_OTHER,
	/* 82 */ T_3097 | T_OTHER, T_OTHER, X4(T_OTHER),
	/* 88 */ X8(T_OTHER),
	/* 90 */ X8(T_OTHER),
	/* 98 */ X4(T_OTHER), X2(T_OTHER), T_OTHER, T_1F200,
	/* A0 */ X8(T_OTHER), X8(T_OTHER),
	/* B0 */ X8(T_OTHER),
	/* B8 */ X4(T_OTHER), T_80, 0, X2(T_OTHER),
};

static const row word_thirds = {
	/* 80 */ T_BLANK | T_80 | T_SPACES | T_OTHER, T_SPACES | T_OTHER,
	/* 82 */ X2(T_SPACES | T_OTHER), X4(T_SPACES | T_OTHER),
	/* 88 */ X2(T_SPACES | T_1F200 | T_OTHER), T_SPACES | T_OTHER, T_OTHER,
	/* 8C */ X4(T_OTHER),
	/* 90 */ X4(T_OTHER), X2(T_OTHER), T_OTHER, T_3097 | T_OTHER,
	/* 98 */ T_3097 | T_OTHER, T_OTHER, X2(T_OTHER), X4(T_OTHER),
	/* A0 */ X8(T_OTHER),
	/* A8 */ X2(T_SPACES | T_OTHER), X4(T_OTHER), T_OTHER,
	/* AF */ T_SPACES | T_OTHER,
	/* B0 */ X8(T_OTHER),
	/* B8 */ X4(T_OTHER), X2(T_OTHER), T_OTHER, T_303F | T_OTHER,
};
/* clang-format on */

struct kernel_word_count {
	__m512i odd;
	uint64_t sum, before; /* whether a run goes on */
};

/* The first `have` bytes of the block, which end with a character or at 64. */
INLINE void
word_block(struct kernel_word_count *n, const struct kernel_block *b,
	   size_t have)
{
	__m512i low = BYTES(0x80), none = _mm512_setzero_si512();
	__m512i kind = _mm512_permutex2var_epi8(ROW(word_kinds[0]),
						_mm512_max_epu8(b->at, low),
						ROW(word_kinds[1]));
	__m512i ask = _mm512_permutex2var_epi8(
	    none, _mm512_max_epu8(b->before1, low), ROW(word_asks));
	__m512i first = _mm512_permutex2var_epi8(
	    none, _mm512_max_epu8(b->before2, low), ROW(word_firsts));
	__m512i second =
	    _mm512_permutex2var_epi8(ROW(word_seconds), b->before1, none);
	__m512i third = _mm512_permutex2var_epi8(ROW(word_thirds), b->at, none);
	__m512i set, east;
	uint64_t space, run;

	set = _mm512_ternarylogic_epi32(first, second, third, A & B & C);
	n->odd = _mm512_ternarylogic_epi32(n->odd, kind, ask, A_OR_B_AND_C);
	n->odd =
	    _mm512_ternarylogic_epi32(n->odd, set, BYTES(T_ODD), A_OR_B_AND_C);
	east = _mm512_ternarylogic_epi32(kind, ask, first, A | B | C);
	space = _mm512_cmpeq_epi8_mask(b->at, BYTES(' ')) |
		_mm512_cmple_epu8_mask(_mm512_sub_epi8(b->at, BYTES('\t')),
				       BYTES('\r' - '\t'));
	run = ~(space | _mm512_movepi8_mask(east)) & low_bits(have);
	n->sum += ones(_mm512_movepi8_mask(first)) -
		  ones(_mm512_test_epi8_mask(set, BYTES(T_BLANK))) +
		  ones(run & ~(run << 1 | n->before));
	n->before = run >> (have - 1) & 1;
}

/* A well-formed text; false, with nothing done, when something is odd. */
static bool
word_whole(struct lencount_walk *w, const unsigned char *s, size_t n,
	   struct lencount *out)
{
	const unsigned char *p = s, *end = s + n;
	struct kernel_word_count c = { _mm512_setzero_si512(), 0, w->run };
	struct kernel_block b;

	for (; end - p >= 64; p += 64) {
		b = p == s ? load_end(s, p, end) : load(p);
		word_block(&c, &b, 64);
	}
	if (p < end) {
		b = load_end(s, p, end);
		word_block(&c, &b, (size_t)(end - p));
	}
	if (_mm512_test_epi8_mask(c.odd, c.odd) != 0)
		return false;
	w->run = c.before != 0;
	out->n[LENCOUNT_WORD] += c.sum;
	return true;
}
