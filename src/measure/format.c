/*
 * A record is held against every row in turn: some twenty microseconds that a
 * file pays once, where a key that tells kinds apart would tie the rows to one
 * another.
 */
#include "measure/format.h"

#include <string.h>

#include "data/jsonl.h"

const struct format *
format_next(const struct format *f)
{
	f = f == NULL ? format_tools : f + 1;
	if (f->name == NULL && f->next != NULL)
		f = f->next;
	return f->name != NULL ? f : NULL;
}

const char *
format_name(size_t i)
{
	const char *last = "";

	for (const struct format *f = format_next(NULL); f != NULL;
	     f = format_next(f)) {
		if (f->text != NULL && strcmp(last, f->name) != 0 && i-- == 0)
			return f->name;
		last = f->name;
	}
	return NULL;
}

/* 0: no; 1: it has the marks; 2: and an answer. */
static int
fits(const struct format *f, const char *s, size_t n, struct buf *scratch)
{
	const char *field[FORMAT_MARKS + 2];
	struct jsonl_value v[FORMAT_MARKS + 2], *begins, *text;
	struct jsonl_paths p;
	struct err ignored = { 0 };
	size_t fields = 0;
	unsigned notes;

	while (fields < FORMAT_MARKS && f->mark[fields] != NULL) {
		field[fields] = f->mark[fields];
		fields++;
	}
	begins = f->begins[0] != NULL ? &v[fields] : NULL;
	if (begins != NULL)
		field[fields++] = f->begins[0];
	text = f->text != NULL ? &v[fields] : NULL;
	if (text != NULL)
		field[fields++] = f->text;
	if (jsonl_paths(&p, field, fields, &ignored) != 0)
		return 0;
	p.join = text != NULL ? UINT32_C(1) << (fields - 1) : 0;
	if (jsonl_fields_tree(&p, s, n, v, scratch, &notes, &ignored) != 0)
		return 0;
	for (size_t i = 0; i < fields - (text != NULL); i++)
		if (v[i].kind == JSONL_MISSING)
			return 0;
	if (begins != NULL &&
	    (begins->kind != JSONL_STRING || begins->n < strlen(f->begins[1]) ||
	     memcmp(begins->s, f->begins[1], strlen(f->begins[1])) != 0))
		return 0;
	return text != NULL && text->kind == JSONL_STRING ? 2 : 1;
}

/* The first kind that the record is of, and whether it has an answer. */
static const struct format *
kind_of(const char *s, size_t n, const char *only, struct buf *scratch,
	bool *answer)
{
	for (const struct format *f = format_next(NULL); f != NULL;
	     f = format_next(f)) {
		int fit = only == NULL || strcmp(only, f->name) == 0
			      ? fits(f, s, n, scratch)
			      : 0;

		/* Keys of a pair say nothing without their texts. */
		if (fit == 2 || (fit == 1 && (f->text == NULL ||
					      f->turns.prompt == NULL))) {
			*answer = fit == 2;
			return f;
		}
	}
	return NULL;
}

const struct format *
format_of(const char *s, size_t n, const char *only)
{
	const struct format *first = NULL, *found = NULL;
	const char *end = s + n, *stop;
	struct buf scratch;
	bool answer = false;

	buf_init(&scratch, 3 * n + 4096);
	for (int i = 0; i < FORMAT_LOOK && s < end && !answer; i++) {
		stop = memchr(s, '\n', (size_t)(end - s));
		stop = stop == NULL ? end : stop;
		found = kind_of(s, (size_t)(stop - s), only, &scratch, &answer);
		first = first == NULL ? found : first;
		s = stop + 1;
	}
	buf_fini(&scratch);
	return answer ? found : first;
}
