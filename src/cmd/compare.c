/*
 * compare: runs or models side by side, and the verdict. Tables and JSON are
 * made in one walk, comparison by comparison, as each is computed once and is
 * expensive; names in JSON are English whatever the reader speaks.
 */
#include "verdict/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/card.h"
#include "report/compare_chart.h"
#include "report/compare_csv.h"
#include "report/compare_show.h"
#include "report/gnuplot.h"
#include "report/words.h"
#include "stat/boot.h"
#include "verdict/match.h"
#include "verdict/runs.h"

struct compare_cmd {
	struct opt_list band;
	const char *under_test, *base, *out;
	struct chart_opts form;
	double margin, within;
	uint64_t seed, draws;
	bool common, relative, json, all;
	bool shared; /* not an option: pairs_shared of all runs */
};

static enum pair_under_test
under_test(const char *name)
{
	return strcmp(name, "sampling") == 0  ? UNDER_TEST_SAMPLING
	       : strcmp(name, "variant") == 0 ? UNDER_TEST_VARIANT
					      : UNDER_TEST_MODEL;
}

struct page {
	struct buf text, json;
	size_t n; /* comparisons so far */
	struct compare *c;
	struct jsonw w;
};

static void
add_compare(struct page *p, const struct compare *c)
{
	enum words_lang was = words_speak(WORDS_ENGLISH);
	struct buf a, b;

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_show_names(c, &a, &b);
	p->n++;
	compare_show_json(c, a.data, b.data, &p->w);
	words_speak(was);
	buf_putc(&p->text, '\n');
	compare_show_text(c, &p->text);
	buf_fini(&b);
	buf_fini(&a);
}

static int
compare_all(const struct compare_cmd *o, const struct match_list *m,
	    struct page *p, struct err *e)
{
	struct compare_opts co;

	compare_defaults(&co);
	co.margin = o->margin;
	co.k = o->within;
	co.seed = o->seed;
	co.draws = o->draws;
	co.common = o->common;
	co.shared = o->shared;
	co.relative = o->relative;
	for (size_t i = 0; i < m->n; i++) {
		if (compare_of(&p->c[p->n], m->match[i].a, m->match[i].b,
			       under_test(o->under_test), &co, e) < 0)
			return -1;
		add_compare(p, &p->c[p->n]);
	}
	return 0;
}

static int
write_out(const struct compare_cmd *o, const struct page *p, struct err *e)
{
	static const char *const file[] = { "compare.json", "compare.csv",
					    NULL };
	static const char *const chart[] = { "compare", NULL };
	struct chart_form form;
	struct buf path;
	int rc;

	chart_opts_form(&o->form, &form);
	if (file_mkdirs(o->out, e) < 0)
		return -1;
	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/compare.json", o->out);
	rc = outfile_save(path.data, p->json.data, p->json.len, e);
	buf_fini(&path);
	if (rc == 0 && p->n > 0)
		rc = compare_chart_draw(o->out, p->c, p->n, &form, e);
	if (rc < 0)
		return -1;
	if (rc > 0)
		cmd_say(stderr, "%s\n", gnuplot_missing);
	chart_opts_wrote(o->out, file, chart, 0, &form);
	return 0;
}

struct head {
	const char *unit, *scale;
	bool simulated;
	double margin, hit_within;
	uint64_t seed;
	size_t draws;
};

#define H(name, kind, text) FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	H(unit, TEXT, "count unit"),
	H(simulated, BOOL, "whether answers are the simulator's"),
	H(scale, TEXT, "characters, words, ... or percent of the target"),
	H(margin, REAL, "as asked"),
	H(hit_within, REAL, "as asked"),
	H(seed, U64, "of the draws, as asked"),
	H(draws, SIZE, "of the sign flips, as asked"),
	FIELD_END,
};

static const struct field_place head_places[] = {
	{ "", head_fields, NULL, NULL },
	{ .at = NULL },
};

static void
print_card(const struct compare_cmd *o, const struct page *p)
{
	struct buf out;

	buf_init(&out, CMD_PAGE_MAX);
	if (p->n > 0)
		card_compare(p->c, p->n, o->all, &out);
	if (o->all)
		buf_add(&out, buf_text(&p->text), p->text.len);
	cmd_page(&out, false);
}

static int
print_all(const struct compare_cmd *o, const struct runs *r,
	  const struct match_list *m, struct err *e)
{
	struct page p = { .n = 0 };
	struct head head = {
		.unit = r->s[0].unit,
		.simulated = r->s[0].simulated,
		/* Data, in no reader's language. */
		.scale = o->relative ? "percent"
				     : words_row(words_units(r->s[0].unit),
						 WORDS_ENGLISH),
		.margin = o->margin,
		.hit_within = o->within,
		.seed = o->seed,
		.draws = o->draws,
	};
	int rc;

	p.c = mem_calloc(m->n + 1, sizeof(*p.c));
	buf_init(&p.text, CMD_PAGE_MAX);
	buf_init(&p.json, CMD_PAGE_MAX);
	jsonw_open(&p.w, &p.json, 2);
	field_json(&p.w, head_fields, &head);
	jsonw_karray(&p.w, "comparisons");
	rc = compare_all(o, m, &p, e);
	if (rc == 0) {
		jsonw_end(&p.w);
		jsonw_close(&p.w);
		if (o->out != NULL)
			rc = write_out(o, &p, e);
	}
	if (rc == 0 && o->json)
		cmd_print_data(&p.json);
	else if (rc == 0)
		print_card(o, &p);
	for (size_t i = 0; i < p.n; i++)
		compare_fini(&p.c[i]);
	free(p.c);
	buf_fini(&p.json);
	buf_fini(&p.text);
	return rc;
}

/* Runs of some of a file's questions are compared by what all asked. */
static int
look_at_questions(struct compare_cmd *o, const struct runs *r, struct err *e)
{
	int rc = 1;

	for (size_t i = 1; i < r->n; i++)
		for (size_t k = 0; k < i && rc > 0; k++)
			rc = pairs_shared(&r->s[k], &r->s[i], cmd_known(), e);
	o->shared = rc > 0;
	return rc < 0 ? -1 : 0;
}

static int
compare_verb(void *opts, int nargs, char **args, struct err *e)
{
	struct compare_cmd *o = opts;
	struct match_list m;
	struct runs r;
	int rc;

	if (runs_read(&r, (size_t)nargs, (const char *const *)args,
		      o->band.item, o->band.n, cmd_known(), e) < 0)
		return -1;
	rc = match_series(&m, r.c, r.n, under_test(o->under_test), o->base, e);
	if (rc == 0) {
		rc = o->common ? look_at_questions(o, &r, e) : 0;
		rc = rc == 0 ? print_all(o, &r, &m, e) : rc;
		if (rc == 0 && m.other_relation > 0)
			cmd_say(stderr,
				"%zu that asked for another relation were left "
				"out: they miss by another measure\n",
				m.other_relation);
		match_fini(&m);
	}
	runs_fini(&r);
	return rc;
}

static const struct compare_cmd defaults = {
	.under_test = "model",
	.margin = COMPARE_MARGIN,
	.within = COMPARE_WITHIN,
	.seed = 1,
	.draws = BOOT_DRAWS,
};

#define AT(field) offsetof(struct compare_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "under-test", 't', AT(under_test), "WHAT",
	    "what may differ, being what is compared",
	    .words = OPT_ONE_OF("model", "sampling", "variant")),
	OPT(TEXT, "base", 0, AT(base), "NAME",
	    "the model, sampling or variant that is A; default the first"),
	OPT(REAL, "margin", 'm', AT(margin), "C",
	    "characters that make no difference", OPT_FROM(0, 1e6)),
	OPT(REAL, "within", 0, AT(within), "K",
	    "a hit is at most K characters off", OPT_FROM(0, 1e6)),
	CMD_OPT_BAND(AT(band)),
	OPT(FLAG, "common", 0, AT(common), NULL,
	    "compare only the cells that both sides planned"),
	OPT(FLAG, "relative", 0, AT(relative), NULL,
	    "misses, margin and --within in percent of the target"),
	CMD_OPT_ALL(AT(all)),
	OPT(FLAG, "verbose", 'v', AT(all), NULL,
	    "the same: with the classical p-values"),
	OPT(TEXT, "out", 'o', AT(out), "DIR",
	    "write compare.json, compare.csv and the chart there"),
	CHART_OPTS(AT(form)),
	OPT(COUNT, "seed", 0, AT(seed), "N", "of every random draw",
	    OPT_FROM(1, 9e15)),
	OPT(COUNT, "draws", 0, AT(draws), "N",
	    "bootstrap and permutation draws", OPT_FROM(100, 1e6)),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "compare --json",
	  "compare A B --json",
	  "compare.json with `-o`. S: `lencurve compare`.",
	  false,
	  { head_places, compare_show_places } },
	{ "compare.csv",
	  "compare A B -o DIR",
	  "A row for each pair of series and target.",
	  true,
	  { compare_csv_places } },
	{ .name = NULL },
};

const struct cmd cmd_compare = {
	.name = "compare",
	.summary = "runs or models side by side, paired, with a verdict",
	.usage = "DIR [DIR...] [--under-test WHAT] [--base NAME]",
	.about =
	    "Pairs the answers to one question, d = |e_A| - |e_B|: d > 0 says "
	    "B came nearer.\nIn one run its models are compared with the "
	    "first; of several runs, the first is A.\n\n"
	    "shift is the Hodges-Lehmann estimate of d; its interval decides: "
	    "better, worse,\nequivalent (inside --margin by two one-sided "
	    "tests) or inconclusive. Intervals\nhold for dependent "
	    "neighbours. p rank (Wilcoxon) and p McNemar take pairs as\n"
	    "independent and are Holm-adjusted over bands; p flip is a "
	    "sign-flip permutation\nof the mean. visible is the smallest mean "
	    "d that this design sees 4 times in 5.\n",
	.examples =
	    "  lencurve compare results/spring-festival\n"
	    "  lencurve compare results/base results/v2 --margin 1\n"
	    "  lencurve compare results/grid --under-test sampling --base min "
	    "-o results/grid\n"
	    "  lencurve compare results/base results/v2 --json | jq -r "
	    "'.comparisons[].says'\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct compare_cmd),
	.min_args = 1,
	.max_args = 64,
	.dirs = true,
	.run = compare_verb,
};
