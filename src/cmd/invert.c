/*
 * invert: what to ask for, to get a length. Prompts are made from the run's
 * own manifest, so that what is printed can be pasted.
 */
#include "curve/invert_series.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"
#include "report/invert_chart.h"
#include "report/invert_text.h"
#include "report/words.h"
#include "store/manifest.h"
#include "verdict/runs.h"

struct invert_cmd {
	const char *targets, *out, *proof;
	struct chart_opts form;
	double at_most, within;
	bool json, all, prompts;
};

enum { NAME_MAX_LEN = 1 << 20 };

/* Every series of a run, inverted. */
struct inverses {
	size_t n;
	struct invert_series *s;
};

static void
inverses_of(struct inverses *v, const struct curve *c,
	    const struct invert_opts *o)
{
	v->n = c->s->nseries;
	v->s = mem_calloc(v->n + 1, sizeof(*v->s));
	for (size_t i = 0; i < v->n; i++)
		invert_series_of(&v->s[i], c, i, o);
}

static void
inverses_fini(struct inverses *v)
{
	for (size_t i = 0; i < v->n; i++)
		invert_series_fini(&v->s[i]);
	free(v->s);
}

/* Whether there is anything that a second sweep could prove. */
static bool
any_ask(const struct inverses *v)
{
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < v->s[i].n; k++)
			if (v->s[i].row[k].ask >= 0)
				return true;
	return false;
}

static void
print_text(const struct inverses *v, const struct samples *s,
	   const struct invert_opts *o, bool all, struct buf *out)
{
	struct buf name;

	buf_init(&name, NAME_MAX_LEN);
	for (size_t i = 0; i < v->n; i++) {
		buf_reset(&name);
		curve_show_name(s, i, &name);
		invert_text(&v->s[i], o, name.data, all, out);
		if (i + 1 < v->n)
			buf_putc(out, '\n');
	}
	if (any_ask(v)) {
		buf_putc(out, '\n');
		words_wrap(out, WORDS_INVERT_PROOF, NULL);
	}
	buf_fini(&name);
}

struct head {
	const char *unit;
	bool simulated;
	double hit_within, at_most, level;
};

#define H(name, kind, text) FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	H(unit, TEXT, "count unit"),
	H(simulated, BOOL, "whether answers are the simulator's"),
	H(hit_within, REAL, "as asked"),
	H(at_most, REAL, "as asked"),
	H(level, REAL, "confidence level"),
	FIELD_END,
};

static const struct field_place json_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "asks[]", invert_fields, NULL, "one for each series and target" },
	{ .at = NULL },
};

static const struct field_place proof_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "proof[]", invert_proof_fields, NULL,
	  "one for each series that both runs have" },
	{ .at = NULL },
};

static const struct field_place csv_places[] = {
	{ "", invert_fields, NULL, NULL },
	{ .at = NULL },
};

/* What both documents begin with. */
static void
open_json(struct jsonw *w, const struct samples *s, const struct invert_opts *o,
	  const char *rows, struct buf *out)
{
	struct head head = { s->unit, s->simulated, o->k, o->at_most,
			     o->level };

	jsonw_open(w, out, 2);
	field_json(w, head_fields, &head);
	jsonw_karray(w, rows);
}

static void
print_json(const struct inverses *v, const struct samples *s,
	   const struct invert_opts *o, struct buf *out)
{
	struct jsonw w;

	open_json(&w, s, o, "asks", out);
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < v->s[i].n; k++)
			field_json_object(&w, invert_fields, &v->s[i].row[k]);
	jsonw_end(&w);
	jsonw_close(&w);
}

/* The variant of that name in the run's own sweep, or NULL. */
static const struct spec_variant *
variant_named(const struct spec *s, const char *name)
{
	for (size_t i = 0; i < s->nvariant; i++)
		if (strcmp(s->variant[i].name, name) == 0)
			return &s->variant[i];
	return NULL;
}

struct prompt_row {
	const char *model, *prompt;
	double target;
	int64_t ask;
};

static const struct field prompt_fields[] = {
	FIELD("model", TEXT, struct prompt_row, model,
	      .about = "name of the model"),
	FIELD("target", REAL, struct prompt_row, target,
	      .about = "the length that is wanted"),
	FIELD("ask", INT, struct prompt_row, ask, .about = "what to ask for"),
	FIELD("prompt", TEXT, struct prompt_row, prompt,
	      .about = "the question with that number in it"),
	FIELD_END,
};

static const struct field_place prompt_places[] = {
	{ "", prompt_fields, NULL, NULL },
	{ .at = NULL },
};

static int
print_prompts(const char *dir, const struct inverses *v, struct buf *out,
	      struct err *e)
{
	struct arena a;
	struct manifest m;
	struct spec spec;
	struct jsonw w;

	arena_init(&a);
	if (manifest_read(dir, &spec, &m, cmd_known(), &a, e) < 0) {
		arena_fini(&a);
		return -1;
	}
	for (size_t i = 0; i < v->n; i++) {
		for (size_t k = 0; k < v->s[i].n; k++) {
			const struct invert_row *r = &v->s[i].row[k];
			const struct spec_variant *x =
			    variant_named(&spec, r->variant);
			struct prompt_row row;

			if (x == NULL || r->why != INVERT_FINE)
				continue;
			row = (struct prompt_row){ r->model,
						   spec_prompt(
						       x, (uint32_t)r->a.target,
						       (uint32_t)r->ask, &a),
						   r->a.target, r->ask };
			jsonw_init(&w, out, 0);
			field_json_object(&w, prompt_fields, &row);
			buf_putc(out, '\n');
		}
	}
	arena_fini(&a);
	return 0;
}

static int
draw(const struct invert_cmd *o, const struct inverses *v,
     const struct curve *c, double at_most, struct err *e)
{
	static const char *const file[] = { "invert.csv", NULL };
	static const char *const chart[] = { "invert", NULL };
	struct chart_form form;
	int rc;

	chart_opts_form(&o->form, &form);
	rc = invert_chart_draw(o->out, v->s, c, at_most, &form, e);
	if (rc == 1)
		cmd_say(stderr, "%s\n", gnuplot_missing);
	if (rc >= 0)
		chart_opts_wrote(o->out, file, rc == 2 ? &chart[1] : chart, 0,
				 &form);
	return rc < 0 ? -1 : 0;
}

/* "5:700:5" or "5,10,15" as the numbers to look up; NULL: the sweep's. */
static int
wanted(const char *targets, double **target, size_t *n, struct err *e)
{
	struct spec s = { 0 };
	struct arena a;
	int rc = 0;

	*target = NULL;
	*n = 0;
	if (targets == NULL)
		return 0;
	arena_init(&a);
	rc = spec_set_targets(&s, targets, &a, e);
	if (rc == 0) {
		*n = s.ntarget;
		*target = mem_calloc(s.ntarget + 1, sizeof(**target));
		for (size_t i = 0; i < s.ntarget; i++)
			(*target)[i] = s.target[i];
	}
	arena_fini(&a);
	return rc;
}

static int
invert_page(const struct invert_cmd *o, const char *dir,
	    const struct inverses *v, const struct curve *c,
	    const struct invert_opts *io, struct err *e)
{
	struct buf page;
	int rc = 0;

	buf_init(&page, CMD_PAGE_MAX);
	if (o->prompts)
		rc = print_prompts(dir, v, &page, e);
	else if (o->json)
		print_json(v, c->s, io, &page);
	else
		print_text(v, c->s, io, o->all || o->targets != NULL, &page);
	if (rc == 0 && o->out != NULL)
		rc = draw(o, v, c, io->at_most, e);
	if (rc == 0)
		(o->json || o->prompts ? cmd_print_data : cmd_print)(&page);
	buf_fini(&page);
	return rc;
}

/* The promise of each curve beside what the second run gave. */
static int
print_proof(const struct invert_cmd *cmd, const struct curve *first,
	    const struct invert_opts *o, struct err *e)
{
	struct buf page, name;
	struct jsonw w;
	struct runs r;
	size_t found = 0;

	if (runs_read(&r, 1, &cmd->proof, NULL, 0, cmd_known(), e) < 0)
		return -1;
	buf_init(&page, CMD_PAGE_MAX);
	buf_init(&name, NAME_MAX_LEN);
	if (cmd->json)
		open_json(&w, first->s, o, "proof", &page);
	for (size_t i = 0; i < r.s[0].nseries; i++) {
		size_t k = samples_find(first->s, &r.s[0].series[i]);
		struct invert_proof p;

		if (k == SERIES_NONE)
			continue;
		found++;
		invert_series_proof(&p, first, k, &r.c[0], i, o);
		if (cmd->json) {
			field_json_object(&w, invert_proof_fields, &p);
			continue;
		}
		buf_reset(&name);
		curve_show_name(first->s, k, &name);
		invert_text_proof(&p, o, name.data, &page);
	}
	if (cmd->json) {
		jsonw_end(&w);
		jsonw_close(&w);
	}
	if (found > 0)
		cmd_print_data(&page);
	else
		err_set(e, STATUS_INPUT,
			"%s has no series of the same model, sampling and "
			"prompt",
			cmd->proof);
	runs_fini(&r);
	buf_fini(&name);
	buf_fini(&page);
	return found > 0 ? STATUS_OK : -1;
}

/* A run with asks is no curve of what was asked for. */
static int
check_asked(const char *dir, struct err *e)
{
	struct arena a;
	struct manifest m;
	struct spec spec;
	struct err none;
	bool asks;

	arena_init(&a);
	asks = manifest_read(dir, &spec, &m, cmd_known(), &a, &none) == 0 &&
	       spec.asks != NULL;
	arena_fini(&a);
	if (!asks)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%s was asked for other numbers than its targets "
		       "(\"asks\"): invert the run that they came from, and "
		       "give this one to --proof",
		       dir);
}

static int
invert_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct invert_cmd *o = opts;
	struct invert_opts io;
	struct inverses v;
	struct runs r;
	double *target;
	int rc;

	(void)nargs;
	if (o->proof != NULL && (o->out != NULL || o->prompts))
		return err_set(e, STATUS_INPUT,
			       "--proof holds what was promised against what "
			       "came, and has no chart or prompts: leave %s "
			       "out, or keep what it prints with --save",
			       o->out != NULL ? "-o" : "--prompts");
	invert_opts_init(&io);
	io.k = o->within;
	io.at_most = o->at_most > 0 ? o->at_most : NAN;
	if (wanted(o->targets, &target, &io.ntarget, e) < 0)
		return -1;
	io.target = target;
	if (runs_read(&r, 1, (const char *const *)args, NULL, 0, cmd_known(),
		      e) < 0) {
		free(target);
		return -1;
	}
	if (check_asked(args[0], e) < 0) {
		rc = -1;
	} else if (o->proof != NULL) {
		rc = print_proof(o, &r.c[0], &io, e);
	} else {
		inverses_of(&v, &r.c[0], &io);
		rc = invert_page(o, args[0], &v, &r.c[0], &io, e);
		inverses_fini(&v);
	}
	runs_fini(&r);
	free(target);
	return rc;
}

static const struct invert_cmd defaults = { .within = INVERT_WITHIN };

#define AT(field) offsetof(struct invert_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "targets", 0, AT(targets), "LIST",
	    "lengths that are wanted: 50:500:50 or 100,300; default the "
	    "sweep's"),
	OPT(REAL, "at-most", 0, AT(at_most), "Q",
	    "the largest ask that stays at or under the target with this "
	    "probability",
	    OPT_FROM(0.5, 0.999)),
	OPT(REAL, "within", 0, AT(within), "K",
	    "an answer is right within so many of the target",
	    OPT_FROM(0, 1e6)),
	OPT(FLAG, "all", 0, AT(all), NULL, "print every target"),
	OPT(FLAG, "prompts", 0, AT(prompts), NULL,
	    "print the prompts to send, a line of JSON each"),
	OPT(TEXT, "proof", 0, AT(proof), "DIR2",
	    "a second run, made with \"asks\": \"from DIR\": what was promised "
	    "beside what it gave"),
	OPT(TEXT, "out", 'o', AT(out), "DIR",
	    "write invert.csv and the chart there"),
	CHART_OPTS(AT(form)),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "invert --json",
	  "invert DIR --json",
	  "What to ask for, to get a length.",
	  false,
	  { json_places } },
	{ "invert --proof --json",
	  "invert DIR --proof DIR2 --json",
	  "What was promised, beside what a second run gave.",
	  false,
	  { proof_places } },
	{ "invert.csv",
	  "invert DIR -o DIR",
	  "A row for each series and target.",
	  true,
	  { csv_places } },
	{ "invert --prompts",
	  "invert DIR --prompts",
	  "A line of JSON for each ask that there is.",
	  false,
	  { prompt_places } },
	{ .name = NULL },
};

const struct cmd cmd_invert = {
	.name = "invert",
	.summary = "what to ask for, to get a length",
	.usage = "DIR [--targets LIST] [--at-most Q] [-o DIR]",
	.about =
	    "Reads the length curve backwards: for each length that is wanted, "
	    "the number to put\ninto the prompt, its interval, and the share "
	    "of "
	    "answers that will then be right. A\nlength that the curve cannot "
	    "give is refused with the reason.\n",
	.examples = "  lencurve invert results/spring-festival\n"
		    "  lencurve invert results/mine --targets 100,300,500\n"
		    "  lencurve invert results/mine --targets 140 --at-most "
		    "0.95\n"
		    "  lencurve invert results/mine --targets 300 --prompts | "
		    "jq -r .prompt\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct invert_cmd),
	.min_args = 1,
	.max_args = 1,
	.dirs = true,
	.run = invert_verb,
};
