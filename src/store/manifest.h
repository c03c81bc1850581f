/*
 * manifest: DIR/manifest.json, what a run directory is.
 *
 * The sweep's own bytes, the overrides given on the command line, the
 * version, the plan's size, and for each model and sampling what was asked
 * for and what is sent, so that every later stage rebuilds the same plan from
 * the directory alone; and under what it was run. No key, no time stamp: the
 * same sweep gives the same bytes.
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "data/field.h"
#include "data/field_place.h"
#include "sweep/plan.h"

/* What one model is really sent at one sampling. */
struct manifest_sent {
	const char *model, *sampling;
	double temperature, top_p; /* NaN: the field is omitted */
	bool pinned, simulated;
	const char *note; /* why it differs from what was asked, or NULL */
	/* Where it was asked, host and path alone; NULL: not known. */
	const char *place;
	const char *says; /* what the server says of itself, JSON, or NULL */
};

/* What manifest.json has, for documentation. */
extern const struct field_place manifest_places[];

/* Command-line changes to the sweep; NULL or 0 where not given. */
struct manifest_overrides {
	const char *targets; /* as spec_set_targets reads it */
	const char *only;    /* a model */
	uint32_t repeats;
};

/*
 * Under what a run was made, beside the questions: at minimal sampling too,
 * real servers answer otherwise when they work on several at a time.
 */
struct manifest_terms {
	bool known;                 /* false: there is no manifest to ask */
	enum seed_rule seeds;       /* SEED_REPEAT when it names none */
	uint32_t flight, flight_to; /* least and most requests in flight at
				     * an endpoint, over all its runs; 0: not
				     * recorded */
	bool batch; /* answers came as files of a batch; with a flight, some */
	bool grown; /* some questions were asked more often than others, as
		     * often as it took (run --until): of means over targets
		     * each of these counts the same */
	uint32_t again; /* repeats beyond so many were asked with the seeds of
			 * the first ones; 0: with their own */
};

/* The keys that manifest_terms_json writes. */
extern const struct field manifest_terms_fields[];

/*
 * A plan that grows (verdict/until.h): what is stated before the first answer,
 * and how often it was looked at and grown since. How often each question is
 * asked by now is the spec's `each`.
 */
enum { MANIFEST_LOOKS = 16 };

struct manifest_until {
	const char *what;    /* as given: "gate:DIR"; NULL: it does not grow */
	const char *against; /* of a gate: the baseline's version when it was
			      * begun; else NULL */
	double margin;       /* of its gate; NaN */
	size_t n;
	uint32_t answers[MANIFEST_LOOKS]; /* a target, at each look */
	uint32_t looked;
};

enum { MANIFEST_LABELS = 16 };

struct manifest {
	size_t nlabel; /* "lr=8e-4": what the run is of, in its owner's words */
	const char *label[MANIFEST_LABELS];
	const char *version; /* of lencurve */
	struct manifest_overrides overrides;
	size_t nsent; /* models x samplings, model-major */
	struct manifest_sent *sent;
	struct manifest_terms terms;
	struct manifest_until until;
};

int manifest_write(const char *dir, const struct plan *p,
		   const struct manifest *m, struct err *e);

/* Of any file of a run or a baseline: -1 where its format is later than the
 * one that is known. */
int manifest_check_format(const char *path, int64_t format, int known,
			  struct err *e);

/* Read DIR/manifest.json; *s has overrides, seed rule and growth applied, and
 * "sent" a row for each of its models and samplings. */
int manifest_read(const char *dir, struct spec *s, struct manifest *m,
		  const struct spec_known *k, struct arena *a, struct err *e);

/*
 * The terms in DIR/manifest.json, or those that an accepted baseline has in
 * its baseline.json, of its night from 0; not known where neither can be read.
 * *labels: the run's, as one text in the arena, or NULL; a may be NULL where
 * nobody asks.
 */
void manifest_terms(const char *dir, size_t night, struct manifest_terms *t,
		    struct arena *a, const char **labels);

/* How DIR grows; what NULL where it does not, or cannot be read. */
void manifest_until(const char *dir, struct manifest_until *u, struct arena *a);

/* Members "seeds", "concurrency" and "via", none when not known; and an object.
 */
struct jsonw;
void manifest_terms_json(const struct manifest_terms *t, struct jsonw *w);
void manifest_terms_object(const struct manifest_terms *t, const char *key,
			   struct jsonw *w);

/* A run with so many in flight is about to be added to them. */
void manifest_add_flight(struct manifest_terms *t, uint32_t concurrency);

/* "NAME=VALUE", or -1. Setting replaces that of the name; those past
 * MANIFEST_LABELS are left out. */
int manifest_label_check(const char *label, struct err *e);
void manifest_label_set(struct manifest *m, const char *label, struct arena *a);

/* The value of that name in DIR/manifest.json, or NULL. */
const char *manifest_label(const char *dir, const char *name, struct arena *a);

/* Apply overrides to a freshly read spec. */
int manifest_override(struct spec *s, const struct manifest_overrides *o,
		      struct arena *a, struct err *e);

#endif
