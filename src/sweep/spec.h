/*
 * spec: a sweep file, read and checked.
 *
 * A sweep is JSON with comments. Everything in a struct spec lives in the
 * arena it was read into; a required string is never NULL. A file that breaks
 * a rule is refused with file, line, key, what was found, what was expected
 * and the nearest known name; nothing is half-read. sweeps/README.md has the
 * format; spec_table.c is its source.
 */
#ifndef SWEEP_SPEC_H
#define SWEEP_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "sweep/relation.h"
#include "sweep/seed.h"

enum { SPEC_CELLS_MAX = 100000000, SPEC_FILE_MAX = 16 * 1024 * 1024 };
#define SPEC_JUDGED "the answers of a run"
enum { SPEC_JUDGE_TOKENS = 2048 }; /* the ceiling of a judge that names none */

/* How one sampling number is asked for. */
enum spec_setting_kind {
	SETTING_OMIT,  /* null: the field is not sent */
	SETTING_MIN,   /* "min": the least the provider allows */
	SETTING_VALUE, /* a number, sent as it is */
};

struct spec_setting {
	enum spec_setting_kind kind;
	double value; /* SETTING_VALUE only, else NaN */
};

/* One point of the decoding grid. name is unique: "min", "t0.99-p0.9". */
struct spec_sampling {
	const char *name;
	struct spec_setting temperature, top_p;
};

/*
 * A prompt variant; text holds "{target}" or "{ask}" at least once. Or, in a
 * sweep with questions, one of them: text is sent as it is.
 */
struct spec_variant {
	const char *name; /* "plain" when the file has a single prompt */
	const char *text;
	enum relation relation;
	/* Of a question: what it is told apart by, the one length it asks
	 * for, and its line in the file; else NULL and 0. */
	const char *kind;
	uint32_t target;
	size_t line;
};

/* A request header whose value an environment variable holds. */
struct spec_header {
	const char *name, *variable;
};

struct spec_model {
	const char *name;        /* as it is called in every table */
	const char *provider;    /* a row of the provider table */
	const char *model;       /* model id, or endpoint path, as sent */
	const char *base_url;    /* NULL: the provider's default */
	const char *key_env;     /* variable with the key; NULL: default */
	const char *key_command; /* its first output line is the key */
	const char *auth;        /* a row of auth.h; NULL: the first */
	const char *extra;       /* JSON object merged into the body */
	const char *headers;     /* JSON object of extra headers */
	const char *query;       /* JSON object of texts for the URL, or NULL */
	const struct spec_header *header_env;
	size_t nheader_env;
	double price_input, price_output; /* per million tokens, or NaN */
	uint32_t thinking; /* tokens it may think with, beyond an answer's */
	int line;          /* in the sweep file */
};

/*
 * What makes a sweep a judge of another run's answers. The template is sent
 * with its marks replaced: {question}, {answer} and {reference} by JSON
 * strings, {target}, {count}, {lo}, {hi} by numbers, {nonce} by a word that
 * only this question has. What it does not name is withheld from the judge;
 * "{if reference}" to "{end}" is left out where there is none.
 *
 * With {answer_a} and {answer_b} in the place of {answer} it is pairwise: it
 * says which of two answers to one question is better, and has {count_a} and
 * {count_b} but no scale.
 */
struct spec_judge {
	const char *template;
	double lo, hi; /* the scale, both ends included; pairwise 0 and 1 */
	/* So many answers are also shown cut and padded (judge_change.h). */
	uint32_t intervene;
	bool pairwise;
};

struct spec_limits {
	uint32_t concurrency; /* requests in flight, per endpoint */
	uint32_t retries;     /* further attempts after the first */
	double rpm, tpm;      /* requests, tokens a minute; NaN: none */
	double timeout_s;     /* one attempt, whole */
	double connect_timeout_s;
	double stall_s;          /* no byte for so long is a stall */
	double total_s;          /* whole sweep; NaN: none */
	double max_delay_s;      /* most a server may make us wait */
	double max_tokens_total; /* budget of the sweep; NaN: none */
	double max_cost;         /* needs prices; NaN: none */
};

struct spec_band {
	uint32_t lo, hi; /* targets, both included */
};

/*
 * The bands of whoever names none, in this one row; `and` stands between two.
 * Below are the numbers, ended by one whose hi is 0, and the words.
 */
#define SPEC_DEFAULT_BANDS(band, and) band(5, 250) and band(255, 700)

#define SPEC_BAND_TEXT(lo, hi) #lo "-" #hi
#define SPEC_BANDS_TEXT        SPEC_DEFAULT_BANDS(SPEC_BAND_TEXT, " and ")

extern const struct spec_band spec_default_band[];
size_t spec_default_bands(void); /* how many */

struct spec {
	const char *path; /* for messages */
	const char *name, *purpose;
	const char *system; /* system message, or NULL */
	const char *unit;   /* count unit, by name */
	size_t nvariant, ntarget, nmodel, nsampling, nband;
	struct spec_variant *variant;
	uint32_t *target;       /* ascending, no doubles, each > 0 */
	enum relation relation; /* of prompts that name none */
	/* A file of prompts with a target each (questions.h), or NULL; its
	 * bytes, and the variants in the order of their names. */
	const char *questions; /* of a judge: SPEC_JUDGED */
	const char *questions_text;
	size_t questions_len;
	uint32_t *by_name;
	/* "from DIR": what to put into the prompt for each target is read off
	 * that run's curve. ask has it once somebody has looked: of each
	 * (model, sampling, variant, target), the model outermost. NULL: every
	 * target is asked for as it is. */
	const char *asks;
	const uint32_t *ask;
	struct spec_judge *judge; /* NULL: a sweep like any other */
	struct spec_model *model;
	struct spec_sampling *sampling;
	struct spec_band *band; /* default: spec_default_band */
	uint32_t repeats;
	/* Repeats beyond so many ask with the seeds of the first ones again;
	 * 0: each has its own. */
	uint32_t again;
	/*
	 * More repeats of some questions (spec_grow). Of each (target, variant,
	 * sampling, model), the model innermost, how often it is asked, at
	 * least `repeats`; and the questions beyond these, by repeat. NULL:
	 * all are asked `repeats` times.
	 */
	const uint32_t *each;
	size_t nmore;
	const struct spec_more {
		uint32_t repeat, question;
	} * more;
	/* Token ceiling: ceil(per_target * T + plus); both NaN: not sent. */
	double budget_per_target, budget_plus;
	bool stream;     /* ask for streamed answers */
	bool allow_http; /* plain http to a host that is not loopback */
	struct spec_limits limits;
	uint64_t seed;
	enum seed_rule seed_rule;
	const char *source; /* the file's bytes, for the manifest */
	size_t source_len;
};

/* Names that other layers own; each list ends with NULL. */
struct spec_known {
	const char *const *providers;
	const char *const *units;
};

/*
 * Read the sweep at path, in an encoding (encoding.h; NULL: by its mark, else
 * UTF-8). Returns 0, or -1 with *e (STATUS_INPUT).
 * spec_parse does the same for bytes in memory; path only names them.
 */
int spec_read(struct spec *s, const char *path, const char *encoding,
	      const struct spec_known *k, struct arena *a, struct err *e);
int spec_parse(struct spec *s, const char *path, const char *text, size_t n,
	       const struct spec_known *k, struct arena *a, struct err *e);

/* Replace the targets by "5:700:5", "5,10,15" or "50". */
int spec_set_targets(struct spec *s, const char *range, struct arena *a,
		     struct err *e);

/* Keep one model by name; the error names the nearest. */
int spec_only(struct spec *s, const char *model, struct err *e);

/* Different questions: targets x variants x samplings x models; of a
 * sweep with a file of questions there is one target a variant. */
static inline size_t
spec_questions(const struct spec *s)
{
	return (s->questions != NULL ? 1 : s->ntarget) * s->nvariant *
	       s->nsampling * s->nmodel;
}

/* Ask each question as often as `each` says, spec_questions of them. */
int spec_grow(struct spec *s, const uint32_t *each, struct arena *a,
	      struct err *e);

/* -1 when the sweep as it stands has more than SPEC_CELLS_MAX requests. */
int spec_check_size(const struct spec *s, struct err *e);

/* The variant's text with {target} and {ask} replaced, in the arena; a
 * question's as it is. */
const char *spec_prompt(const struct spec_variant *v, uint32_t target,
			uint32_t ask, struct arena *a);

#endif
