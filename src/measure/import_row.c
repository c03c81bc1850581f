/*
 * A row becomes cells as soon as its line is read: a stretch of short answers
 * has thousands, which would leave every cache before they are written. Only
 * which repeat it is depends on all rows before, so its cell is left out until
 * that is known.
 */
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rng.h"
#include "measure/import.h"

void
import_row_name(const struct import_reading *l, uint64_t line)
{
	struct import_batch *b = l->b;
	char number[NUM_TEXT];

	buf_reset(&b->small);
	if (b->im->named) {
		buf_puts(&b->small, b->file->path);
		buf_putc(&b->small, ':');
	}
	buf_add(&b->small, number, num_format_int(number, (int64_t)line));
	l->r->id = arena_strndup(&b->arena, b->small.data, b->small.len);
}

static uint64_t
question(const struct import_batch *b, const struct row *r)
{
	uint64_t h = b->model_hash;

	if (r->item != NULL)
		h = rng_mix(h ^ hash_text(r->item, strlen(r->item)));
	h = rng_mix(h ^ (uint64_t)r->relation);
	return rng_mix(h ^ (uint64_t)r->target);
}

void
import_row_write(const struct import_reading *l)
{
	struct import_batch *b = l->b;
	struct import_row *made;

	if (!b->liked)
		field_lines_init(&b->lines_like, row_fields,
				 field_find(row_fields, "repeat"), &b->blank,
				 l->r);
	b->liked = true;
	b->made = mem_grow(b->made, b->n, &b->max, sizeof(*b->made));
	made = &b->made[b->n++];
	made->question = question(b, l->r);
	made->at = field_lines_add(&b->lines_like, l->r, false, &b->cells);
	if (b->im->o->excel)
		made->excel_at = field_lines_add(&b->lines_like, l->r, true,
						 &b->excel_cells);
	b->outcome[l->r->outcome]++;
	overlaps_add(&b->sum, l->r);
}
