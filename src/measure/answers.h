/*
 * answers: DIR/answers.jsonl, what an import keeps of its texts and prompts.
 *
 * One line for each row of samples.csv, in the same order, named by the same
 * id; mode FILE_OWN and replaced together with samples.csv. A line:
 *
 *	{"id":"7","prompt":"Write 50 characters.","text":"..."}
 *	{"id":"8","prompt":[{"role":"system","content":"Be brief."},
 *	 {"role":"user","content":"..."}],"text":"...","reasoning":"..."}
 *
 * id and text are always there; text is null where the answer had none, and
 * what answer_read was given otherwise: well-formed UTF-8, before anything is
 * taken off. prompt is what was asked, as one text (of the role "user") or as
 * a conversation; it is left out where the file did not say. reasoning is
 * what came in a field of its own, reference the first text that the answer
 * is held against, or left out. Other keys are passed over.
 */
#ifndef MEASURE_ANSWERS_H
#define MEASURE_ANSWERS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { ANSWERS_LINE_MAX = 128 * 1024 * 1024 };

/* One message of a question; roles are "system", "user", "assistant" ... */
struct answers_message {
	const char *role, *content;
};

/* Missing: NULL and 0. All is borrowed. */
struct answers_line {
	const char *id;
	size_t nprompt;
	const struct answers_message *prompt;
	const char *text;
	size_t text_len;
	/* The text as it stood between the quotes of a JSON string. */
	const char *raw;
	size_t raw_len;
	const char *reasoning;
	size_t reasoning_len;
	const char *reference;
	size_t reference_len;
};

/* The line with its line break, appended; texts must be well-formed UTF-8. */
void answers_write(const struct answers_line *l, struct buf *out);

/* A line without its line break; strings go to the arena. */
int answers_parse(struct answers_line *l, const char *s, size_t n,
		  struct arena *a, struct err *e);

/* The file of a directory, line by line. */
struct answers;

struct answers *answers_open(const char *dir, struct err *e);

/*
 * The next line: 1 (valid until the next call), 0 at the end, -1 with file
 * and line in *e.
 */
int answers_next(struct answers *a, struct answers_line *l, struct err *e);
int answers_skip(struct answers *a, struct err *e); /* without reading it */
void answers_close(struct answers *a);              /* accepts NULL */

#endif
