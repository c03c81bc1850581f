/*
 * A list of references is found by paths for its elements, as any other field
 * is, so that a record is still read in one pass. A file of references is kept
 * whole: answers may come in any order.
 */
#include "measure/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "data/records.h"

struct entry {
	const char *id;
	struct reference at;
};

struct reference_map {
	struct arena arena;
	size_t n, cap;
	struct entry *entry; /* by id */
};

void
reference_paths(const char *field, struct arena *a,
		const char *path[REFERENCE_PATHS])
{
	path[0] = arena_strdup(a, field);
	for (int i = 1; i < REFERENCE_PATHS; i++)
		path[i] = arena_printf(a, "%s.%d", field, i - 1);
}

int
reference_take(struct reference *r, const char *field,
	       const struct jsonl_value value[REFERENCE_PATHS], struct err *e)
{
	r->n = 0;
	if (value[0].kind == JSONL_MISSING || value[0].kind == JSONL_NULL)
		return 0;
	if (value[0].kind == JSONL_STRING) {
		r->s[0] = value[0].s;
		r->len[0] = value[0].n;
		r->n = value[0].n > 0;
		return 0;
	}
	for (size_t i = 0;
	     i < REFERENCE_MAX && value[i + 1].kind == JSONL_STRING;
	     i++, r->n++) {
		r->s[i] = value[i + 1].s;
		r->len[i] = value[i + 1].n;
	}
	if (r->n > 0 && value[r->n + 1].kind == JSONL_MISSING)
		return 0;
	r->n = 0;
	return err_set(e, STATUS_INPUT,
		       "field \"%s\" is no reference: expected a text, or a "
		       "list of up to %d of them",
		       field, REFERENCE_MAX);
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->id,
		      ((const struct entry *)b)->id);
}

static void
add(struct reference_map *r, const char *id, size_t n,
    const struct reference *at)
{
	struct entry *x;

	r->entry = mem_grow(r->entry, r->n, &r->cap, sizeof(*r->entry));
	x = &r->entry[r->n++];
	x->id = arena_strndup(&r->arena, id, n);
	x->at.n = at->n;
	for (size_t i = 0; i < at->n; i++) {
		x->at.s[i] = arena_strndup(&r->arena, at->s[i], at->len[i]);
		x->at.len[i] = at->len[i];
	}
}

/* Sorted, each id once. */
static int
settle(struct reference_map *r, const char *path, const char *field,
       struct err *e)
{
	if (r->n == 0)
		return err_set(e, STATUS_INPUT,
			       "%s: no record in it has the field \"%s\"", path,
			       field);
	qsort(r->entry, r->n, sizeof(*r->entry), by_id);
	for (size_t i = 1; i < r->n; i++)
		if (strcmp(r->entry[i - 1].id, r->entry[i].id) == 0)
			return err_set(
			    e, STATUS_INPUT,
			    "%s: the id \"%.100s\" stands there twice; "
			    "expected one record an id, with a list for "
			    "several references",
			    path, r->entry[i].id);
	return 0;
}

/* Where the lines come from, and what is told of them. */
struct reading {
	struct reference_map *r;
	const char *path, *field;
	struct jsonl_paths paths;
	struct buf scratch;
	bool id_may_lack; /* "q7" of line 7, as questions.h has it */
};

static int
read_line(void *reading, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct reading *l = reading;
	struct jsonl_value v[REFERENCE_PATHS + 1];
	struct reference at;
	char number[NUM_TEXT + 2];
	unsigned notes;

	if (strspn(s, " \t\r") >= n)
		return 0;
	if (jsonl_fields(&l->paths, s, n, v, &l->scratch, &notes, e) != 0 ||
	    reference_take(&at, l->field, v + 1, e) != 0)
		return err_at(e, "%s:%llu", l->path, (unsigned long long)line);
	if (at.n == 0)
		return 0;
	if (v[0].kind == JSONL_STRING) {
		add(l->r, v[0].s, v[0].n, &at);
	} else if (v[0].kind == JSONL_NUMBER) {
		num_format(number, v[0].number);
		add(l->r, number, strlen(number), &at);
	} else if (l->id_may_lack) {
		snprintf(number, sizeof(number), "q%llu",
			 (unsigned long long)line);
		add(l->r, number, strlen(number), &at);
	} else {
		return err_set(e, STATUS_INPUT,
			       "%s:%llu: there is no \"id\" beside its "
			       "\"%s\": it says which answer it belongs to",
			       l->path, (unsigned long long)line, l->field);
	}
	return 0;
}

static int
begin(struct reading *l, const char *path, const char *field, struct err *e)
{
	const char *name[REFERENCE_PATHS + 1];

	*l = (struct reading){ .path = path, .field = field };
	l->r = mem_calloc(1, sizeof(*l->r));
	arena_init(&l->r->arena);
	buf_init(&l->scratch, RECORDS_MAX);
	name[0] = "id";
	reference_paths(field, &l->r->arena, name + 1);
	return jsonl_paths(&l->paths, name, REFERENCE_PATHS + 1, e);
}

static struct reference_map *
end(struct reading *l, int rc, struct err *e)
{
	buf_fini(&l->scratch);
	if (rc == 0 && settle(l->r, l->path, l->field, e) == 0)
		return l->r;
	reference_map_close(l->r);
	return NULL;
}

struct reference_map *
reference_map_read(const char *path, const char *encoding, struct err *e)
{
	struct reading l;
	struct records *in;
	int rc = begin(&l, path, "reference", e);

	in = rc == 0 ? records_open(path, encoding, false, e) : NULL;
	rc = in == NULL ? -1 : records_each(in, read_line, &l, e);
	records_close(in);
	return end(&l, rc, e);
}

struct reference_map *
reference_map_of_questions(const char *text, size_t n, const char *field,
			   struct err *e)
{
	struct reading l;
	int rc = begin(&l, "the sweep's questions", field, e);

	l.id_may_lack = true;
	if (rc == 0)
		rc = records_lines(text, n, 1, read_line, &l, e);
	return end(&l, rc, e);
}

const struct reference *
reference_map_find(const struct reference_map *r, const char *id)
{
	const struct entry key = { .id = id }, *x;

	x = bsearch(&key, r->entry, r->n, sizeof(*r->entry), by_id);
	return x == NULL ? NULL : &x->at;
}

const char *
reference_map_example(const struct reference_map *r)
{
	return r->entry[0].id;
}

void
reference_map_close(struct reference_map *r)
{
	if (r == NULL)
		return;
	free(r->entry);
	arena_fini(&r->arena);
	free(r);
}
