/*
 * lencurve import: the results of a batch into the run directory that planned
 * it, when they were fetched by hand.
 */
#include "cmd/cmd.h"
#include "cmd/take.h"
#include "run/batch_lines.h"

struct import_opts {
	bool json;
};

static int
import_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct import_opts *o = opts;
	struct batch_taken r;
	struct load l;
	int rc = load_dir(&l, args[0], e);

	if (rc == 0)
		rc = take_files(&l, args[0], (const char *const *)args + 1,
				(size_t)nargs - 1, &r, e);
	if (rc == 0)
		rc = batch_lines_brought(args[0], &l.plan, e);
	if (rc == 0)
		take_print(&r, &l.plan, args[0], o->json);
	load_fini(&l);
	return rc == 0 ? STATUS_OK : -1;
}

#define AT(field) offsetof(struct import_opts, field)

static const struct opt table[] = {
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "import --json",
	  "import DIR FILE... --json",
	  "What was imported.",
	  false,
	  { take_places } },
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
