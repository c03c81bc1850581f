/*
 * The table is turned into steps, so that a row of which most is missing costs
 * what it has: to look for every row at each member's kind and flags takes as
 * long as its cells. Half the counts of a text are the one before them again,
 * and its digits are copied.
 */
#include "data/field_lines.h"

#include <assert.h>

#include "data/field_cell.h"

enum { WORTHWHILE = 4 }; /* fewer are written as fast as they are compared */

/* The bytes of a member that a run may have; 0 of one that it may not. */
static size_t
size_of(const struct field *f)
{
	switch (f->kind) {
	case FIELD_BOOL:
		return sizeof(bool);
	case FIELD_U32:
	case FIELD_ENUM:
	case FIELD_BITS:
		return sizeof(uint32_t);
	case FIELD_TEXT:
	case FIELD_U64:
	case FIELD_SIZE:
	case FIELD_INT:
	case FIELD_TIME:
	case FIELD_REAL:
	case FIELD_HASH:
		return sizeof(uint64_t);
	default:
		return 0;
	}
}

static inline bool
run_is_same(const struct field_run *run, const void *blank, const void *row)
{
	return memcmp((const char *)blank + run->from,
		      (const char *)row + run->from, run->to - run->from) == 0;
}

/* The run with one member more, where it can be had. */
static bool
grow_run(struct field_run *run, const struct field *f, const void *blank,
	 const void *like)
{
	struct field_run more = *run;
	size_t size = size_of(f), n;
	char cell[FIELD_CELL_MAX], *end = NULL;

	if (f->at < more.from)
		more.from = f->at;
	if (f->at + size > more.to)
		more.to = f->at + size;
	if (size > 0 && run_is_same(&more, blank, like))
		end = field_cell_short(cell, f, blank);
	if (end == NULL)
		return false;
	*end++ = ',';
	n = (size_t)(end - cell);
	if (more.len + n > sizeof(more.text))
		return false;
	memcpy(more.text + more.len, cell, n);
	more.len += n;
	*run = more;
	return true;
}

static const struct field *
next_in_csv(const struct field *f)
{
	while (f->name != NULL && !field_in_csv(f))
		f++;
	return f;
}

/* The run that begins with f; how many members it has. */
static size_t
find_run(struct field_run *run, const struct field *f, const struct field *gap,
	 const void *blank, const void *like)
{
	size_t n = 0;

	*run = (struct field_run){ .from = SIZE_MAX };
	for (; f->name != NULL && f != gap && grow_run(run, f, blank, like);
	     f = next_in_csv(f + 1))
		n++;
	return n;
}

static void
add_step(struct field_lines *l, struct field_step step)
{
	assert(l->nstep < FIELD_LINES_STEPS);
	l->step[l->nstep++] = step;
	l->room +=
	    step.run != NULL ? FIELD_LINES_TEXT : FIELD_CELLS * FIELD_CELL_MAX;
}

void
field_lines_init(struct field_lines *l, const struct field *table,
		 const struct field *gap, const void *blank, const void *like)
{
	size_t in_run = 0;

	l->blank = blank;
	l->nrun = l->nstep = l->room = 0;
	for (const struct field *f = next_in_csv(table); f->name != NULL;
	     f = next_in_csv(f + 1)) {
		struct field_run *run = &l->run[l->nrun];

		if (in_run == 0 && l->nrun < FIELD_LINES_RUNS) {
			in_run = find_run(run, f, gap, blank, like);
			if (in_run < WORTHWHILE)
				in_run = 0;
			else
				add_step(l, (struct field_step){
						.run = &l->run[l->nrun++],
						.members = in_run });
		}
		in_run -= in_run > 0;
		add_step(l, (struct field_step){ .f = f != gap ? f : NULL });
	}
	assert(l->nstep > 0);
}

/* The count that was written last, and its cell. */
struct last {
	int64_t x;
	size_t n;
	char text[8];
};

static inline char *
put_count(char *p, int64_t x, struct last *last)
{
	if (x < 0) {
		*p = ',';
		return p + 1;
	}
	if (x != last->x) {
		size_t n = num_format_int(p, x);

		p[n++] = ',';
		if (n > sizeof(last->text))
			return p + n;
		memcpy(last->text, p, sizeof(last->text));
		last->x = x;
		last->n = n;
	}
	memcpy(p, last->text, sizeof(last->text));
	return p + last->n;
}

size_t
field_lines_add(const struct field_lines *l, const void *row, bool excel,
		struct buf *out)
{
	const struct field_step *step = l->step, *stop = step + l->nstep;
	char *p = field_cell_room(out, NULL, l->room);
	struct last last = { .x = -1 };
	size_t gap = 0;

	for (; step < stop && p != NULL; step++) {
		const struct field_run *run = step->run;

		if (run != NULL && run_is_same(run, l->blank, row)) {
			memcpy(p, run->text, FIELD_LINES_TEXT);
			p += run->len;
			step += step->members;
		} else if (step->f != NULL && step->f->kind == FIELD_INT) {
			const void *v = (const char *)row + step->f->at;

			p = put_count(p, *(const int64_t *)v, &last);
		} else if (step->f != NULL) {
			p = field_cell(p, step->f, row, excel, out, l->room);
		} else if (run == NULL) {
			gap = (size_t)(p - out->data);
			*p++ = ',';
		}
	}
	if (p == NULL)
		return 0;
	/* The comma behind the last one. */
	p[-1] = '\n';
	*p = '\0';
	out->len = (size_t)(p - out->data);
	return gap;
}
