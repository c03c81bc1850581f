/*
 * What a row is made of is the journal, the manifest, the options and this
 * program: each goes into the mark by its hash, and the rows with theirs, so
 * that nobody has to remember to throw the file away. The version is not
 * enough of the program, which counts otherwise long before it is called
 * otherwise. samples.csv takes its place before the mark does: killed in
 * between, the mark is that of other rows.
 */
#include "measure/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "data/json.h"
#include "data/jsonw.h"

enum { FORMAT = 1, MANIFEST_MAX = 128 << 20, MARK_MAX = 64 * 1024 };
#define LINE_MAX_BYTES ((size_t)64 << 20)

#define F(name, kind, member, text)                                            \
	FIELD(name, kind, struct kept_mark, member, .flags = FIELD_REQUIRED,   \
	      .about = text)

static const struct field mark_fields[] = {
	F("lencurve_measured", INT, format, "the format, 1"),
	F("key", HASH, key, "of the program, the manifest and the options"),
	F("journal", U64, journal.end, "how many of its bytes were read"),
	F("journal_hash", HASH, journal.hash, "of the records in them"),
	F("unplanned", U64, journal.unplanned, "records of no cell"),
	F("rows", U64, rows, "of samples.csv"),
	F("rows_hash", HASH, rows_hash, "of them"),
	FIELD_END,
};

#undef F

const struct field_place kept_places[] = {
	{ "", mark_fields, NULL, NULL },
	{ .at = NULL },
};

static char *
path_in(const char *dir, const char *name)
{
	size_t n = strlen(dir) + strlen(name) + 2;
	char *path = mem_calloc(n, 1);

	strcpy(path, dir);
	strcat(path, "/");
	return strcat(path, name);
}

/* A whole small file, whatever it is; false where it cannot be read. */
static bool
read_whole(const char *dir, const char *name, struct buf *b)
{
	char *path = path_in(dir, name);
	struct err e;
	int rc = file_read(path, b, &e);

	free(path);
	return rc == 0;
}

uint64_t
kept_key(const char *dir, unsigned strip, bool verbatim, unsigned unit)
{
	struct buf b;
	uint64_t h = 0;

	buf_init(&b, MANIFEST_MAX);
	if (read_whole(dir, "manifest.json", &b)) {
		h = hash_u64(hash_str(HASH_INIT, kept_code),
			     hash_text(b.data, b.len));
		h = hash_u64(hash_u64(h, strip), unit);
		h = hash_done(hash_u64(h, verbatim));
	}
	buf_fini(&b);
	return h;
}

bool
kept_read(const char *dir, uint64_t key, struct kept_mark *m)
{
	struct arena a;
	struct buf b;
	struct err e;
	const cJSON *o = NULL;
	unsigned notes;
	bool ok;

	arena_init(&a);
	buf_init(&b, MARK_MAX);
	if (read_whole(dir, "measured.json", &b))
		o = json_read(b.data, b.len, &a, &notes, &e);
	ok = cJSON_IsObject(o) && field_json_read(mark_fields, m, o, &e) == 0 &&
	     m->format == FORMAT && m->key == key && key != 0;
	buf_fini(&b);
	arena_fini(&a);
	return ok;
}

void
kept_write(const char *dir, const struct kept_mark *m)
{
	struct kept_mark mark = *m;
	struct jsonw w;
	struct buf b;
	struct err e;

	mark.format = FORMAT;
	buf_init(&b, MARK_MAX);
	jsonw_init(&w, &b, 2);
	field_json_object(&w, mark_fields, &mark);
	buf_putc(&b, '\n');
	outfile_save_in(dir, "measured", ".json", &b, &e);
	buf_fini(&b);
}

uint64_t
kept_sum(uint64_t sum, uint64_t line_hash)
{
	return hash_u64(sum ^ HASH_INIT, line_hash);
}

/* ---- rows ---- */

/* What remarks and the sums of a run ask of a row. */
static const char *const wanted[] = { "model", "outcome",   "notes",
				      "tag",   "finish",    "served_model",
				      "error", "latency_ms" };
enum { WANTED = sizeof(wanted) / sizeof(wanted[0]) };

struct kept {
	struct csv_reader *csv;
	const struct field *field[WANTED];
	int at[WANTED];
	struct buf line;
	uint64_t rows, sum;
	uint64_t must_rows, must_sum;
};

/* The head must be the one that is written. */
static bool
same_head(const struct csv_reader *csv)
{
	struct buf is, must;
	bool same;

	buf_init(&is, MARK_MAX);
	buf_init(&must, MARK_MAX);
	for (size_t i = 0; i < csv_columns(csv); i++)
		csv_text(&is, i == 0, csv_column_name(csv, i),
			 strlen(csv_column_name(csv, i)));
	field_csv_head(row_fields, true, &must);
	same = strcmp(buf_text(&is), buf_text(&must)) == 0;
	buf_fini(&must);
	buf_fini(&is);
	return same;
}

static void
find_columns(struct kept *k)
{
	for (int i = 0; i < WANTED; i++) {
		const struct field *f = row_fields;

		while (strcmp(f->name, wanted[i]) != 0)
			f++;
		k->field[i] = f;
		k->at[i] = csv_column(k->csv, f->name);
	}
}

struct kept *
kept_open(const char *dir, const struct kept_mark *m)
{
	struct kept *k = mem_calloc(1, sizeof(*k));
	char *path = path_in(dir, "samples.csv");
	struct err e;

	k->must_rows = m->rows;
	k->must_sum = m->rows_hash;
	buf_init(&k->line, LINE_MAX_BYTES);
	k->csv = csv_open(path, &e);
	free(path);
	if (k->csv == NULL || !same_head(k->csv)) {
		kept_close(k);
		return NULL;
	}
	find_columns(k);
	return k;
}

bool
kept_next(struct kept *k, struct kept_row *r)
{
	const struct csv_cell *cell;
	struct err e;

	if (csv_row(k->csv, &cell, &e) != 1)
		return false;
	row_init(&r->row);
	for (int i = 0; i < WANTED; i++)
		if (field_csv_read(k->field[i], &r->row, &cell[k->at[i]], &e) <
		    0)
			return false;
	buf_reset(&k->line);
	csv_cells(&k->line, cell, csv_columns(k->csv));
	if (buf_failed(&k->line))
		return false;
	r->line = k->line.data;
	r->n = k->line.len;
	r->hash = hash_text(r->line, r->n);
	k->sum = kept_sum(k->sum, r->hash);
	k->rows++;
	return true;
}

bool
kept_whole(struct kept *k)
{
	const struct csv_cell *cell;
	struct err e;

	return csv_row(k->csv, &cell, &e) == 0 && k->rows == k->must_rows &&
	       k->sum == k->must_sum;
}

void
kept_close(struct kept *k)
{
	if (k == NULL)
		return;
	csv_close(k->csv);
	buf_fini(&k->line);
	free(k);
}
