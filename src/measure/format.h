/*
 * format: where files of answers and of training data of known kinds have
 * their fields.
 *
 * A path is data/jsonl's. A field that a kind has not is NULL. A record is of
 * the first kind whose marks it has.
 */
#ifndef MEASURE_FORMAT_H
#define MEASURE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

enum { FORMAT_MARKS = 3, FORMAT_ERRORS = 4, FORMAT_LOOK = 64 };

/*
 * How a record of training data has its turns, each of which has its place in
 * the file: they are the elements of `list`, "" for a record that is a list
 * itself, or the record when list is NULL. Either each has prompt and answer
 * by their keys, or each has a text and is one of them by the word in its role
 * (jsonl_role_is). All NULL: it is no training data.
 */
struct format_turns {
	const char *list;
	const char *prompt, *input, *answer; /* input goes on from the prompt */
	const char *role, *text;
};

struct format {
	const char *name, *about;
	const char *mark[FORMAT_MARKS];    /* there in a first record */
	const char *begins[2];             /* a field, and how it begins */
	const char *text, *prompt, *input; /* input: goes on from the prompt */
	bool json; /* an answer that is an object is the JSON it came as */
	const char *finish, *refusal;
	const char *cut;                  /* true where the answer was cut */
	const char *error[FORMAT_ERRORS]; /* the first that says something */
	const char *status;               /* of HTTP */
	const char *done[2]; /* a field, and its word for an answer */
	const char *model, *id;
	const char *target[2]; /* the second where there is no first */
	/* Records in which it is another word are no answers, or the same ones
	 * once more; without a word the first record's is the one. */
	const char *once[2];
	const char *prompt_tokens, *completion_tokens;
	struct format_turns turns;
	const struct format *next; /* of the row without a name: go on there */
};

/* Each is ended by a row without a name. */
extern const struct format format_tools[], format_sets[];

/* The kind behind f, or the first behind NULL; NULL behind the last. */
const struct format *format_next(const struct format *f);

/* The i-th name of a kind that has answers, once each; NULL past the last. */
const char *format_name(size_t i);

/*
 * What the lines s[0..n) are, a record each, or NULL; `only`: whether they are
 * of that name. It goes by the first with an answer, as the first of all may
 * be an error that is alike in several kinds; FORMAT_LOOK are looked at.
 */
const struct format *format_of(const char *s, size_t n, const char *only);

#endif
