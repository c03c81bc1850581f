#include "curve/curve_dir.h"

#include <string.h>

#include "base/file.h"

#define FILE_LIMIT ((size_t)4 << 30)

static int
write_in(const char *dir, const char *name, const struct buf *b, struct err *e)
{
	struct buf path;
	int rc;

	if (buf_failed(b))
		return err_set(e, STATUS_INPUT, "%s/%s would pass %zu bytes",
			       dir, name, FILE_LIMIT);
	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/%s", dir, name);
	rc = file_write(path.data, b->data, b->len, e);
	buf_fini(&path);
	return rc;
}

static int
write_files(struct curve_run *r, const char *dir, bool excel, struct err *e)
{
	struct buf out;
	int rc;

	buf_init(&out, FILE_LIMIT);
	curve_csv(&r->c, false, &out);
	rc = write_in(dir, "curve.csv", &out, e);
	if (rc == 0 && excel) {
		buf_reset(&out);
		/* The mark by which a spreadsheet knows UTF-8. */
		buf_puts(&out, "\xef\xbb\xbf");
		curve_csv(&r->c, true, &out);
		rc = write_in(dir, "curve.excel.csv", &out, e);
	}
	buf_fini(&out);
	if (rc < 0)
		return -1;
	curve_summary(&r->c, NULL, NULL, &r->summary);
	return write_in(dir, "summary.json", &r->summary, e);
}

int
curve_dir(struct curve_run *r, const char *dir, const struct spec_known *k,
	  const struct curve_opts *o, struct err *e)
{
	struct band band[CURVE_BANDS];
	size_t nband;

	memset(r, 0, sizeof(*r));
	if (curve_bands(dir, k, o->band, o->nband, band, &nband, e) < 0 ||
	    samples_read(&r->s, dir, e) < 0)
		return -1;
	curve_of(&r->c, &r->s, band, nband);
	buf_init(&r->summary, FILE_LIMIT);
	if (write_files(r, dir, o->excel, e) == 0)
		return 0;
	curve_dir_fini(r);
	return -1;
}

void
curve_dir_fini(struct curve_run *r)
{
	curve_fini(&r->c);
	samples_fini(&r->s);
	buf_fini(&r->summary);
}
