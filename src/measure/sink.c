/*
 * Both forms come from the same row at the same moment, so that they cannot
 * differ. A row that is too large is remembered and fails the commit: a
 * samples.csv without one of its rows would look like a smaller sweep.
 */
#include "measure/sink.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/outfile.h"

enum {
	FLUSH_AT = 256 * 1024,
	ROW_MAX = 64 * 1024 * 1024,
};

static struct outfile *
open_in(const char *dir, const char *name, struct err *e)
{
	struct outfile *o;
	struct buf path;

	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/%s", dir, name);
	o = outfile_open(path.data, FILE_OWN, e);
	buf_fini(&path);
	return o;
}

int
sink_open(struct sink *s, const char *dir, bool excel, struct err *e)
{
	memset(s, 0, sizeof(*s));
	buf_init(&s->row, ROW_MAX);
	s->csv = open_in(dir, "samples.csv", e);
	if (s->csv == NULL)
		return -1;
	field_csv_head(row_fields, true, &s->row);
	csv_end(&s->row);
	if (!excel)
		return 0;
	s->excel = open_in(dir, "samples.excel.csv", e);
	if (s->excel == NULL) {
		sink_abandon(s);
		return -1;
	}
	/* The mark by which a spreadsheet knows UTF-8. */
	outfile_puts(s->excel, "\xef\xbb\xbf");
	outfile_write(s->excel, s->row.data, s->row.len);
	return 0;
}

int
sink_open_answers(struct sink *s, const char *dir, struct err *e)
{
	s->answers = open_in(dir, "answers.jsonl", e);
	return s->answers == NULL ? -1 : 0;
}

static void
add(struct outfile *o, const struct buf *lines)
{
	if (o != NULL && lines->len > 0)
		outfile_write(o, lines->data, lines->len);
}

static bool
is_full(const struct outfile *o)
{
	return o != NULL && outfile_failed(o);
}

bool
sink_lines(struct sink *s, const struct buf *csv, const struct buf *excel,
	   const struct buf *answers)
{
	s->failed |=
	    buf_failed(csv) || buf_failed(excel) || buf_failed(answers);
	if (s->row.len > 0)
		outfile_write(s->csv, s->row.data, s->row.len);
	buf_reset(&s->row);
	add(s->csv, csv);
	add(s->excel, excel);
	add(s->answers, answers);
	return !(s->failed || is_full(s->csv) || is_full(s->excel) ||
		 is_full(s->answers));
}

/* Behind a row that stands in s->row from there on. */
static void
end_row(struct sink *s, uint64_t hash)
{
	s->rows++;
	s->sum = kept_sum(s->sum, hash);
	s->failed |= buf_failed(&s->row);
	if (s->row.len < FLUSH_AT)
		return;
	outfile_write(s->csv, s->row.data, s->row.len);
	buf_reset(&s->row);
}

void
sink_kept(struct sink *s, const struct kept_row *r)
{
	buf_add(&s->row, r->line, r->n);
	csv_end(&s->row);
	end_row(s, r->hash);
}

void
sink_row(struct sink *s, const struct row *r, struct measure_result *m)
{
	size_t from;

	m->planned++;
	m->outcome[r->outcome]++;
	overlaps_add(&m->overlaps, r);
	remarks_add(&m->remarks, r);
	if (s->excel != NULL) {
		struct buf row;

		buf_init(&row, ROW_MAX);
		field_csv_line(row_fields, r, true, &row);
		s->failed |= buf_failed(&row);
		outfile_write(s->excel, row.data, row.len);
		buf_fini(&row);
	}
	from = s->row.len;
	field_csv_line(row_fields, r, false, &s->row);
	/* Without its line break. */
	end_row(s, buf_failed(&s->row)
		       ? 0
		       : hash_text(s->row.data + from, s->row.len - from - 1));
}

int
sink_commit(struct sink *s, struct err *e)
{
	int rc = 0;

	if (s->failed) {
		sink_abandon(s);
		return err_set(e, STATUS_INPUT,
			       "a row of samples.csv is larger than %d bytes",
			       ROW_MAX);
	}
	if (s->answers != NULL)
		rc = outfile_commit(s->answers, e);
	s->answers = NULL;
	if (rc == 0) {
		outfile_write(s->csv, s->row.data, s->row.len);
		rc = outfile_commit(s->csv, e);
		s->csv = NULL;
	}
	if (rc == 0 && s->excel != NULL) {
		rc = outfile_commit(s->excel, e);
		s->excel = NULL;
	}
	sink_abandon(s);
	return rc;
}

void
sink_abandon(struct sink *s)
{
	outfile_abandon(s->csv);
	outfile_abandon(s->excel);
	outfile_abandon(s->answers);
	buf_fini(&s->row);
	memset(s, 0, sizeof(*s));
}

int
sink_unit(const char *name, const char *fallback, unsigned *unit, struct err *e)
{
	if (name == NULL)
		name = fallback;
	if (unit_find(name, unit) == 0)
		return 0;
	return err_unknown(e, "unit", name, unit_names());
}
