/*
 * dataset rewrite: a new file, never the old one, which is whole or is not
 * there; what was done is told on standard output, in the manner of a patch.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "cmd/progress.h"
#include "data/deflate.h"
#include "dataset/rewrite.h"
#include "report/dataset_show.h"

struct rewriting {
	bool json;
	struct rewrite_sums sums;
	struct buf list;
	struct arena arena;
	struct rewrite_row *row;
	size_t n, cap;
	struct progress progress;
};

static void
told(void *ctx, const struct rewrite_row *x)
{
	struct rewriting *w = ctx;
	struct rewrite_row *to;

	w->sums.outcome[x->outcome]++;
	w->sums.broken += x->broken;
	if (!w->json) {
		dataset_show_edit(x, &w->list);
		return;
	}
	w->row = mem_grow(w->row, w->n, &w->cap, sizeof(*w->row));
	to = &w->row[w->n++];
	*to = *x;
	if (x->was != NULL)
		to->was = arena_strndup(&w->arena, x->was, x->was_n);
	if (x->is != NULL)
		to->is = arena_strndup(&w->arena, x->is, x->is_n);
}

static bool
same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

/* The new file, and the old one written once more. */
struct writing {
	struct deflate *to;
	struct encoding_writer text, as_it_was;
};

static void
write_text(struct writing *w, const char *s, size_t n)
{
	size_t made;
	const char *bytes = encoding_write(&w->text, s, n, &made);

	deflate_write(w->to, bytes, made);
}

static void
write_as_it_was(struct writing *w, struct span s)
{
	size_t made;

	encoding_write(&w->as_it_was, s.s, s.n, &made);
}

static int
end_writing(struct writing *w, const struct dataset *d, int rc, struct err *e)
{
	const struct encoding_reader *in = dataset_reader(d);

	if (rc == 0 && in->converts) {
		write_text(w, NULL, 0);
		write_as_it_was(w, (struct span){ NULL, 0 });
	}
	if (rc == 0 &&
	    !(encoding_wrote(&w->text) && encoding_same(&w->as_it_was, in)))
		rc = err_set(e, STATUS_INPUT,
			     "%s: not everything in it has a meaning in %s, or "
			     "one spelling only, so that the new file would "
			     "differ elsewhere too; write it as UTF-8 first: "
			     "iconv -f %s -t UTF-8",
			     dataset_name(d), in->name, in->name);
	encoding_write_end(&w->text);
	encoding_write_end(&w->as_it_was);
	deflate_close(w->to);
	return rc;
}

static int
rewrite_records(struct rewriting *w, struct dataset *d,
		const struct rewrite_opts *o, struct writing *to, struct err *e)
{
	struct dataset_record r;
	struct buf out;
	int rc;

	buf_init(&out, CMD_RECORDS_MAX);
	while ((rc = dataset_next(d, &r, e)) > 0) {
		if (r.odd && w->sums.odd++ == 0) {
			w->sums.first_odd = r.why;
			err_at(&w->sums.first_odd, "%llu",
			       (unsigned long long)r.line);
		}
		buf_reset(&out);
		rewrite_record(d, &r, o, &out, told, w);
		write_text(to, buf_text(&out), out.len);
		write_as_it_was(to, r.gap);
		write_as_it_was(to, r.raw);
		progress_records(&w->progress, r.number, NAN);
	}
	progress_end(&w->progress);
	if (rc == 0) {
		write_text(to, r.gap.s, r.gap.n);
		write_as_it_was(to, r.gap);
	}
	buf_fini(&out);
	return rc;
}

static void
show_rewrite(struct rewriting *w, const char *path)
{
	struct buf said;

	if (w->json) {
		dataset_show_rewrite_json(&w->sums, path, w->row, w->n,
					  &w->list);
		cmd_print_data(&w->list);
		return;
	}
	buf_init(&said, CMD_RECORDS_MAX);
	dataset_show_rewrite(&w->sums, path, &said);
	cmd_print(&w->list);
	cmd_say(stderr, "%s", said.data);
	buf_fini(&said);
}

static int
rewrite_to(const struct dataset_opts *c, const struct rewrite_opts *o,
	   struct dataset *d, struct err *e)
{
	struct rewriting w = { .json = c->json };
	struct outfile *to = outfile_open(c->out, FILE_OPEN, e);
	struct writing writing;
	int rc;

	if (to == NULL)
		return -1;
	buf_init(&w.list, CMD_RECORDS_MAX);
	arena_init(&w.arena);
	progress_init(&w.progress, false);
	writing.to = deflate_open(to, c->out);
	encoding_write_begin(&writing.text, dataset_reader(d));
	encoding_write_begin(&writing.as_it_was, dataset_reader(d));
	rc = rewrite_records(&w, d, o, &writing, e);
	rc = end_writing(&writing, d, rc, e);
	if (rc == 0)
		rc = outfile_commit(to, e);
	else
		outfile_abandon(to);
	if (rc == 0)
		show_rewrite(&w, c->out);
	free(w.row);
	arena_fini(&w.arena);
	buf_fini(&w.list);
	return rc;
}

int
dataset_rewrite(const struct dataset_opts *c, char **args, struct err *e)
{
	struct rewrite_opts o = { .exact = strcmp(c->wording, "exact") == 0 };
	struct dataset *d;
	int rc;

	if (c->out == NULL)
		return err_set(e, STATUS_INPUT,
			       "where does the new file go? lencurve dataset "
			       "rewrite %s -o NEW",
			       args[0]);
	if (same_file(args[0], c->out))
		return err_set(e, STATUS_INPUT,
			       "%s would be written over itself; give -o "
			       "another name",
			       args[0]);
	if (c->strict != NULL)
		o.strict = strcmp(c->strict, "+1") == 0 ? REWRITE_BY_ONE
							: REWRITE_REFUSE;
	if (dataset_unit(c, &o.unit, e) < 0)
		return -1;
	d = dataset_open(args[0], c->encoding, e);
	if (d == NULL)
		return -1;
	rc = rewrite_to(c, &o, d, e);
	dataset_close(d);
	return rc;
}
