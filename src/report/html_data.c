/*
 * What all tabs of the page share; charts stand where they are drawn. The
 * script's words are sifted out of the one table by name, so that a word of the
 * script is a row there and needs no second list.
 */
#include "report/html_data.h"

#include <string.h>

#include "report/curve_show.h"
#include "report/html_part.h"
#include "store/record.h"
#include "text/strip.h"
#include "text/tells.h"

static void
add_names(struct jsonw *w, const char *key, const char *const *name)
{
	jsonw_karray(w, key);
	for (; *name != NULL; name++)
		jsonw_str(w, *name);
	jsonw_end(w);
}

static const char *const word_name[] = {
#define WORDS_ROW(id, english, chinese) #id,
#include "report/words.inc"
#undef WORDS_ROW
};

/* The rows of words.inc whose names begin with UI_, by the rest of the name. */
static void
add_words(struct jsonw *w)
{
	jsonw_kobject(w, "words");
	for (size_t i = 0; i < WORDS_IDS; i++)
		if (strncmp(word_name[i], "UI_", 3) == 0)
			jsonw_kstr(w, word_name[i] + 3,
				   words_text((enum words_id)i));
	jsonw_end(w);
}

static void
add_series(const struct curve_run *r, size_t i, struct jsonw *w)
{
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	curve_show_name(&r->s, i, &name);
	jsonw_object(w);
	jsonw_kstr(w, "name", buf_text(&name));
	field_json(w, series_fields, &r->s.series[i]);
	jsonw_end(w);
	buf_fini(&name);
}

struct run_row {
	const char *name, *unit;
	size_t rows;
};

static const struct field run_fields[] = {
	FIELD("name", TEXT, struct run_row, name),
	FIELD("unit", TEXT, struct run_row, unit),
	FIELD("rows", SIZE, struct run_row, rows),
	FIELD_END,
};

static void
add_run(const struct html_run *run, const struct html_facts *f, struct jsonw *w)
{
	const struct samples *s = &run->r->s;
	struct run_row row = {
		.unit = s->unit,
		.rows = f->rows,
	};
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	html_run_name(run, &name);
	row.name = buf_text(&name);
	jsonw_object(w);
	field_json(w, run_fields, &row);
	jsonw_karray(w, "series");
	for (size_t i = 0; i < s->nseries; i++)
		add_series(run->r, i, w);
	jsonw_end(w);
	jsonw_kraw(w, "columns", f->columns.data, f->columns.len);
	jsonw_end(w);
	buf_fini(&name);
}

void
html_data(const struct html_run *run, const struct html_facts *f, size_t n,
	  struct buf *out)
{
	struct buf json;
	struct jsonw w;

	buf_init(&json, HTML_MAX);
	jsonw_open(&w, &json, 0);
	jsonw_kint(&w, "chunk", HTML_CHUNK);
	add_words(&w);
	jsonw_karray(&w, "units");
	for (unsigned u = 0; u < UNITS; u++)
		jsonw_str(&w, unit_name(u));
	jsonw_end(&w);
	add_names(&w, "outcomes", outcome_names);
	add_names(&w, "tells", tells_names);
	add_names(&w, "removed", strip_names);
	add_names(&w, "notes", record_note_names);
	jsonw_karray(&w, "runs");
	for (size_t i = 0; i < n; i++)
		add_run(&run[i], &f[i], &w);
	jsonw_end(&w);
	jsonw_end(&w);
	if (buf_failed(&json))
		out->failed = true;
	html_block("data", &json, out);
	buf_fini(&json);
}
