/*
 * lencurve import: the results of a batch into the run directory that planned
 * it. The manifest says "batch" before the first answer is in the journal, so
 * that no later stage takes it for a live one.
 */
#include <math.h>
#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/load.h"
#include "cmd/run_say.h"
#include "data/field_place.h"
#include "report/words.h"
#include "run/batch_take.h"

enum { PAGE_MAX = 1 << 20 };

struct import_opts {
	bool json;
};

struct place {
	const char *dir;
	struct load load;
};

static int
note_batch(void *ctx, struct err *e)
{
	struct place *p = ctx;
	struct manifest *m = &p->load.manifest;

	if (m->terms.batch)
		return 0;
	m->terms.batch = true;
	return manifest_write(p->dir, &p->load.plan, m, e);
}

static double
some(uint64_t n)
{
	return n > 0 ? (double)n : (double)NAN;
}

static void
print_text(const struct batch_taken *r, const struct plan *plan,
	   const char *dir)
{
	struct buf page, id;

	buf_init(&page, PAGE_MAX);
	buf_init(&id, PAGE_MAX);
	words_wrap(&page, WORDS_IMPORT_DONE,
		   WORDS_ARGS(words_count("lines", r->lines),
			      words_count("ok", r->ok),
			      words_fixed("other", some(r->answered), 0),
			      words_fixed("failed", some(r->failed), 0),
			      words_fixed("passing", some(r->passing), 0),
			      words_fixed("over", some(r->over), 0),
			      words_fixed("repeated", some(r->repeated), 0),
			      words_fixed("known", some(r->known), 0)));
	if (r->open > 0) {
		struct plan_cell c = plan_cell(plan, r->first_open);

		plan_id(plan, &c, &id);
		words_wrap(&page, WORDS_IMPORT_OPEN,
			   WORDS_ARGS(words_count("n", r->open),
				      words_count("planned", r->planned),
				      words_str("id", id.data),
				      words_str("dir", dir)));
	} else {
		words_wrap(&page, WORDS_MERGE_WHOLE, NULL);
	}
	cmd_print(&page);
	buf_fini(&page);
	buf_fini(&id);
}

#define R(name, text) FIELD(#name, U64, struct batch_taken, name, .about = text)

static const struct field fields[] = {
	R(planned, "answers planned"),
	R(lines, "lines read"),
	R(ok, "answers taken that are ok"),
	R(answered, "answers taken that are not: cut, filtered, empty"),
	R(failed, "requests that failed for good"),
	R(passing, "requests that failed and stay open"),
	R(over, "lines of requests that expired or were cancelled"),
	R(repeated, "lines for a request that had one"),
	R(known, "requests of which the journal had as much"),
	R(open, "planned answers that are not there"),
	FIELD_END,
};

static const struct field_place places[] = {
	{ "", fields, NULL, NULL },
	{ .at = NULL },
};

static int
import_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct import_opts *o = opts;
	struct place p = { .dir = args[0] };
	struct batch_taken r;
	struct batch_take b;
	int rc = load_dir(&p.load, p.dir, e);

	b = (struct batch_take){ .plan = &p.load.plan,
				 .sent = p.load.manifest.sent,
				 .dir = p.dir,
				 .file = (const char *const *)args + 1,
				 .nfile = (size_t)nargs - 1,
				 .begin = note_batch,
				 .ctx = &p };
	if (rc == 0)
		rc = batch_take(&b, &r, e);
	if (rc == 0) {
		if (o->json)
			cmd_print_object(fields, &r);
		else
			print_text(&r, &p.load.plan, p.dir);
		fflush(stdout);
		run_say_reasons(&r.reasons);
	}
	load_fini(&p.load);
	return rc == 0 ? STATUS_OK : -1;
}

#define AT(field) offsetof(struct import_opts, field)

static const struct opt table[] = {
	{ "json", 0, OPT_FLAG, AT(json), NULL, "print JSON", NULL, 0, 0 },
	{ .name = NULL },
};

static const struct cmd_document documents[] = {
	{ "import --json",
	  "import DIR FILE... --json",
	  "What was imported.",
	  false,
	  { places } },
	{ .name = NULL },
};

static const struct import_opts defaults = { false };

const struct cmd cmd_import = {
	.name = "import",
	.summary = "take the results of a batch into its run directory",
	.usage = "DIR FILE...",
	.about =
	    "Reads the files that a batch came back in: results and errors of "
	    "OpenAI's form\n(OpenAI, Azure, Qianfan v2, DashScope, vllm "
	    "run-batch), of Anthropic's, and of\nQianfan v1's. Lines join "
	    "their requests by id, in any order, and are read as a live\n"
	    "answer is. Expired and cancelled requests stay open: `run` asks "
	    "them live, and\n`plan --missing` writes them again. A file that "
	    "is torn, or another sweep's,\nchanges nothing, and one that is "
	    "imported twice counts once.\n",
	.examples = "  lencurve import results/big output.jsonl errors.jsonl\n"
		    "  lencurve measure results/big\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct import_opts),
	.min_args = 2,
	.max_args = -1,
	.run = import_verb,
};
