/*
 * measure: a journal, or anybody's file of answers, to samples.csv. The
 * options turn into the fields of an import once; a directory and a file part
 * only where they are opened.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/speech.h"
#include "cmd/cmd.h"
#include "cmd/keys.h"
#include "cmd/known.h"
#include "cmd/results.h"
#include "measure/format.h"
#include "measure/measure.h"
#include "measure/row.h"
#include "provider/finish.h"
#include "report/overlap_show.h"
#include "text/strip.h"

struct measure_cmd {
	const char *out, *unit, *encoding, *text, *target, *id, *relation;
	const char *like, *prompt, *finish, *error, *target_pattern;
	const char *reference, *bleu;
	struct opt_list group, where, strip;
	bool verbatim, skip_bad, excel, columns, json, target_from_prompt,
	    no_texts;
	uint64_t jobs;
};

/* "markdown,remark": also with the commas that a shell user writes. */
static void
read_strip(const struct opt_list *list, unsigned *parts)
{
	for (size_t i = 0; i < list->n; i++)
		for (const char *s = list->item[i]; *s != '\0';) {
			size_t n = strcspn(s, ",");

			*parts |= strip_find(s, n);
			s += n + (s[n] == ',');
		}
}

/* "model,field" in one option or several; the names are cut in place. */
static int
read_group(const struct opt_list *list, struct measure_fields *f, char **owned,
	   struct err *e)
{
	for (size_t i = 0; i < list->n; i++) {
		char *s = mem_strndup(list->item[i], strlen(list->item[i]));

		owned[i] = s;
		for (char *end = s; end != NULL; s = end + 1) {
			if (f->ngroup == MEASURE_LIST)
				return err_set(e, STATUS_INPUT,
					       "--group: at most %d fields",
					       MEASURE_LIST);
			f->group[f->ngroup++] = s;
			end = strchr(s, ',');
			if (end == NULL)
				break;
			*end = '\0';
		}
	}
	return 0;
}

/* "FIELD=VALUE" likewise. */
static int
read_where(const struct opt_list *list, struct measure_fields *f, char **owned,
	   struct err *e)
{
	for (size_t i = 0; i < list->n; i++) {
		char *s = mem_strndup(list->item[i], strlen(list->item[i]));
		char *eq = strchr(s, '=');

		owned[i] = s;
		if (eq == NULL)
			return err_set(e, STATUS_INPUT,
				       "--where: found \"%s\", expected "
				       "FIELD=VALUE",
				       s);
		if (f->nwhere == MEASURE_LIST)
			return err_set(e, STATUS_INPUT,
				       "--where: at most %d conditions",
				       MEASURE_LIST);
		*eq = '\0';
		f->where_field[f->nwhere] = s;
		f->where_value[f->nwhere++] = eq + 1;
	}
	return 0;
}

/* BLEU's ways to cut are the names of overlap.h, but for that of ROUGE. */
static int
read_bleu(const struct measure_cmd *c, struct measure_opts *o, struct err *e)
{
	if (c->bleu == NULL)
		return 0;
	if (c->reference == NULL)
		return err_set(e, STATUS_INPUT,
			       "--bleu %s says how an answer is held against "
			       "its reference, and --reference FIELD|FILE is "
			       "not there",
			       c->bleu);
	while (strcmp(c->bleu, overlap_tokens_names[o->bleu]) != 0)
		o->bleu++;
	return 0;
}

/* A provider's word for why an answer ended, as an outcome. */
static enum outcome
ended(const char *word)
{
	switch (finish_of(word)) {
	case FINISH_CUT:
		return OUTCOME_TRUNCATED;
	case FINISH_FILTERED:
		return OUTCOME_FILTERED;
	case FINISH_REFUSED:
		return OUTCOME_REFUSED;
	case FINISH_BROKEN:
	case FINISH_LOADING:
		return OUTCOME_FAILED;
	case FINISH_NONE:
	case FINISH_STOP:
	case FINISH_UNKNOWN:
		break;
	}
	return OUTCOME_OK;
}

static void
recognised(const char *path, const struct format *f)
{
	cmd_say(stderr, "%s: read as %s (%s); the answer is in %s\n", path,
		f->name, speech_of(f->about), f->text);
}

static int
import(const struct measure_cmd *c, const char *const *path, size_t n,
       const struct measure_opts *o, struct measure_result *m, struct err *e)
{
	struct redact_keys keys;
	struct measure_fields f = { .like = c->like,
				    .text = c->text,
				    .target = c->target,
				    .prompt = c->prompt,
				    .finish = c->finish,
				    .error = c->error,
				    .relation = c->relation,
				    .id = c->id,
				    .target_from_prompt = c->target_from_prompt,
				    .target_pattern = c->target_pattern,
				    .encoding = c->encoding,
				    .skip_bad = c->skip_bad,
				    .no_texts = c->no_texts,
				    .jobs = (unsigned)c->jobs,
				    .keys = &keys,
				    .ended = ended,
				    .recognised = recognised };
	char *group[OPT_LIST_MAX] = { NULL }, *where[OPT_LIST_MAX] = { NULL };
	struct arena a;
	int rc = -1;

	if (c->out == NULL)
		return err_set(e, STATUS_INPUT,
			       "%s is a file of answers: -o DIR says where "
			       "samples.csv goes",
			       path[0]);
	arena_init(&a);
	keys_known(&keys, NULL, &a);
	if (read_group(&c->group, &f, group, e) == 0 &&
	    read_where(&c->where, &f, where, e) == 0)
		rc = measure_files(path, n, c->out, &f, o, m, e);
	for (size_t i = 0; i < OPT_LIST_MAX; i++) {
		free(group[i]);
		free(where[i]);
	}
	arena_fini(&a);
	return rc;
}

static int
sweep_dir(const struct measure_cmd *c, const char *dir,
	  const struct measure_opts *o, struct measure_result *m, struct err *e)
{
	if (c->text != NULL || c->target != NULL || c->out != NULL ||
	    c->id != NULL || c->relation != NULL || c->group.n > 0 ||
	    c->where.n > 0 || c->like != NULL || c->prompt != NULL ||
	    c->finish != NULL || c->error != NULL || c->target_from_prompt ||
	    c->target_pattern != NULL)
		return err_set(e, STATUS_INPUT,
			       "%s is a run directory: the fields and -o are "
			       "for files of answers",
			       dir);
	return measure_dir(dir, cmd_known(), o, m, e);
}

static void
report(const char *dir, const struct measure_opts *opts,
       const struct measure_result *m)
{
	const char *sep = ": ";
	struct buf said;

	cmd_say(stderr, "%s/samples.csv: %llu cells", dir,
		(unsigned long long)m->planned);
	for (int o = 0; o < OUTCOMES; o++) {
		if (m->outcome[o] == 0)
			continue;
		cmd_say(stderr, "%s%llu %s", sep,
			(unsigned long long)m->outcome[o],
			outcome_name((enum outcome)o));
		sep = ", ";
	}
	cmd_say(stderr, "\n");
	if (m->not_asked > 0)
		cmd_say(stderr,
			"%llu of them have no answer yet: run the sweep again "
			"to ask them\n",
			(unsigned long long)m->not_asked);
	if (m->unplanned > 0)
		cmd_say(stderr,
			"%llu records answer another question than the "
			"sweep's and were left out\n",
			(unsigned long long)m->unplanned);
	if (m->bad > 0)
		cmd_say(stderr, "%llu bad lines were left out; the first: %s\n",
			(unsigned long long)m->bad, m->first.msg);
	if (m->objects > 0)
		cmd_say(stderr,
			"%llu answers are objects or lists and were counted "
			"as the JSON that they are; --like FORMAT --text "
			"FIELD counts one field of them\n",
			(unsigned long long)m->objects);
	results_say_remarks(&m->remarks);
	buf_init(&said, CMD_PAGE_MAX);
	overlap_show_sum(&m->overlaps, opts->bleu, &said);
	cmd_say(stderr, "%s", buf_text(&said));
	buf_fini(&said);
}

static int
measure_run(void *opts, int nargs, char **args, struct err *e)
{
	struct measure_cmd *c = opts;
	struct measure_opts o = { .unit = c->unit,
				  .verbatim = c->verbatim,
				  .excel = c->excel,
				  .reference = c->reference };
	struct measure_result m;
	struct stat st;
	bool dir;

	if (c->columns) {
		cmd_describe(row_fields, c->json);
		return STATUS_OK;
	}
	if (c->json)
		return err_set(e, STATUS_INPUT,
			       "--json is of --columns; samples.csv has the "
			       "rest");
	if (read_bleu(c, &o, e) < 0)
		return -1;
	if (nargs == 0)
		return err_set(e, STATUS_INPUT,
			       "what is to be measured? A run directory, or a "
			       "file of answers");
	read_strip(&c->strip, &o.strip);
	dir = stat(args[0], &st) == 0 && S_ISDIR(st.st_mode);
	if (dir && nargs > 1)
		return err_set(e, STATUS_INPUT,
			       "%s is a run directory: one at a time", args[0]);
	if (dir ? sweep_dir(c, args[0], &o, &m, e) < 0
		: import(c, (const char *const *)args, (size_t)nargs, &o, &m,
			 e) < 0)
		return -1;
	report(dir ? args[0] : c->out, &o, &m);
	return STATUS_OK;
}

static const struct measure_cmd defaults;

static const char *
bleu_name(size_t i)
{
	return i < OVERLAP_WORD ? overlap_tokens_names[i] : NULL;
}

#define AT(field) offsetof(struct measure_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "output", 'o', AT(out), "DIR",
	    "where samples.csv of a file of answers goes"),
	OPT(TEXT, "like", 0, AT(like), "FORMAT",
	    "what the files are; default what the first record looks like: "
	    "{words}",
	    .words = &(const struct opt_words){ .at = format_name }),
	OPT(TEXT, "text", 0, AT(text), "FIELD", "where the answer is"),
	OPT(TEXT, "target", 0, AT(target), "FIELD",
	    "where the length that was asked for is"),
	OPT(FLAG, "target-from-prompt", 0, AT(target_from_prompt), NULL,
	    "the length is what the prompt's own words ask for"),
	OPT(TEXT, "target-pattern", 0, AT(target_pattern), "REGEX",
	    "the length is the number that the group of REGEX finds in the id, "
	    "as in /([0-9]+)/"),
	OPT(TEXT, "prompt", 0, AT(prompt), "FIELD",
	    "where the question is; it is kept beside the answer"),
	OPT(TEXT, "finish", 0, AT(finish), "FIELD",
	    "where it says why the model stopped: cut and filtered answers "
	    "have no length"),
	OPT(TEXT, "error", 0, AT(error), "FIELD",
	    "where a record without an answer says why: its cell has failed"),
	OPT(LIST, "group", 0, AT(group), "FIELD",
	    "what is compared, such as the model; several are joined"),
	OPT(TEXT, "id", 0, AT(id), "FIELD",
	    "which prompt it is; answers to one prompt are its repeats"),
	OPT(TEXT, "relation", 0, AT(relation), "FIELD",
	    "where about, exactly, at_most ... is; or one of these for all"),
	OPT(LIST, "where", 0, AT(where), "FIELD=VALUE",
	    "only lines whose field has this value"),
	OPT(TEXT, "reference", 0, AT(reference), "FIELD|FILE",
	    "what answers are held against: BLEU and ROUGE; a field of the "
	    "records, or of a sweep's questions, or a file with \"id\" and "
	    "\"reference\""),
	OPT(TEXT, "bleu", 0, AT(bleu), "TOKENS",
	    "how BLEU cuts texts: char (default), zh or 13a as sacrebleu does, "
	    "or llamafactory",
	    .words = &(const struct opt_words){ .at = bleu_name }),
	OPT(TEXT, "unit", 0, AT(unit), "UNIT",
	    "what length is; default the sweep's, or excel"),
	OPT(LIST, "strip", 0, AT(strip), "PARTS",
	    "take off {words} before counting; reasoning always goes",
	    .words = &(const struct opt_words){ .list = strip_names,
						.several = true }),
	OPT(FLAG, "verbatim", 0, AT(verbatim), NULL,
	    "measure texts that are empty or refuse like any other"),
	OPT(TEXT, "encoding", 0, AT(encoding), "NAME",
	    "of a file of answers, as iconv calls it; default by its mark, "
	    "else UTF-8"),
	OPT(COUNT, "jobs", 'j', AT(jobs), "N",
	    "threads for files of answers; default one a processor",
	    OPT_FROM(1, 64)),
	OPT(FLAG, "no-texts", 0, AT(no_texts), NULL,
	    "do not keep the texts of an import in answers.jsonl"),
	OPT(FLAG, "skip-bad", 0, AT(skip_bad), NULL,
	    "leave out lines that cannot be read instead of stopping"),
	OPT(FLAG, "excel", 0, AT(excel), NULL,
	    "write samples.excel.csv too, for a spreadsheet"),
	OPT(FLAG, "columns", 0, AT(columns), NULL,
	    "print the columns of samples.csv with their meaning"),
	OPT(FLAG, "json", 0, AT(json), NULL, "of --columns: as JSON"),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "samples.csv",
	  "measure DIR",
	  "A row for each answer that was planned.",
	  true,
	  { row_places } },
	{ .name = NULL },
};

const struct cmd cmd_measure = {
	.name = "measure",
	.summary = "answers to samples.csv, a row for every planned cell",
	.usage = "DIR | FILE... [--like FORMAT] [--text FIELD --target FIELD] "
		 "-o DIR",
	.about =
	    "Counts every answer in every unit. DIR is what `run` left: its "
	    "journal is\nread against its plan. FILE holds anybody's answers: "
	    "JSONL, a JSON array, CSV\nor a spreadsheet's text, also .gz or "
	    ".zst "
	    "(\"-\" is standard input); it is streamed\nand may be larger than "
	    "memory. What it is like is seen from its first record,\nor said "
	    "with --like or --text. A FIELD is a key, or keys and array "
	    "indices with\ndots between them; -1 is the last of an array, "
	    "@user the last message of a role.\n",
	.examples =
	    "  lencurve measure results/spring-festival\n"
	    "  lencurve measure answers.jsonl --text output --target target "
	    "\\\n      --group model -o results/mine\n"
	    "  lencurve measure batch.jsonl errors.jsonl -o results/batch \\\n"
	    "      --target-pattern '/([0-9]+)/'\n"
	    "  lencurve measure alpaca.json --target-from-prompt -o "
	    "results/data\n"
	    "  lencurve measure --columns\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct measure_cmd),
	.min_args = 0,
	.max_args = -1,
	.run = measure_run,
};
