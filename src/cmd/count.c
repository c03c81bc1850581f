/*
 * Like wc, what can be counted is and the rest is named at the end. Bytes in
 * another encoding give no number at all, as a count of replacement characters
 * looks like a length.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/speech.h"
#include "cmd/cmd.h"
#include "cmd/count_blocks.h"
#include "cmd/count_jsonl.h"
#include "cmd/screen.h"
#include "cmd/source.h"
#include "data/encoding.h"
#include "data/field_place.h"
#include "report/words.h"
#include "text/explain.h"
#include "text/lencount.h"

struct count_cmd {
	const char *unit, *jsonl, *encoding;
	bool explain, json;
	uint64_t jobs;
};

/* What was counted of one file, or of all. */
struct counted {
	struct lencount_stream stream;
	struct lencount count;
	struct explain explain;
	bool explained;
	uint64_t bytes;
	struct encoding_sample sample; /* of the beginning */
};

static void
take(void *ctx, const char *s, size_t n)
{
	struct counted *c = ctx;

	c->bytes += n;
	encoding_sample_add(&c->sample, s, n);
	lencount_add(&c->stream, s, n);
	if (c->explained)
		explain_add(&c->explain, s, n);
}

/* A file whose bytes are another encoding's gives no number. */
static int
refuse(const struct counted *c, const char *name, const char *encoding,
       struct err *e)
{
	if (encoding != NULL || c->count.ill_formed * 100 <= c->bytes ||
	    encoding_guess(c->sample.s, c->sample.n) == NULL)
		return 0;
	err_set(e, STATUS_INPUT, "%s: is not UTF-8", name);
	return encoding_advise(c->sample.s, c->sample.n, e);
}

/* One stretch after the other. */
static int
take_all(struct counted *c, const char *path, enum lencount_unit unit,
	 const struct count_cmd *o, uint64_t *lost, struct err *e)
{
	lencount_begin(&c->stream, o->explain ? LENCOUNT_UNITS : unit);
	if (source_read(path, o->encoding, take, c, lost, e) != 0)
		return -1;
	lencount_end(&c->stream, &c->count);
	return 0;
}

static int
count_file(struct counted *c, const char *path, enum lencount_unit unit,
	   const struct count_cmd *o, struct err *e)
{
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	uint64_t lost = 0;
	struct count_blocks b;
	int rc;

	memset(c, 0, sizeof(*c));
	c->explained = o->explain;
	rc = o->explain || o->encoding != NULL
		 ? 0
		 : count_blocks(path, unit, (unsigned)o->jobs, &b, e);
	if (rc > 0) {
		c->count = b.count;
		c->bytes = b.bytes;
		c->sample = b.sample;
	} else if (rc < 0 || take_all(c, path, unit, o, &lost, e) != 0) {
		return -1;
	}
	if (refuse(c, name, o->encoding, e) != 0)
		return -1;
	c->count.ill_formed += lost;
	if (c->count.ill_formed > 0)
		cmd_say(stderr,
			"lencurve count: %s: parts that are not %s: %llu"
			"; each counts as one U+FFFD\n",
			name, lost > 0 ? speech_of("in its encoding") : "UTF-8",
			(unsigned long long)c->count.ill_formed);
	return 0;
}

static void
add_up(struct counted *total, const struct counted *c)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		total->count.n[u] += c->count.n[u];
	for (int k = 0; k < EXPLAIN_KINDS; k++)
		total->explain.n[k] += c->explain.n[k];
	total->count.ill_formed += c->count.ill_formed;
}

static void
put_row(struct table *t, const char *name, uint64_t n, const char *about)
{
	table_text(t, name);
	table_num(t, (double)n, 0);
	table_text(t, speech_of(about));
}

static void
begin_table(struct table *t, enum words_id of)
{
	const enum words_id head[] = { of, WORDS_HEAD_COUNT, WORDS_HEAD_ABOUT };

	table_init(t, sizeof(head) / sizeof(head[0]));
	words_heads(t, head, t->ncolumn);
}

static void
end_table(struct table *t, struct buf *out)
{
	words_table(t, 0, out);
	table_fini(t);
}

static void
write_explained(const struct counted *c, const char *name,
		enum lencount_unit unit, struct buf *out)
{
	struct table t;

	buf_printf(out, "%s\n\n",
		   strcmp(name, "-") == 0 ? speech_of("standard input") : name);
	begin_table(&t, WORDS_PAGE_HEAD_UNIT);
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		put_row(&t,
			arena_printf(&t.arena, "%s%s",
				     lencount_name((enum lencount_unit)u),
				     u == (int)unit ? " *" : ""),
			c->count.n[u], lencount_about((enum lencount_unit)u));
	end_table(&t, out);
	buf_putc(out, '\n');
	begin_table(&t, WORDS_HEAD_DIFFER);
	for (int k = 0; k < EXPLAIN_KINDS; k++)
		put_row(&t, explain_name((enum explain_kind)k), c->explain.n[k],
			explain_about((enum explain_kind)k));
	put_row(&t, "joined",
		c->count.n[LENCOUNT_CODEPOINT] - c->count.n[LENCOUNT_GRAPHEME],
		"code points that go with the one before: not in grapheme");
	put_row(&t, "ill_formed", c->count.ill_formed,
		"parts that are not UTF-8: 1 each");
	end_table(&t, out);
}

static void
write_plain(const struct counted *c, const char *name, enum lencount_unit unit,
	    struct buf *out)
{
	if (strcmp(name, "-") == 0)
		buf_printf(out, "%" PRIu64 "\n", c->count.n[unit]);
	else
		buf_printf(out, "%" PRIu64 " %s\n", c->count.n[unit], name);
}

struct head {
	const char *unit, *unicode;
};

static const struct field head_fields[] = {
	FIELD("unit", TEXT, struct head, unit, .about = "what is counted"),
	FIELD("unicode", TEXT, struct head, unicode,
	      .about = "the version whose tables say so"),
	FIELD_END,
};

struct row {
	const char *file;
	uint64_t count, ill_formed;
};

static const struct field row_fields[] = {
	FIELD("file", TEXT, struct row, file,
	      .about = "as it was named; total: of all"),
	FIELD("count", U64, struct row, count, .about = "in that unit"),
	FIELD("ill_formed", U64, struct row, ill_formed,
	      .about = "parts that are not UTF-8, one each"),
	FIELD_END,
};

/* Their keys are the names of units and of what makes them differ. */
static const struct field explained_fields[] = {
	FIELD_TOLD("units", "with --explain: the count in every unit"),
	FIELD_TOLD("parts", "with --explain: what makes them differ"),
	FIELD_END,
};

static const struct field_place places[] = {
	{ "", head_fields, NULL, NULL },
	{ "files[], total", row_fields, NULL,
	  "Each file; the total of several" },
	{ "files[], total", explained_fields, NULL, NULL },
	{ .at = NULL },
};

static void
write_json(const struct counted *c, const char *name, enum lencount_unit unit,
	   bool explain, struct jsonw *w)
{
	const struct row row = { name, c->count.n[unit], c->count.ill_formed };

	jsonw_object(w);
	field_json(w, row_fields, &row);
	if (explain) {
		jsonw_kobject(w, "units");
		for (int u = 0; u < LENCOUNT_UNITS; u++)
			jsonw_kint(w, lencount_name((enum lencount_unit)u),
				   (int64_t)c->count.n[u]);
		jsonw_end(w);
		jsonw_kobject(w, "parts");
		for (int k = 0; k < EXPLAIN_KINDS; k++)
			jsonw_kint(w, explain_name((enum explain_kind)k),
				   (int64_t)c->explain.n[k]);
		jsonw_end(w);
	}
	jsonw_end(w);
}

/* The page in the form asked for, one file after the other. */
struct page {
	const struct count_cmd *opts;
	enum lencount_unit unit;
	struct buf out;
	struct jsonw json;
};

/* Counts by themselves are for programs as well, as those of wc are. */
static void
put(struct page *p)
{
	bool eyes = p->opts->explain || screen_save() != NULL;

	(eyes && !p->opts->json ? cmd_print : cmd_print_data)(&p->out);
	buf_reset(&p->out);
}

static void
page_add(struct page *p, const struct counted *c, const char *name)
{
	if (p->opts->json)
		write_json(c, name, p->unit, p->opts->explain, &p->json);
	else if (p->opts->explain)
		write_explained(c, name, p->unit, &p->out);
	else
		write_plain(c, name, p->unit, &p->out);
	put(p);
}

static void
page_begin(struct page *p)
{
	const struct head head = { lencount_name(p->unit), LENCOUNT_UNICODE };

	buf_init(&p->out, CMD_PAGE_MAX);
	if (!p->opts->json)
		return;
	jsonw_open(&p->json, &p->out, 2);
	field_json(&p->json, head_fields, &head);
	jsonw_karray(&p->json, "files");
}

/* Closes what page_begin opened; the total is of several files. */
static void
page_end(struct page *p, const struct counted *total, int files)
{
	if (p->opts->json) {
		jsonw_end(&p->json);
		if (files > 1) {
			jsonw_key(&p->json, "total");
			write_json(total, "total", p->unit, p->opts->explain,
				   &p->json);
		}
		jsonw_close(&p->json);
		put(p);
	} else if (files > 1) {
		page_add(p, total, "total");
	}
	buf_fini(&p->out);
}

static int
find_unit(const char *name, enum lencount_unit *unit, struct err *e)
{
	const char *names[LENCOUNT_UNITS + 1];

	if (lencount_find(name, unit) == 0)
		return 0;
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		names[u] = lencount_name((enum lencount_unit)u);
	names[LENCOUNT_UNITS] = NULL;
	return err_unknown(e, "unit", name, names);
}

static int
count_run(void *opts, int nargs, char **args, struct err *e)
{
	static const char *const standard_input[] = { "-" };
	struct count_cmd *o = opts;
	const char *const *files =
	    nargs > 0 ? (const char *const *)args : standard_input;
	struct page page = { .opts = o };
	struct counted total = { .explained = o->explain };
	int n = nargs > 0 ? nargs : 1, status = STATUS_OK;

	if (find_unit(o->unit, &page.unit, e) != 0)
		return -1;
	if (o->jsonl != NULL && o->explain)
		return err_set(e, STATUS_INPUT,
			       "--explain is for whole texts, not with "
			       "--jsonl; measure writes every unit of every "
			       "line");
	if (o->jsonl != NULL)
		return count_jsonl(files, n, o->jsonl, o->encoding, page.unit,
				   o->jobs, o->json, e);
	page_begin(&page);
	for (int i = 0; i < n; i++) {
		struct counted c;

		/* Like wc: what can be counted is, and the rest named. */
		if (count_file(&c, files[i], page.unit, o, e) != 0) {
			cmd_say(stderr, "lencurve count: %s\n", e->msg);
			status = (int)e->status;
			continue;
		}
		add_up(&total, &c);
		page_add(&page, &c, files[i]);
	}
	page_end(&page, &total, n);
	return status;
}

static const struct count_cmd defaults = { .unit = "excel" };

#define AT(field) offsetof(struct count_cmd, field)

static const struct opt options[] = {
	OPT(TEXT, "unit", 'u', AT(unit), "UNIT", "what is counted"),
	OPT(FLAG, "explain", 0, AT(explain), NULL,
	    "every unit, and what makes them differ"),
	OPT(FLAG, "json", 0, AT(json), NULL, "one JSON object"),
	OPT(TEXT, "jsonl", 0, AT(jsonl), "FIELD",
	    "FILE is JSONL: count this field of each line"),
	CMD_OPT_FILES_ENCODING(AT(encoding)),
	OPT(COUNT, "jobs", 'j', AT(jobs), "N",
	    "threads for a large file; default one a processor",
	    OPT_FROM(1, 64)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "count --json",
	  "count FILE --json",
	  "One object.",
	  false,
	  { places } },
	{ "count --jsonl --json",
	  "count FILE --jsonl FIELD --json",
	  "A line for each line of the file.",
	  false,
	  { count_jsonl_places } },
	{ .name = NULL },
};

static const char *
unit_at(size_t i, const char **about)
{
	enum lencount_unit unit = (enum lencount_unit)i;

	if (i >= LENCOUNT_UNITS)
		return NULL;
	*about = lencount_about(unit);
	return lencount_name(unit);
}

const struct cmd cmd_count = {
	.name = "count",
	.summary = "count the characters of texts in a named unit",
	.usage = "[FILE...] [--unit UNIT] [--explain] [--json]",
	.about =
	    "Counts the text of each FILE, or of standard input (also \"-\"). "
	    "A file is UTF-8,\nor UTF-16 with a mark (BOM), or what --encoding "
	    "names; one that looks like another\nencoding is refused. Other "
	    "bytes that are not UTF-8 count as one U+FFFD for each\nill-formed "
	    "part, and a line on stderr says how many there were. Units:\n",
	.term = unit_at,
	.examples = "  lencurve count answer.txt\n"
		    "  lencurve count --unit word chapter-*.txt\n"
		    "  printf '春节快乐😀' | lencurve count --explain\n"
		    "  lencurve count --jsonl output answers.jsonl | sort -n | "
		    "tail -1\n",
	.opts = options,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(defaults),
	.min_args = 0,
	.max_args = -1,
	.run = count_run,
};
