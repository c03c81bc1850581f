/* dataset: training data held against the lengths that they ask for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/dataset_leak.h"
#include "dataset/audit.h"
#include "dataset/rewrite.h"
#include "measure/sink.h"
#include "report/dataset_show.h"
#include "report/words.h"

struct dataset_cmd {
	const char *out, *unit, *wording, *strict;
	bool json;
};

enum { PAGE_MAX = 1 << 30, NAME_MAX_LEN = 64 };

static int
read_unit(const struct dataset_cmd *o, unsigned *unit, struct err *e)
{
	if (sink_unit(o->unit, UNIT_DEFAULT, unit, e) < 0)
		return -1;
	if (*unit == UNIT_TOKEN)
		return err_set(e, STATUS_INPUT,
			       "unit token is what a provider reports; "
			       "training data have texts only");
	return 0;
}

/* ---- audit ------------------------------------------------------------- */

/* Rows that outlive their record, for --json. */
struct kept {
	struct arena arena;
	struct audit_row *row;
	size_t n, cap;
};

struct auditing {
	const struct dataset_cmd *o;
	struct audit sum;
	struct kept kept;
	struct sink samples;
	struct measure_result measured;
	struct outfile *csv; /* audit.csv, with -o */
	struct buf line;
	char model[NAME_MAX_LEN];
};

static void
keep(struct kept *k, const struct audit_row *x)
{
	k->row = mem_grow(k->row, k->n, &k->cap, sizeof(*k->row));
	k->row[k->n] = *x;
	if (x->claim != NULL)
		k->row[k->n].claim =
		    arena_strndup(&k->arena, x->claim, x->claim_n);
	k->n++;
}

static void
take(struct auditing *a, struct audit_row *x)
{
	char id[NAME_MAX_LEN];

	if (a->o->json)
		keep(&a->kept, x);
	if (a->csv == NULL)
		return;
	buf_reset(&a->line);
	field_csv_line(audit_fields, x, true, &a->line);
	outfile_write(a->csv, a->line.data, a->line.len);
	if (!x->sampled)
		return;
	snprintf(id, sizeof(id), "%llu.%llu", (unsigned long long)x->record,
		 (unsigned long long)x->turn);
	x->row.id = x->row.item = id;
	x->row.model = a->model;
	sink_row(&a->samples, &x->row, &a->measured);
}

static int
audit_records(struct auditing *a, struct dataset *d, struct err *e)
{
	struct dataset_record r;
	struct audit_row x;
	int rc;

	while ((rc = dataset_next(d, &r, e)) > 0) {
		audit_record(&a->sum, &r);
		for (size_t i = 0; i < r.nitems; i++) {
			audit_item(&a->sum, &r, &r.item[i], &x);
			take(a, &x);
		}
	}
	return rc;
}

static int
open_outputs(struct auditing *a, struct err *e)
{
	const char *dir = a->o->out;
	struct buf path;

	if (dir == NULL)
		return 0;
	if (file_mkdirs(dir, e) < 0)
		return -1;
	buf_init(&path, PAGE_MAX);
	buf_printf(&path, "%s/audit.csv", dir);
	a->csv = outfile_open(path.data, 0600, e);
	buf_fini(&path);
	if (a->csv == NULL || sink_open(&a->samples, dir, false, e) < 0)
		return -1;
	field_csv_head(audit_fields, true, &a->line);
	csv_end(&a->line);
	outfile_write(a->csv, a->line.data, a->line.len);
	return 0;
}

static int
commit_outputs(struct auditing *a, struct err *e)
{
	bool some = a->measured.planned > 0;
	struct outfile *csv = a->csv;
	struct buf said;

	if (csv == NULL)
		return 0;
	a->csv = NULL;
	if (some && sink_commit(&a->samples, e) < 0) {
		outfile_abandon(csv);
		return -1;
	}
	if (outfile_commit(csv, e) < 0)
		return -1;
	buf_init(&said, PAGE_MAX);
	words_wrap(&said, some ? WORDS_DATASET_SAVED : WORDS_DATASET_NO_SAMPLES,
		   WORDS_ARGS(words_str("dir", a->o->out),
			      words_str("unit", unit_name(a->sum.unit))));
	cmd_say(stderr, "%s", said.data);
	buf_fini(&said);
	return 0;
}

/* The file's name without folders and ending: whose curve it is. */
static void
name_model(struct auditing *a, const char *path)
{
	const char *base = strrchr(path, '/');
	size_t n;

	base = base != NULL ? base + 1 : path;
	n = strcspn(base, ".");
	snprintf(a->model, sizeof(a->model), "%.*s",
		 n > 0 && n < NAME_MAX_LEN ? (int)n : 4,
		 n > 0 && n < NAME_MAX_LEN ? base : "data");
}

static void
show_audit(const struct auditing *a, const struct dataset *d, const char *path)
{
	const struct dataset_show_file f = { path, dataset_shape(d),
					     dataset_form(d) };
	struct buf out;

	buf_init(&out, PAGE_MAX);
	if (a->o->json) {
		dataset_show_audit_json(&f, &a->sum, a->kept.row, a->kept.n,
					&out);
		cmd_print_data(&out);
	} else {
		dataset_show_audit(&f, &a->sum, &out);
		cmd_print(&out);
	}
	buf_fini(&out);
}

static int
audit(const struct dataset_cmd *o, char **args, struct err *e)
{
	struct auditing a = { .o = o };
	struct dataset *d;
	unsigned unit;
	int rc = -1;

	if (read_unit(o, &unit, e) < 0)
		return -1;
	d = dataset_open(args[0], e);
	if (d == NULL)
		return -1;
	audit_init(&a.sum, unit);
	arena_init(&a.kept.arena);
	buf_init(&a.line, PAGE_MAX);
	name_model(&a, args[0]);
	if (open_outputs(&a, e) == 0 && audit_records(&a, d, e) == 0 &&
	    commit_outputs(&a, e) == 0) {
		show_audit(&a, d, args[0]);
		rc = STATUS_OK;
	}
	outfile_abandon(a.csv);
	sink_abandon(&a.samples);
	buf_fini(&a.line);
	free(a.kept.row);
	arena_fini(&a.kept.arena);
	audit_fini(&a.sum);
	dataset_close(d);
	return rc;
}

/* ---- rewrite ----------------------------------------------------------- */

struct rewriting {
	bool json;
	struct rewrite_sums sums;
	struct buf list;
	struct arena arena;
	struct rewrite_row *row;
	size_t n, cap;
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

static int
rewrite_records(struct rewriting *w, struct dataset *d,
		const struct rewrite_opts *o, struct outfile *to, struct err *e)
{
	struct dataset_record r;
	struct buf out;
	int rc;

	buf_init(&out, PAGE_MAX);
	while ((rc = dataset_next(d, &r, e)) > 0) {
		if (r.odd && w->sums.odd++ == 0) {
			w->sums.first_odd = r.why;
			err_at(&w->sums.first_odd, "%llu",
			       (unsigned long long)r.line);
		}
		buf_reset(&out);
		rewrite_record(d, &r, o, &out, told, w);
		outfile_write(to, out.data, out.len);
	}
	outfile_write(to, r.gap.s, r.gap.n);
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
	buf_init(&said, PAGE_MAX);
	dataset_show_rewrite(&w->sums, path, &said);
	cmd_print(&w->list);
	cmd_say(stderr, "%s", said.data);
	buf_fini(&said);
}

static int
rewrite_to(const struct dataset_cmd *c, const struct rewrite_opts *o,
	   struct dataset *d, struct err *e)
{
	struct rewriting w = { .json = c->json };
	struct outfile *to = outfile_open(c->out, 0644, e);
	int rc;

	if (to == NULL)
		return -1;
	buf_init(&w.list, PAGE_MAX);
	arena_init(&w.arena);
	rc = rewrite_records(&w, d, o, to, e);
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

static int
rewrite(const struct dataset_cmd *c, char **args, struct err *e)
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
	if (read_unit(c, &o.unit, e) < 0)
		return -1;
	d = dataset_open(args[0], e);
	if (d == NULL)
		return -1;
	rc = rewrite_to(c, &o, d, e);
	dataset_close(d);
	return rc;
}

static int
leak_in(const struct dataset_cmd *o, char **args, struct err *e)
{
	return dataset_leak(o->json, args, e);
}

/* ---- the verb ---------------------------------------------------------- */

static const struct sub {
	const char *name, *usage;
	int nargs;
	int (*run)(const struct dataset_cmd *o, char **args, struct err *e);
} subs[] = {
	{ "audit", "FILE [-o DIR]", 1, audit },
	{ "rewrite", "FILE -o NEW", 1, rewrite },
	{ "leak", "TEST TRAIN", 2, leak_in },
};

static int
dataset_verb(void *opts, int nargs, char **args, struct err *e)
{
	for (size_t i = 0; i < sizeof(subs) / sizeof(subs[0]); i++) {
		const struct sub *s = &subs[i];

		if (strcmp(args[0], s->name) != 0)
			continue;
		if (nargs - 1 != s->nargs)
			return err_set(e, STATUS_INPUT,
				       "found %d files, expected: lencurve "
				       "dataset %s %s",
				       nargs - 1, s->name, s->usage);
		return s->run(opts, args + 1, e);
	}
	return err_set(e, STATUS_INPUT,
		       "found \"%s\", expected audit, rewrite or leak",
		       args[0]);
}

static const struct dataset_cmd defaults = { .wording = "keep" };

#define AT(field) offsetof(struct dataset_cmd, field)

static const struct opt table[] = {
	{ "output", 'o', OPT_TEXT, AT(out), "PATH",
	  "audit: folder for audit.csv and samples.csv; rewrite: the new file",
	  NULL, 0, 0 },
	{ "unit", 0, OPT_TEXT, AT(unit), "UNIT",
	  "what a length in characters is counted in; default excel", NULL, 0,
	  0 },
	{ "wording", 0, OPT_TEXT, AT(wording), "HOW",
	  "rewrite: keep the words around the number, or exact: 77字 alone",
	  "keep|exact", 0, 0 },
	{ "strict", 0, OPT_TEXT, AT(strict), "HOW",
	  "rewrite: of \"less than\" +1 writes the next number, refuse leaves "
	  "the prompt",
	  "+1|refuse", 0, 0 },
	{ "json", 0, OPT_FLAG, AT(json), NULL, "print JSON", NULL, 0, 0 },
	{ .name = NULL },
};

static const struct cmd_document documents[] = {
	{ "audit.csv",
	  "dataset audit FILE -o DIR",
	  "A row for each question of training data.",
	  true,
	  { audit_places } },
	{ "dataset audit --json",
	  "dataset audit FILE --json",
	  "What training data say of lengths.",
	  false,
	  { dataset_show_audit_places } },
	{ "dataset rewrite --json",
	  "dataset rewrite FILE -o NEW --json",
	  "What became of each prompt.",
	  false,
	  { dataset_show_rewrite_places } },
	{ "dataset leak --json",
	  "dataset leak TEST TRAIN --json",
	  "What of a test set stands in training data.",
	  false,
	  { dataset_show_leak_places } },
	{ .name = NULL },
};

const struct cmd cmd_dataset = {
	.name = "dataset",
	.summary = "hold training data against the lengths they ask for",
	.usage = "audit FILE [-o DIR] | rewrite FILE -o NEW | leak TEST TRAIN",
	.about =
	    "Reads Qianfan SFT, Alpaca, ShareGPT, messages and pairs such as "
	    "prompt and\nresponse, as JSONL, a JSON array, CSV or TSV; which "
	    "it "
	    "is, the first record says.\n\n"
	    "audit counts every answer and holds it against the length that "
	    "its own prompt\nasks for; with -o it writes a row for each and "
	    "the "
	    "samples.csv that `curve` takes.\nrewrite makes the number in each "
	    "prompt the exact count of its answer. What is\nambiguous is told "
	    "and left alone; nothing else in the file changes by a byte.\n\n"
	    "leak exits with 1 when a prompt or answer of TEST stands in "
	    "TRAIN: "
	    "the same but for\nthe numbers, a run of 20 characters or more and "
	    "0.6 of the shorter text, or 0.8 of\nits three-character grams. "
	    "The "
	    "same in other words is not found.\n",
	.examples =
	    "  lencurve dataset audit sft.jsonl -o results/sft\n"
	    "  lencurve curve results/sft\n"
	    "  lencurve dataset rewrite sft.jsonl -o exact.jsonl > "
	    "changes.txt\n"
	    "  lencurve dataset rewrite sft.csv -o exact.csv --wording exact\n"
	    "  lencurve dataset leak testset.jsonl sft.jsonl\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct dataset_cmd),
	.min_args = 1,
	.max_args = 3,
	.run = dataset_verb,
};
