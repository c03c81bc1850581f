/*
 * What a part of a comparison says, as fields. Under limits the mean miss has
 * another name than MALD, so that there are two tables of the same rows.
 */
#include "verdict/compare.h"

const char *const compare_verdicts[] = {
	[COMPARE_BETTER] = "better",
	[COMPARE_WORSE] = "worse",
	[COMPARE_EQUIVALENT] = "equivalent",
	[COMPARE_INCONCLUSIVE] = "inconclusive",
	[COMPARE_TOO_FEW] = "not enough data",
	NULL,
};

static void
say_tally(const void *row, struct buf *out)
{
	const struct compare_part *p = row;

	buf_printf(out, "%zu/%zu/%zu", p->tally.win, p->tally.tie,
		   p->tally.loss);
}

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct compare_part, member, __VA_ARGS__)
#define WITH(member) FIELD_WITH(struct compare_part, member)

static const struct field wilcoxon_fields[] = {
	F("n", SIZE, wilcoxon.n, .about = "differences that are not 0"),
	F("rank_biserial", REAL, wilcoxon.effect, .about = "effect size"),
	F("z", REAL, wilcoxon.z, .about = "the statistic"),
	F("p", REAL, wilcoxon.p, .about = "of the test it stands in"),
	F("p_holm", REAL, wilcoxon_holm, .about = "p corrected over the bands"),
	F("exact", BOOL, wilcoxon.exact, .about = "whether p is exact"),
	FIELD_END,
};

static const struct field flips_fields[] = {
	F("p", REAL, flips.p, .about = "of the test it stands in"),
	F("draws", SIZE, flips.draws, .about = "0: the normal limit"),
	FIELD_END,
};

static const struct field mcnemar_fields[] = {
	F("only_a", SIZE, only_a, .about = "hits of A alone"),
	F("only_b", SIZE, only_b, .about = "hits of B alone"),
	F("p", REAL, mcnemar, .about = "of the test it stands in"),
	F("p_holm", REAL, mcnemar_holm, .about = "p corrected over the bands"),
	FIELD_END,
};

#define ROWS(mean_miss)                                                        \
	F("targets", RANGE, lo, WITH(hi), .about = "targets, both included"),  \
	    F("planned", SIZE, planned, .about = "N"),                         \
	    F("pairs", SIZE, pairs, .about = "pairs that both answered"),      \
	    F("missing_a", SIZE, lost_a, .about = "without an answer of A"),   \
	    F("missing_b", SIZE, lost_b, .about = "without an answer of B"),   \
	    F("lacks", BOOL, lacks,                                            \
	      .about = "one lacks too many: numbers are of what came"),        \
	    F("verdict", ENUM, verdict, .names = compare_verdicts,             \
	      .about = "in a word"),                                           \
	    F("shift", REAL, hl, .decimals = 1, .about = "Hodges-Lehmann"),    \
	    F("shift_interval", INTERVAL, hl_in, .decimals = 1,                \
	      .about = "of shift"),                                            \
	    F("mean", REAL, mean.value, .decimals = 1,                         \
	      .about = "mean of |e_A| - |e_B|"),                               \
	    F("mean_interval", INTERVAL, mean_in, .decimals = 1,               \
	      .about = "of mean"),                                             \
	    F(mean_miss "_a", REAL, miss_a, .decimals = 1,                     \
	      .about = "mean miss of A over the pairs"),                       \
	    F(mean_miss "_b", REAL, miss_b, .decimals = 1,                     \
	      .about = "mean miss of B over the pairs"),                       \
	    F("nearer", SIZE, tally.win, .about = "pairs in which B is"),      \
	    F("level", SIZE, tally.tie, .about = "pairs as near"),             \
	    F("further", SIZE, tally.loss, .about = "pairs in which B is"),    \
	    F("hit_a", RATIO, hits_a, WITH(planned), .decimals = FIELD_SHARE,  \
	      .about = "share of N within hit_within"),                        \
	    F("hit_b", RATIO, hits_b, WITH(planned), .decimals = FIELD_SHARE,  \
	      .about = "share of N within hit_within"),                        \
	    F("visible_mean", REAL, visible, .decimals = 1,                    \
	      .about = "mean that is seen 4 times in 5"),                      \
	    F("visible_rate", REAL, visible_rate,                              \
	      .about = "difference of hit rates that is seen so"),             \
	    FIELD_WHOLE("wilcoxon", OBJECT, .of = wilcoxon_fields,             \
			.about = "signed ranks"),                              \
	    FIELD_WHOLE("sign_flip", OBJECT, .of = flips_fields,               \
			.about = "permutation of the mean"),                   \
	    FIELD_WHOLE("mcnemar", OBJECT, .of = mcnemar_fields,               \
			.about = "hits on one side only, exact"),              \
	    F("rank", REAL, wilcoxon.effect, .decimals = 2, SHOWN),            \
	    F("p_rank", REAL, p_rank, .decimals = FIELD_P, SHOWN),             \
	    F("p_flip", REAL, flips.p, .decimals = FIELD_P, SHOWN),            \
	    F("p_mcnemar", REAL, p_mcnemar, .decimals = FIELD_P, SHOWN),       \
	    FIELD_WHOLE("tally", SAID, .say = say_tally), FIELD_END,
#define SHOWN .flags = FIELD_HIDDEN

static const struct field with_mald[] = { ROWS("mald") };
static const struct field with_miss[] = { ROWS("miss") };

const struct field *const compare_part_fields[] = { with_mald, with_miss };
