/*
 * scores: what a judge's replies amount to, a row for each planned judgement.
 *
 * Of a judge's directory (DIR/judge/NAME): manifest.json says what was asked,
 * journal.jsonl what was replied; scores.csv, or pairs.csv, is made from these
 * and can be made again.
 */
#ifndef MEASURE_SCORES_H
#define MEASURE_SCORES_H

#include "base/arena.h"
#include "base/err.h"
#include "data/field_place.h"
#include "measure/judge_of.h"
#include "measure/judgement.h"
#include "measure/samples.h"
#include "store/manifest.h"

/*
 * Missing: NULL, -1 and NaN, as in row.h. The score of a pairwise judge is
 * what the answer wins over the base's: 1, 0, or a half where they tie.
 */
struct score {
	const char *id; /* of the judgement, in the judge's journal */
	const struct judge_of *answer;
	const char *judge, *judge_sampling;
	int64_t judge_repeat;
	enum judgement_outcome outcome;
	enum judgement_how how;
	double score;
	const char *reason, *error;
	bool simulated; /* the judge is a simulated one */
};

/*
 * A series of the run that was judged: what of it was planned and answered, at
 * the targets that the judge was asked about (of pairs at all). What is missing
 * is no question of the judge's, and a mean of the rest says nothing of it.
 */
struct scores_writer {
	const char *model, *sampling, *variant;
	size_t planned, answered;
};

struct scores {
	struct spec spec; /* of the judge */
	struct manifest manifest;
	size_t nanswer, n, nchanged;
	struct judge_of *answer; /* in the order of the run's samples */
	struct score *score;     /* in plan order */
	struct score *changed;   /* of answers cut or padded, likewise: they
				  * enter no figure but what length does */
	size_t nwriter;          /* 0: no samples of the run were given */
	struct scores_writer *writer;
	uint64_t bad; /* lines of the journal passed over */
	struct arena arena;
};

/*
 * Of a judge that scores, or of one that is pairwise; the other kind is
 * refused. of: the samples of the run that was judged, for its writers, or
 * NULL; they are borrowed for the call. After -1 there is nothing to free.
 */
int scores_read(struct scores *s, const char *dir, const struct samples *of,
		const struct spec_known *k, struct err *e);
int scores_read_pairs(struct scores *s, const char *dir,
		      const struct samples *of, const struct spec_known *k,
		      struct err *e);
void scores_fini(struct scores *s);

/* That series, or NULL. */
const struct scores_writer *scores_writer(const struct scores *s,
					  const char *model,
					  const char *sampling,
					  const char *variant);

/* Whether DIR is a pairwise judge's; false where that cannot be read. */
bool scores_are_pairs(const char *dir, const struct spec_known *k);

/* DIR/judge/NAME, where all of a judge is. */
const char *scores_dir(struct arena *a, const char *dir, const char *judge);

/*
 * The judges of a run that score, or the pairwise ones: the names in
 * DIR/judge, in order; none is no failure. One whose manifest cannot be read
 * counts as one that scores.
 */
char **scores_judges(const char *dir, const struct spec_known *k,
		     struct arena *a, size_t *n);
char **scores_pair_judges(const char *dir, const struct spec_known *k,
			  struct arena *a, size_t *n);

/*
 * Several judges of one run as one, for how far they agree: each judge by the
 * name of its file, and by its own where that has several. Of n judges whose
 * scale is the first's; *left counts the others. All must live as long as *s.
 */
void scores_join(struct scores *s, const struct scores *one, size_t n,
		 size_t *left);

/* DIR/scores.csv, or of a pairwise judge DIR/pairs.csv. */
int scores_write(const struct scores *s, const char *dir, struct err *e);

extern const struct field_place scores_places[];
extern const struct field_place scores_pairs_places[];

#endif
