/*
 * libxlsxwriter keeps each row until the next one begins and puts it into a
 * file then, so a workbook of a million answers needs no more memory than one
 * of ten; in return rows must come in order, and no cell is written twice.
 * It opens its file by name, and does not tell of a disk that is full while
 * rows are put aside: their files are looked at before they are packed.
 */
#include "report/book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/pulse.h"
#include "report/book_impl.h"
#include "report/chart.h"
#include "report/curve_show.h"

static void
make_looks(struct book *b)
{
	static const struct {
		const char *format;
		double size;
		uint32_t colour, fill;
		bool bold, wrap, top, right, indented;
	} look[BOOK_LOOKS] = {
		[BOOK_PLAIN] = { .wrap = true, .top = true },
		[BOOK_TITLE] = { .size = 16, .bold = true },
		[BOOK_ABOUT] = { .colour = 0x666666,
				 .wrap = true,
				 .top = true },
		[BOOK_ALARM] = { .fill = 0xFFF3D6, .wrap = true, .top = true },
		[BOOK_STRONG] = { .bold = true, .wrap = true, .top = true },
		[BOOK_HEAD] = { .bold = true,
				.fill = 0xEAEFF5,
				.wrap = true,
				.top = true,
				.indented = true },
		[BOOK_HEAD_RIGHT] = { .bold = true,
				      .fill = 0xEAEFF5,
				      .wrap = true,
				      .top = true,
				      .right = true },
		[BOOK_WRAPPED] = { .wrap = true,
				   .top = true,
				   .indented = true },
		[BOOK_TOP] = { .top = true, .indented = true },
		[BOOK_WHOLE] = { .format = "0", .top = true },
		[BOOK_TENTHS] = { .format = "0.0", .top = true },
		[BOOK_HUNDREDTHS] = { .format = "0.00", .top = true },
		[BOOK_FINE] = { .format = "0.0000", .top = true },
		[BOOK_SHARE] = { .format = "0.0%", .top = true },
	};

	for (int i = 0; i < BOOK_LOOKS; i++) {
		lxw_format *f = b->look[i] = workbook_add_format(b->file);

		if (look[i].format != NULL)
			format_set_num_format(f, look[i].format);
		if (look[i].size > 0)
			format_set_font_size(f, look[i].size);
		if (look[i].colour != 0)
			format_set_font_color(f, look[i].colour);
		if (look[i].fill != 0)
			format_set_bg_color(f, look[i].fill);
		if (look[i].bold)
			format_set_bold(f);
		if (look[i].wrap)
			format_set_text_wrap(f);
		if (look[i].right)
			format_set_align(f, LXW_ALIGN_RIGHT);
		/* Or it would touch a number on its left. */
		if (look[i].indented)
			format_set_indent(f, 1);
		if (look[i].top)
			format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	}
	b->wrong = workbook_add_format(b->file);
	format_set_bg_color(b->wrong, 0xFFC7CE);
	format_set_font_color(b->wrong, 0x9C0006);
}

lxw_worksheet *
book_sheet(struct book *b, enum words_id name)
{
	lxw_worksheet *s = workbook_add_worksheet(b->file, words_text(name));

	worksheet_set_landscape(s);
	worksheet_set_paper(s, 9); /* A4 */
	worksheet_fit_to_pages(s, 1, 0);
	worksheet_gridlines(s, LXW_HIDE_ALL_GRIDLINES);
	return s;
}

void
book_name(const struct book *b, size_t run, size_t series, struct buf *out)
{
	struct buf dir;

	curve_show_name(&b->in->runs->s[run], series, out);
	if (b->in->n == 1)
		return;
	buf_init(&dir, 1 << 20);
	chart_run_name(b->in->dir[run], &dir);
	buf_printf(out, " (%s)", buf_text(&dir));
	buf_fini(&dir);
}

/* The date of the workbook is that of its last answer: nothing else would
 * make the same bytes of the same run. */
static void
set_properties(struct book *b)
{
	lxw_doc_properties p = { .created = 315532800 };
	struct buf title;
	int64_t at;

	buf_init(&title, 1 << 20);
	book_name(b, 0, 0, &title);
	buf_reset(&title);
	for (size_t i = 0; i < b->in->n; i++) {
		buf_puts(&title, i > 0 ? ", " : "");
		chart_run_name(b->in->dir[i], &title);
	}
	for (size_t i = 0; i < b->nseries; i++) {
		if (clock_read(b->seen[i].last, &at) == 0 &&
		    at / 1000 > p.created)
			p.created = at / 1000;
	}
	p.title = title.data;
	p.comments = (char *)(uintptr_t) "lencurve";
	workbook_set_properties(b->file, &p);
	buf_fini(&title);
}

/* A zip's sizes are 32 bits, but for a form that not every reader knows. */
#define ZIP_MOST (3ULL << 30)

/*
 * Whether all rows reached the disk, and it has room to pack them, in whatever
 * form of a zip they need.
 */
static int
check_disk(struct book *b, const char *dir, const char *path, struct err *e)
{
	unsigned long long need = 1 << 20;
	struct statvfs v;
	struct stat st;
	lxw_worksheet *s;

	STAILQ_FOREACH(s, b->file->worksheets, list_pointers)
	{
		if (fflush(s->optimize_tmpfile) != 0 ||
		    ferror(s->optimize_tmpfile))
			return err_set(e, STATUS_INCOMPLETE,
				       "%s: cannot write: no room for its rows "
				       "in %s",
				       path, dir);
		if (fstat(fileno(s->optimize_tmpfile), &st) == 0)
			need += 2 * (unsigned long long)st.st_size;
	}
	b->file->options.use_zip64 = need / 2 > ZIP_MOST;
	if (statvfs(dir, &v) == 0 &&
	    (unsigned long long)v.f_bavail * v.f_frsize < need)
		return err_set(e, STATUS_INCOMPLETE,
			       "%s: cannot write: it takes up to %llu MiB of "
			       "%s, which has not so much left",
			       path, (need >> 20) + 1, dir);
	return 0;
}

/* The one sheet of what a verb said. */
static void
add_said(struct book *b)
{
	lxw_worksheet *s = book_sheet(b, WORDS_BOOK_SAID);

	book_columns(s);
	book_across(b, s, 0, b->title, BOOK_TITLE);
	book_said(b, s, 2, b->said, b->text);
}

static int
fill(struct book *b, const char *dir, const char *path, struct err *e)
{
	make_looks(b);
	if (b->said != NULL) {
		add_said(b);
		return check_disk(b, dir, path, e);
	}
	book_verdict(b);
	book_curve(b);
	if (book_samples(b, e) < 0)
		return -1;
	book_compare(b);
	book_further(b);
	book_notes(b);
	set_properties(b);
	return check_disk(b, dir, path, e);
}

/* The directory of a path, in the same words. */
static char *
dir_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? mem_strndup(".", 1)
			     : mem_strndup(path, (size_t)(slash - path) + 1);
}

/* libxlsxwriter has a file open for each sheet, and does not live without. */
static int
check_files(const char *path, struct err *e)
{
	enum { FILES = 10 };
	unsigned n = file_spare(FILES);

	if (n == FILES)
		return 0;
	return err_set(e, STATUS_INCOMPLETE,
		       "%s: cannot write: a workbook takes %d open files, and "
		       "%u may be opened; a higher ulimit -n helps",
		       path, FILES, n);
}

static int
write_book(const char *name, const char *path, struct book *b, struct err *e)
{
	char *dir = dir_of(path);
	lxw_workbook_options o = { .constant_memory = LXW_TRUE,
				   .tmpdir = dir,
				   .use_zip64 = LXW_FALSE };
	int rc;

	if (check_files(path, e) != 0) {
		free(dir);
		return -1;
	}
	b->seen = mem_calloc(b->nseries + 1, sizeof(*b->seen));
	b->file = workbook_new_opt(name, &o);
	rc = fill(b, dir, path, e);
	pulse_stage(path);
	if (rc < 0)
		lxw_workbook_free(b->file);
	else if (workbook_close(b->file) != LXW_NO_ERROR)
		rc = err_errno(e, STATUS_INCOMPLETE, "%s: cannot write", path);
	else if (!book_is_whole(name))
		rc = err_set(e, STATUS_INCOMPLETE,
			     "%s: cannot write all of it (the file is as it "
			     "was); make room and run again",
			     path);
	free(b->seen);
	free(dir);
	return rc;
}

static int
put_book(const char *path, struct book *b, struct err *e)
{
	struct outfile *o = outfile_open(path, FILE_OPEN, e);
	int rc;

	if (o == NULL)
		return -1;
	if (outfile_name(o) == NULL)
		rc = err_set(e, STATUS_INPUT,
			     "%s: a workbook is put together out of order and "
			     "takes a file; name one",
			     path);
	else
		rc = write_book(outfile_name(o), path, b, e);
	if (rc < 0) {
		outfile_abandon(o);
		return -1;
	}
	return outfile_commit(o, e);
}

int
book_write(const char *path, const struct book_in *in, struct err *e)
{
	struct book b = { .in = in };

	for (size_t i = 0; i < in->n; i++)
		b.nseries += in->runs->s[i].nseries;
	return put_book(path, &b, e);
}

int
book_saved(const char *path, const char *title, const struct said *d,
	   const struct buf *text, struct err *e)
{
	struct book b = { .said = d, .text = text, .title = title };

	return put_book(path, &b, e);
}
