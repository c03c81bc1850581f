/*
 * summary.json has a sentence for each series, and sentences are report's:
 * so the directory's files are put together here, from what curve/ found.
 */
#include "report/curve_dir.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/outfile.h"
#include "report/curve_show.h"
#include "report/overlap_show.h"
#include "report/shape_show.h"
#include "report/words.h"

#define FILE_LIMIT ((size_t)4 << 30)

static void
set_shapes(struct curve_run *r, const struct curve_opts *o)
{
	struct shape_in in;

	shape_defaults(&in);
	in.seed = o->seed > 0 ? o->seed : in.seed;
	in.draws = o->draws > 0 ? o->draws : in.draws;
	r->shape = mem_calloc(r->s.nseries, sizeof(*r->shape));
	for (size_t i = 0; i < r->s.nseries; i++)
		shape_series_of(&r->shape[i], &r->c, i, in);
}

struct said {
	const char *says;
};

static const struct field said_fields[] = {
	FIELD("says", TEXT, struct said, says,
	      .about = "the verdict in a sentence"),
	FIELD_END,
};

const struct field_place curve_dir_places[] = {
	{ "series[]", said_fields, NULL, NULL },
	{ .at = NULL },
};

/* Members of a series in summary.json. */
static void
add_shape(void *ctx, size_t series, struct jsonw *w)
{
	const struct curve_run *r = ctx;
	struct buf name, text;
	enum words_lang was;
	struct said said;

	buf_init(&name, 1 << 20);
	buf_init(&text, 1 << 20);
	shape_series_json(&r->shape[series], w);
	overlap_show_json(&r->misled, &r->s, series, w);
	curve_show_name(&r->s, series, &name);
	was = words_speak(WORDS_ENGLISH);
	shape_show_say(&r->shape[series], name.data, r->s.unit, &text);
	words_speak(was);
	said.says = text.data;
	field_json(w, said_fields, &said);
	buf_fini(&text);
	buf_fini(&name);
}

static int
write_files(struct curve_run *r, const char *dir, bool excel, struct err *e)
{
	struct buf out;
	int rc;

	buf_init(&out, FILE_LIMIT);
	curve_csv(&r->c, false, &out);
	rc = outfile_save_in(dir, "curve.csv", "", &out, e);
	if (rc == 0 && excel) {
		buf_reset(&out);
		/* The mark by which a spreadsheet knows UTF-8. */
		buf_puts(&out, "\xef\xbb\xbf");
		curve_csv(&r->c, true, &out);
		rc = outfile_save_in(dir, "curve.excel.csv", "", &out, e);
	}
	buf_fini(&out);
	if (rc < 0)
		return -1;
	curve_summary(&r->c, add_shape, r, &r->summary);
	return outfile_save_in(dir, "summary.json", "", &r->summary, e);
}

int
curve_dir(struct curve_run *r, const char *dir, const struct spec_known *k,
	  const struct curve_opts *o, struct err *e)
{
	struct spec_band band[CURVE_BANDS];
	size_t nband;

	memset(r, 0, sizeof(*r));
	if (curve_bands(dir, k, o->band, o->nband, band, &nband, e) < 0 ||
	    samples_read(&r->s, dir, e) < 0)
		return -1;
	curve_of(&r->c, &r->s, band, nband);
	if (curve_bands_met(&r->c, 1, o->band, o->nband, e) < 0) {
		curve_fini(&r->c);
		samples_fini(&r->s);
		return -1;
	}
	set_shapes(r, o);
	misled_run_of(&r->misled, &r->c, dir, k);
	buf_init(&r->summary, FILE_LIMIT);
	if (write_files(r, dir, o->excel, e) == 0)
		return 0;
	curve_dir_fini(r);
	return -1;
}

void
curve_dir_fini(struct curve_run *r)
{
	for (size_t i = 0; i < r->s.nseries; i++)
		shape_series_fini(&r->shape[i]);
	free(r->shape);
	misled_run_fini(&r->misled);
	curve_fini(&r->c);
	samples_fini(&r->s);
	buf_fini(&r->summary);
}
