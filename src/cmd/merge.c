/*
 * merge: the shards of a sweep, or runs of one sweep on several machines, as
 * one run directory. What is refused is decided before anything is written;
 * the journal is written before the manifest, so that a directory with a
 * manifest is whole.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "data/field_place.h"
#include "report/words.h"
#include "store/journal.h"
#include "store/manifest.h"
#include "store/merge.h"
#include "sweep/plan.h"

enum { NAMED = 4 /* cells in a sentence */ };

struct merge_cmd {
	const char *output;
	bool json;
};

/* One of the directories, its manifest read. */
struct part {
	const char *dir;
	struct arena arena;
	struct spec spec;
	struct manifest manifest;
	struct plan plan;
};

static int
read_part(struct part *p, const char *dir, struct err *e)
{
	p->dir = dir;
	arena_init(&p->arena);
	if (manifest_read(dir, &p->spec, &p->manifest, cmd_known(), &p->arena,
			  e) != 0)
		return -1;
	plan_init(&p->plan, &p->spec);
	return 0;
}

/* Two plans are one when each cell asks the same, under the same name. */
static bool
same_plan(const struct plan *a, const struct plan *b)
{
	struct buf x, y;
	bool same = a->ncell == b->ncell;

	buf_init(&x, CMD_PAGE_MAX);
	buf_init(&y, CMD_PAGE_MAX);
	for (uint64_t i = 0; i < a->ncell && same; i++) {
		struct plan_cell c = plan_cell(a, i), d = plan_cell(b, i);

		plan_id(a, &c, &x);
		plan_id(b, &d, &y);
		same = strcmp(x.data, y.data) == 0 &&
		       plan_fingerprint(a, &c) == plan_fingerprint(b, &d);
	}
	buf_fini(&x);
	buf_fini(&y);
	return same;
}

/* A batch that was never asked live has no place. */
static bool
same_place(const struct manifest_sent *a, const struct manifest_sent *b)
{
	return a->place == NULL || b->place == NULL ||
	       strcmp(a->place, b->place) == 0;
}

/* Two values of one label are two recipes. */
static int
check_labels(const struct part *a, const struct part *b, struct err *e)
{
	for (size_t i = 0; i < a->manifest.nlabel; i++)
		for (size_t k = 0; k < b->manifest.nlabel; k++) {
			const char *x = a->manifest.label[i],
				   *y = b->manifest.label[k];
			size_t name = strcspn(x, "=") + 1;

			if (strncmp(x, y, name) == 0 &&
			    strcmp(x + name, y + name) != 0)
				return err_set(
				    e, STATUS_INPUT,
				    "%s is labelled %s, %s %s: runs of two "
				    "recipes are no one run; where a label is "
				    "wrong, lencurve run with --label mends it",
				    a->dir, x, b->dir, y);
		}
	return 0;
}

static int
check(const struct part *p, size_t n, const char *out, struct err *e)
{
	bool among = false;

	for (size_t i = 1; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			if (check_labels(&p[k], &p[i], e) != 0)
				return -1;
		if (!same_plan(&p[0].plan, &p[i].plan))
			return err_set(e, STATUS_INPUT,
				       "%s holds another sweep than %s: their "
				       "questions, models or seeds differ",
				       p[i].dir, p[0].dir);
		for (size_t k = 0; k < p[0].manifest.nsent; k++)
			if (!same_place(&p[0].manifest.sent[k],
					&p[i].manifest.sent[k]))
				return err_set(
				    e, STATUS_INPUT,
				    "%s asked model \"%s\" at %s, %s at %s: "
				    "two servers are no one curve",
				    p[0].dir, p[0].manifest.sent[k].model,
				    p[0].manifest.sent[k].place, p[i].dir,
				    p[i].manifest.sent[k].place);
	}
	for (size_t i = 0; i < n; i++)
		among |= strcmp(p[i].dir, out) == 0;
	if (!among && journal_exists(out))
		return err_set(e, STATUS_INPUT,
			       "%s has a journal already; name it among the "
			       "directories to be merged, or choose another "
			       "with -o",
			       out);
	return 0;
}

static int
by_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

/* Sweeps that ask the same may be written in other words. */
static int
by_sweep(const struct part *x, const struct part *y)
{
	const struct manifest_overrides *a = &x->manifest.overrides,
					*b = &y->manifest.overrides;
	size_t n = x->spec.source_len, m = y->spec.source_len;
	int c = (n > m) - (n < m);

	if (c == 0)
		c = memcmp(x->spec.source, y->spec.source, n);
	if (c == 0)
		c = (a->repeats > b->repeats) - (a->repeats < b->repeats);
	if (c == 0)
		c = by_text(a->targets, b->targets);
	return c != 0 ? c : by_text(a->only, b->only);
}

/* The parts in an order of their own, whatever that of the command line. */
static int
by_manifest(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	int c = strcmp(x->manifest.version, y->manifest.version);

	if (c == 0)
		c = by_sweep(x, y);

	for (size_t i = 0; c == 0 && i < x->manifest.nsent; i++) {
		const char *s = x->manifest.sent[i].says;
		const char *t = y->manifest.sent[i].says;

		c = by_text(s, t);
		/* Places that are known first. */
		s = x->manifest.sent[i].place;
		t = y->manifest.sent[i].place;
		if (c == 0)
			c = (s == NULL) - (t == NULL);
	}
	return c;
}

static int
by_label(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Those of all, which do not contradict one another. */
static void
join_labels(struct part *p, size_t n)
{
	struct manifest *m = &p[0].manifest;

	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < p[i].manifest.nlabel; k++)
			manifest_label_set(m, p[i].manifest.label[k],
					   &p[0].arena);
	qsort(m->label, m->nlabel, sizeof(*m->label), by_label);
}

static int
write_manifest(struct part *p, size_t n, const char *out, struct err *e)
{
	struct manifest_terms *terms;

	qsort(p, n, sizeof(*p), by_manifest);
	join_labels(p, n);
	terms = &p[0].manifest.terms;
	for (size_t i = 1; i < n; i++) {
		const struct manifest_terms *t = &p[i].manifest.terms;

		terms->batch |= t->batch;
		if (t->batch && t->flight == 0)
			continue;
		manifest_add_flight(terms, t->flight);
		manifest_add_flight(terms, t->flight_to);
	}
	return manifest_write(out, &p[0].plan, &p[0].manifest, e);
}

static double
some(uint64_t n)
{
	return n > 0 ? (double)n : (double)NAN;
}

/* How many are not named. */
static double
rest(uint64_t n)
{
	return some(n > NAMED ? n - NAMED : 0);
}

/* The names of cells, apart by commas. */
static const char *
names_of(const struct merge_cells *c, const struct plan *plan, struct buf *out)
{
	struct buf id;

	buf_reset(out);
	buf_init(&id, CMD_PAGE_MAX);
	for (size_t i = 0; i < c->n && i < NAMED; i++) {
		struct plan_cell cell = plan_cell(plan, c->cell[i]);

		plan_id(plan, &cell, &id);
		buf_puts(out, i > 0 ? ", " : "");
		buf_puts(out, buf_text(&id));
	}
	buf_fini(&id);
	return buf_text(out);
}

static void
print_text(const struct merge_result *r, const struct plan *plan, size_t n,
	   const char *out)
{
	struct buf page, names;

	buf_init(&page, CMD_PAGE_MAX);
	buf_init(&names, CMD_PAGE_MAX);
	words_wrap(&page, WORDS_MERGE_DONE,
		   WORDS_ARGS(words_count("from", n), words_str("dir", out),
			      words_count("planned", r->planned),
			      words_count("lines", r->lines),
			      words_fixed("repeated", some(r->repeated), 0),
			      words_fixed("unplanned", some(r->unplanned), 0),
			      words_fixed("bad", some(r->bad), 0)));
	if (r->twice > 0)
		words_wrap(&page, WORDS_MERGE_TWICE,
			   WORDS_ARGS(words_count("n", r->twice),
				      words_str("ids", names_of(&r->twice_cells,
								plan, &names)),
				      words_fixed("more", rest(r->twice), 0)));
	if (r->open > 0)
		words_wrap(&page, WORDS_MERGE_OPEN,
			   WORDS_ARGS(words_count("n", r->open),
				      words_str("ids", names_of(&r->open_cells,
								plan, &names)),
				      words_fixed("more", rest(r->open), 0),
				      words_str("dir", out)));
	else
		words_wrap(&page, WORDS_MERGE_WHOLE, NULL);
	cmd_page(&page, false);
	buf_fini(&names);
}

#define R(name, text)                                                          \
	FIELD(#name, U64, struct merge_result, name, .about = text)

static const struct field fields[] = {
	R(planned, "answers planned"),
	R(lines, "lines of the new journal, its header apart"),
	R(repeated, "lines that stood in more than one journal"),
	R(twice, "answers that came from more than one directory"),
	R(open, "planned answers that are not there"),
	R(unplanned, "lines of no planned answer"),
	R(bad, "lines that are no records, left out"),
	FIELD_END,
};

/* A cell, for JSON. */
struct named {
	const char *id;
};

static const struct field named_fields[] = {
	FIELD("id", TEXT, struct named, id, .about = "as in samples.csv"),
	FIELD_END,
};

static const struct field_place places[] = {
	{ "", fields, NULL, NULL },
	{ "open_cells[]", named_fields, NULL,
	  "Planned answers that are not there, the first 1000" },
	{ "twice_cells[]", named_fields, NULL,
	  "Answers that came from more than one directory, the first 1000" },
	{ .at = NULL },
};

static void
list_cells(struct jsonw *w, const char *key, const struct merge_cells *c,
	   const struct plan *plan)
{
	struct named *list;
	struct arena a;
	struct buf id;

	arena_init(&a);
	buf_init(&id, CMD_PAGE_MAX);
	list = arena_alloc(&a, (c->n + 1) * sizeof(*list));
	for (size_t i = 0; i < c->n; i++) {
		struct plan_cell cell = plan_cell(plan, c->cell[i]);

		plan_id(plan, &cell, &id);
		list[i].id = arena_strdup(&a, buf_text(&id));
	}
	field_json_list(w, key, named_fields, list, sizeof(*list), c->n);
	buf_fini(&id);
	arena_fini(&a);
}

static void
print_json(const struct merge_result *r, const struct plan *plan)
{
	struct jsonw w;
	struct buf out;

	buf_init(&out, CMD_PAGE_MAX);
	jsonw_open(&w, &out, 2);
	field_json(&w, fields, r);
	list_cells(&w, "open_cells", &r->open_cells, plan);
	list_cells(&w, "twice_cells", &r->twice_cells, plan);
	jsonw_close(&w);
	cmd_page(&out, true);
}

static int
merge_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct merge_cmd *o = opts;
	size_t n = (size_t)nargs, have = 0;
	struct part *p = calloc(n, sizeof(*p));
	struct merge_result r;
	int rc = p == NULL || o->output == NULL ? -1 : 0;

	if (rc != 0)
		err_set(e, STATUS_INPUT,
			"no directory for the result; give one with -o");
	while (rc == 0 && have < n) {
		rc = read_part(&p[have], args[have], e);
		have++;
	}
	if (rc == 0)
		rc = check(p, n, o->output, e);
	if (rc == 0)
		rc = file_mkdirs(o->output, e);
	/* A journal without its manifest is nobody's; one without the other,
	 * where this is broken off, is merged again. */
	if (rc == 0)
		rc = write_manifest(p, n, o->output, e);
	if (rc == 0)
		rc = merge_journals((const char *const *)args, n, o->output,
				    &p[0].plan, &r, e);
	if (rc == 0 && o->json)
		print_json(&r, &p[0].plan);
	else if (rc == 0)
		print_text(&r, &p[0].plan, n, o->output);
	for (size_t i = 0; i < have; i++)
		arena_fini(&p[i].arena);
	free(p);
	return rc == 0 ? STATUS_OK : -1;
}

#define AT(field) offsetof(struct merge_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "output", 'o', AT(output), "DIR",
	    "the merged run directory: a new one, or one of those"),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "merge --json",
	  "merge DIR... -o DIR --json",
	  "What was merged.",
	  false,
	  { places } },
	{ .name = NULL },
};

static const struct merge_cmd defaults = { NULL, false };

const struct cmd cmd_merge = {
	.name = "merge",
	.summary = "make one run directory of several of one sweep",
	.usage = "DIR... -o DIR",
	.about =
	    "Puts the journals of one sweep's runs (its shards, or the same "
	    "sweep on several\nmachines) together. The order of the "
	    "directories, and how they were split, do not\nmatter: the result "
	    "is the same to the byte, and merging again changes nothing.\n"
	    "Another sweep is refused. What is still open is named, and `run` "
	    "on the result\nasks it.\n",
	.examples = "  lencurve merge shards/* -o results/whole\n"
		    "  lencurve measure results/whole\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct merge_cmd),
	.min_args = 1,
	.max_args = -1,
	.dirs = true,
	.run = merge_verb,
};
