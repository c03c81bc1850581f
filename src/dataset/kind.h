/*
 * kind: what sort of text a prompt asks for, by its words.
 */
#ifndef DATASET_KIND_H
#define DATASET_KIND_H

#include "text/span.h"

enum kind {
	KIND_GREETING,
	KIND_ESSAY,
	KIND_PLAN,
	KIND_SUMMARY,
	KIND_OTHER,
	KINDS
};

extern const char *const kind_names[]; /* NULL ends it */

/*
 * The kind whose word stands last in the first KIND_LOOK characters, as
 * Chinese puts what is to be written behind its attributes; a word for
 * summing up decides wherever it stands.
 */
enum { KIND_LOOK = 160 };
enum kind kind_of(struct span prompt);

#endif
