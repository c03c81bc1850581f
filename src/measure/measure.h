/*
 * measure: answers to samples.csv, a row for every planned cell.
 */
#ifndef MEASURE_MEASURE_H
#define MEASURE_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "measure/overlaps.h"
#include "measure/remarks.h"
#include "sweep/outcome.h"
#include "sweep/spec.h"

/*
 * reference: of an import a field of its records, of a sweep with questions a
 * field of their lines, else a file (reference.h): of what the first record
 * has, the field. A file is joined by the row's id, or that of the question
 * (--id; of a run "variant/target" too).
 */
struct measure_opts {
	unsigned strip;        /* enum strip_part; reasoning always goes */
	const char *unit;      /* NULL: the sweep's, or excel for an import */
	bool verbatim;         /* empty texts and refusals are answers too */
	bool excel;            /* samples.excel.csv too, for a spreadsheet */
	bool resume;           /* copy the rows that nothing has come for */
	const char *reference; /* NULL: none */
	enum overlap_tokens bleu; /* how BLEU cuts texts */
};

/* The first model of which nothing could be measured; "" when there is none. */
struct measure_blank {
	char model[104]; /* names are no longer */
	uint64_t outcome[OUTCOMES];
};

struct measure_result {
	uint64_t planned, outcome[OUTCOMES];
	uint64_t not_asked; /* cells without an answer in the journal */
	uint64_t unplanned; /* journal records of no cell of this plan */
	uint64_t kept;      /* rows that were copied: measure_opts.resume */
	uint64_t bad;       /* lines skipped */
	uint64_t objects;   /* answers counted as the JSON that they are */
	struct err first;   /* about the first of them */
	struct measure_blank blank; /* of a run directory */
	struct remarks remarks;
	struct overlaps_sum overlaps;
};

/*
 * Measure a run directory: its journal against the plan of its manifest.
 * The last record of a cell counts, and only when its fingerprint is the
 * plan's. Rows stand in plan order. Memory: 8 bytes a cell. What o->resume
 * copies is what would be measured (kept.h).
 */
int measure_dir(const char *dir, const struct spec_known *k,
		const struct measure_opts *o, struct measure_result *m,
		struct err *e);

enum { MEASURE_LIST = 8 };

struct format;
struct redact_keys;

/*
 * Where an import finds things: paths as data/jsonl.h takes them. NULL leaves
 * one out. Without text, a file's format says (measure/format.h): the one
 * named by `like`, or the one its first record has.
 */
struct measure_fields {
	const char *like;
	const char *text, *target, *prompt;
	const char *finish;      /* why the model stopped */
	const char *error;       /* where a record without an answer says why */
	const char *relation;    /* a field, or a relation's own name for all */
	const char *id;          /* which prompt */
	bool target_from_prompt; /* the length its words ask for */
	const char *target_pattern; /* an ERE on the id, its group the target */
	size_t ngroup;              /* what is compared; joined by "/" */
	const char *group[MEASURE_LIST];
	size_t nwhere; /* only lines whose field has this value */
	const char *where_field[MEASURE_LIST], *where_value[MEASURE_LIST];
	const char *encoding; /* of the file; NULL: by its mark, else UTF-8 */
	bool skip_bad;        /* else the first bad line is the end */
	bool no_texts;        /* no answers.jsonl */
	unsigned jobs;        /* threads; 0: one a processor */
	/* What a finish word makes of an answer (the providers know). */
	enum outcome (*ended)(const char *word);
	/* What is taken out of every string but an answer's text; or NULL. */
	const struct redact_keys *keys;
	/* Told what a file was recognised as. */
	void (*recognised)(const char *path, const struct format *f);
};

/*
 * Measure anybody's files (data/records.h; "-": standard input) into
 * dir/samples.csv, and keep their texts in answers.jsonl (answers.h). The
 * answers to one question (group, relation, id, target) are its repeats, in
 * the order of the files; ids are lines, behind the file's name when there
 * are several. A record that tells of an error instead of an answer is a cell
 * that failed. Threads change no byte. Memory: a stretch a thread, and 16
 * bytes for each different question.
 */
int measure_files(const char *const *path, size_t n, const char *dir,
		  const struct measure_fields *f, const struct measure_opts *o,
		  struct measure_result *m, struct err *e);

#endif
