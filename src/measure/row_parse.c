/* A row read back: the cells that samples_read needs. */
#include "base/hash.h"
#include "base/num.h"
#include "measure/row.h"

static int
parse_int(const struct csv_cell *cell, int64_t *v)
{
	uint64_t u;

	*v = -1;
	if (cell->n == 0)
		return 0;
	if (num_parse_u64(cell->s, cell->n, &u) < 0 || u > INT64_MAX)
		return -1;
	*v = (int64_t)u;
	return 0;
}

static int
parse_cell(void *at, enum column_kind kind, const struct csv_cell *cell)
{
	switch (kind) {
	case COLUMN_TEXT:
		*(const char **)at = cell->s;
		return 0;
	case COLUMN_INT:
		return parse_int(cell, at);
	case COLUMN_REAL:
		return num_parse(cell->s, cell->n, at);
	case COLUMN_HASH:
		*(uint64_t *)at = 0;
		return cell->n == 0 ? 0 : hash_unhex(cell->s, at);
	case COLUMN_RELATION:
		return relation_find(cell->s, at);
	case COLUMN_OUTCOME:
		return outcome_find(cell->s, at);
	case COLUMN_NOTES:
	case COLUMN_TELLS:
	case COLUMN_REMOVED:
		break; /* for people; not read back */
	}
	return 0;
}

int
row_parse(struct row *r, const struct column *c, const struct csv_cell *cell,
	  struct err *e)
{
	/* Of the kinds that can fail. */
	static const char *const expected[] = {
		[COLUMN_INT] = "a whole number",
		[COLUMN_REAL] = "a number",
		[COLUMN_HASH] = "16 hexadecimal digits",
		[COLUMN_RELATION] = "about, exactly, at_most and the like",
		[COLUMN_OUTCOME] = "ok, truncated, refused and the like",
	};

	if (parse_cell((char *)r + c->at, c->kind, cell) == 0)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "column %s: found \"%.40s\", expected %s (%s)", c->name,
		       cell->s, expected[c->kind], c->about);
}
