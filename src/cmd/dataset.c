/*
 * dataset: training data held against the lengths that they ask for. Its parts
 * take one set of options, as most have most of them; what a part does is in
 * its file.
 */
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "dataset/audit.h"
#include "dataset/testset.h"
#include "report/dataset_show.h"
#include "report/duplicates_show.h"
#include "report/handled_show.h"
#include "report/testset_show.h"

static const struct sub {
	const char *name, *usage;
	int least, nargs;
	int (*run)(const struct dataset_opts *o, char **args, struct err *e);
} subs[] = {
	{ "audit", "FILE [-o DIR]", 1, 1, dataset_audit },
	{ "rewrite", "FILE -o NEW", 1, 1, dataset_rewrite },
	{ "duplicates", "FILE", 1, 1, dataset_duplicates },
	{ "testset", "[FILE] [-o NEW]", 0, 1, dataset_testset },
	{ "handled", "DIR TEST", 2, 2, dataset_handled },
	{ "leak", "TEST TRAIN", 2, 2, dataset_leak },
};

static int
dataset_verb(void *opts, int nargs, char **args, struct err *e)
{
	for (size_t i = 0; i < sizeof(subs) / sizeof(subs[0]); i++) {
		const struct sub *s = &subs[i];

		if (strcmp(args[0], s->name) != 0)
			continue;
		if (nargs - 1 < s->least || nargs - 1 > s->nargs)
			return err_set(e, STATUS_INPUT,
				       "found %d files, expected: lencurve "
				       "dataset %s %s",
				       nargs - 1, s->name, s->usage);
		return s->run(opts, args + 1, e);
	}
	return err_set(e, STATUS_INPUT,
		       "found \"%s\", expected audit, rewrite, duplicates, "
		       "testset, handled or leak",
		       args[0]);
}

static const struct dataset_opts defaults = {
	.unit = "excel", .wording = "keep", .seed = 1, .each = TESTSET_EACH
};

#define AT(field) offsetof(struct dataset_opts, field)

static const struct opt table[] = {
	OPT(TEXT, "output", 'o', AT(out), "PATH",
	    "audit: folder for audit.csv, samples.csv and texts; rewrite, "
	    "testset: "
	    "the new file"),
	OPT(TEXT, "unit", 0, AT(unit), "UNIT",
	    "what a length in characters is counted in"),
	OPT(TEXT, "wording", 0, AT(wording), "HOW",
	    "rewrite: keep the words around the number, or exact: 77字 alone",
	    .words = OPT_ONE_OF("keep", "exact")),
	OPT(TEXT, "strict", 0, AT(strict), "HOW",
	    "rewrite: of \"less than\" +1 writes the next number, refuse "
	    "leaves the prompt",
	    .words = OPT_ONE_OF("+1", "refuse")),
	OPT(COUNT, "each", 0, AT(each), "N",
	    "testset: questions of each of the four kinds",
	    OPT_FROM(1, TESTSET_EACH_MAX)),
	OPT(COUNT, "seed", 0, AT(seed), "N",
	    "testset: what is drawn; one seed gives one set",
	    OPT_FROM(0, 1e15)),
	OPT(FLAG, "anomalous", 0, AT(anomalous), NULL,
	    "testset: questions without a length, with an impossible one ..."),
	CMD_OPT_FILES_ENCODING(AT(encoding)),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
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
	{ "dataset duplicates --json",
	  "dataset duplicates FILE --json",
	  "What stands in training data more than once.",
	  false,
	  { duplicates_show_places } },
	{ "dataset testset --json",
	  "dataset testset FILE --json",
	  "What a test set holds and what is wrong with it.",
	  false,
	  { testset_show_places } },
	{ "dataset handled --json",
	  "dataset handled DIR TEST --json",
	  "How anomalous questions were handled.",
	  false,
	  { handled_show_places } },
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
	.usage =
	    "audit FILE [-o DIR] | rewrite FILE -o NEW | duplicates FILE "
	    "| testset [FILE] [-o NEW] | handled DIR TEST | leak TEST TRAIN",
	.about =
	    "Reads Qianfan SFT, Alpaca, ShareGPT, messages and pairs such as "
	    "prompt and\nresponse, as JSONL, a JSON array, CSV or TSV; which "
	    "it "
	    "is, the first record says.\n.gz, .zst, UTF-16 and, with "
	    "--encoding, any other are read as well; a new file\nhas the "
	    "encoding of the old one and is compressed when its name ends in "
	    ".gz or\n.zst. - is standard input.\n\n"
	    "audit counts every answer and holds it against the length that "
	    "its own prompt\nasks for; with -o it writes a row for each and "
	    "the "
	    "samples.csv that `curve` takes.\nrewrite makes the number in each "
	    "prompt the exact count of its answer. What is\nambiguous is told "
	    "and left alone; nothing else in the file changes by a byte.\n\n"
	    "duplicates tells prompts that repeat one before: the same; the "
	    "same but for the\nnumber, as one question asked at several "
	    "lengths is; near, with 0.7 of their\nthree-character grams; and "
	    "answers under two prompts. Nothing is dropped.\n\n"
	    "testset makes questions of four kinds, greeting, essay, plan and "
	    "summary, each\nwith one exact length, for the \"questions\" of "
	    "a sweep; with FILE it checks one\nand exits with 1 when "
	    "something is wrong.\n\n"
	    "handled holds the answers in DIR against what the anomalous "
	    "questions of TEST want\n(answer, ask or refuse), by model, "
	    "anomaly and wording.\n\n"
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
	    "  lencurve dataset duplicates sft.jsonl\n"
	    "  lencurve dataset testset -o testset.jsonl\n"
	    "  lencurve dataset testset testset.jsonl\n"
	    "  lencurve dataset handled results/testset-anomalous "
	    "sweeps/testset-anomalous.jsonl\n"
	    "  lencurve dataset leak testset.jsonl sft.jsonl\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct dataset_opts),
	.min_args = 1,
	.max_args = 3,
	.run = dataset_verb,
};
