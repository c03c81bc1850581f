/*
 * misled: whether overlap with references says anything here.
 *
 * BLEU and ROUGE know no meaning, and their brevity and recall are functions
 * of the length: half of a faultless answer has 34, all of it 100. So overlap
 * is held against length / target and against the judge, by ranks (Spearman),
 * among the answers of one series. Questions are the sample: the intervals
 * count them and not their repeats.
 */
#ifndef VERDICT_MISLED_H
#define VERDICT_MISLED_H

#include "curve/curve.h"
#include "data/field.h"
#include "measure/scores.h"
#include "stat/interval.h"

/* From here on a rank correlation is one to speak of. */
#define MISLED_LOW 0.3

enum { MISLED_BINS = 7, MISLED_LEAST = 10 /* answers, for any verdict */ };

/* Answers whose length / target is from lo to below hi (0: no bound). */
struct misled_bin {
	double lo, hi;
	size_t n;
	double ratio;         /* mean length / target; NaN: no answer */
	double bleu, rouge_l; /* means; NaN: none */
	double score;         /* of the first judge */
};

struct misled_rank {
	size_t n, questions;
	double rho;
	struct interval in; /* of rho */
};

/* One judge beside the overlap. */
struct misled_judge {
	const char *name;         /* of its directory */
	struct misled_rank score; /* overlap with the score */
	struct misled_rank held;  /* the same, length held still */
};

enum misled_by {
	MISLED_LENGTH = 1 << 0,  /* it moves with length alone */
	MISLED_AGAINST = 1 << 1, /* and the other way than a judge */
	MISLED_NOTHING = 1 << 2, /* or with no judge at all */
};

/* What its score says of the overlap: it goes the other way, or no way. */
bool misled_against(const struct misled_judge *j);
bool misled_nothing(const struct misled_judge *j);

/* One series. Texts are borrowed from the run. */
struct misled {
	size_t n;   /* answers with overlap */
	bool rouge; /* `overlap` is ROUGE-L, as too few have a BLEU */
	struct misled_bin bin[MISLED_BINS];
	struct misled_rank ratio; /* with length / target */
	struct misled_rank near;  /* with -|log(length / target)| */
	bool by_near;             /* which of the two it follows more */
	size_t njudge;
	struct misled_judge *judge;
	unsigned by; /* enum misled_by */
};

/* A judge whose directory cannot be read. */
struct misled_unread {
	const char *judge, *why;
};

struct misled_run {
	size_t n; /* as many as series; 0: no answer has a reference */
	struct misled *series;
	size_t nunread;
	struct misled_unread *unread;
	struct arena arena;
};

extern const struct field misled_fields[], misled_bin_fields[],
    misled_judge_fields[], misled_unread_fields[];

/*
 * Of every series of a run, with the judges in DIR/judge; one that cannot be
 * read is left out and named.
 */
void misled_run_of(struct misled_run *m, const struct curve *c, const char *dir,
		   const struct spec_known *k);
void misled_run_fini(struct misled_run *m);

#endif
