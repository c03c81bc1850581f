/*
 * What a text says of lengths, one line a claim: the very reading by which
 * `measure --target-from-prompt` takes its targets, so that a person can see
 * what is made of a prompt before an import depends on it.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "cmd/cmd.h"
#include "data/field_place.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "data/jsonw.h"
#include "data/records.h"
#include "measure/format.h"
#include "text/claim.h"

struct claims_cmd {
	const char *text, *encoding;
	bool json;
};

enum { MANY = 64, FLUSH_AT = 64 * 1024 };

/* What is printed, and of what. */
struct claims_page {
	const struct claims_cmd *o;
	const char *file;
	bool lines; /* of plain text: each is one */
	struct jsonl_paths paths;
	struct buf out, scratch, mended;
	uint64_t texts, without;
};

static void
number(struct buf *out, int64_t x)
{
	char text[NUM_TEXT];

	if (x < 0)
		buf_putc(out, '-');
	else
		buf_add(out, text, num_format_int(text, x));
}

/* A claim in the words of files; its places, as from and to. */
struct claim_row {
	struct claim c;
	const char *match;
	size_t match_n;
	double bytes[2], points[2], number[2];
};

#define F(name, kind, ...)                                                     \
	FIELD(#name, kind, struct claim_row, c.name, __VA_ARGS__)
#define F_PLACE(name, text)                                                    \
	FIELD(#name, INTERVAL, struct claim_row, name, .about = text)

static const struct field claim_fields[] = {
	F(relation, ENUM, .names = claim_relation_names,
	  .about = "bare, about, exactly, at_most, at_least, less_than, "
		   "more_than, range or vague"),
	F(low, INT, .about = "the least that it names"),
	F(high, INT, .about = "the most that it names"),
	F(unit, ENUM, .names = claim_unit_names, .about = "what it counts"),
	F(scope, ENUM, .names = claim_scope_names,
	  .about = "what has that length: the answer, a part, each of several, "
		   "what is given, a rule for marks, an example"),
	F(tolerance, REAL, .about = "stated beside it; null: none"),
	F(percent, BOOL, .about = "whether that is in percent"),
	F_PLACE(bytes, "where the phrase stands: from and to, in bytes"),
	F_PLACE(points, "the same in code points"),
	F_PLACE(number, "where its number stands, in bytes"),
	FIELD("match", BODY, struct claim_row, match,
	      FIELD_WITH(struct claim_row, match_n), .about = "the phrase"),
	FIELD_END,
};

struct claims_line {
	const char *file;
	uint64_t line;
	size_t n;
	const struct claim_row *claim;
};

static const struct field line_fields[] = {
	FIELD("file", TEXT, struct claims_line, file, .about = "what was read"),
	FIELD("line", U64, struct claims_line, line,
	      .about = "where the text begins"),
	FIELD("claims", LIST, struct claims_line, claim,
	      FIELD_WITH(struct claims_line, n),
	      FIELD_LIST_OF(claim_fields, struct claim_row),
	      .about = "what it says of lengths, in its order"),
	FIELD_END,
};

static const struct field_place claims_places[] = {
	{ "", line_fields, NULL, NULL },
	{ .at = NULL },
};

static void
write_json(struct claims_page *p, uint64_t line, const char *s,
	   const struct claim *c, size_t n)
{
	struct claim_row row[MANY];
	struct claims_line l = { p->file, line, n, row };
	struct jsonw w;

	for (size_t i = 0; i < n; i++, c++)
		row[i] = (struct claim_row){
			.c = *c,
			.match = s + c->at,
			.match_n = c->n,
			.bytes = { (double)c->at, (double)(c->at + c->n) },
			.points = { (double)c->at_points,
				    (double)(c->at_points + c->n_points) },
			.number = { (double)c->number_at,
				    (double)(c->number_at + c->number_n) },
		};
	jsonw_init(&w, &p->out, 0);
	field_json_object(&w, line_fields, &l);
	buf_putc(&p->out, '\n');
}

/* Columns that are as wide as their words are. */
static void
write_text(struct claims_page *p, uint64_t line, const char *s,
	   const struct claim *c, size_t n)
{
	char text[NUM_TEXT];

	for (size_t i = 0; i < n; i++, c++) {
		buf_printf(&p->out, "%-5llu %-9s ", (unsigned long long)line,
			   claim_relation_names[c->relation]);
		number(&p->out, c->low >= 0 ? c->low : c->high);
		if (c->relation == CLAIM_RANGE) {
			buf_putc(&p->out, '-');
			number(&p->out, c->high);
		}
		buf_printf(&p->out, " %s of %s", claim_unit_names[c->unit],
			   claim_scope_names[c->scope]);
		if (!isnan(c->tolerance)) {
			num_format(text, c->tolerance);
			buf_printf(&p->out, " +-%s%s", text,
				   c->percent ? "%" : "");
		}
		buf_puts(&p->out, "  ");
		buf_add(&p->out, s + c->at, c->n);
		buf_putc(&p->out, '\n');
	}
}

static void
flush(struct claims_page *p, size_t at)
{
	if (p->out.len < at || p->out.len == 0)
		return;
	if (p->o->json)
		cmd_print_data(&p->out);
	else
		cmd_print(&p->out);
	buf_reset(&p->out);
}

static void
show(struct claims_page *p, uint64_t line, const char *s, size_t n)
{
	struct claim c[MANY];
	size_t found;

	buf_reset(&p->mended);
	json_utf8(&p->mended, s, n);
	s = buf_text(&p->mended);
	found = claim_list((struct span){ s, p->mended.len }, c, MANY);
	found = found > MANY ? MANY : found;
	p->texts++;
	p->without += found == 0;
	if (p->o->json)
		write_json(p, line, s, c, found);
	else
		write_text(p, line, s, c, found);
	flush(p, FLUSH_AT);
}

static int
one_record(void *page, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct claims_page *p = page;
	struct jsonl_value v;
	unsigned notes;

	if (n > 0 && s[n - 1] == '\r')
		n--;
	if (p->lines) {
		if (n > 0)
			show(p, line, s, n);
		return 0;
	}
	if (strspn(s, " \t\r") >= n)
		return 0;
	if (jsonl_fields(&p->paths, s, n, &v, &p->scratch, &notes, e) != 0)
		return err_at(e, "%s:%llu", p->file, (unsigned long long)line);
	if (v.kind != JSONL_STRING)
		return err_set(e, STATUS_INPUT,
			       "%s:%llu: found no string in field \"%s\"; "
			       "--text FIELD says where the text is",
			       p->file, (unsigned long long)line,
			       p->paths.part[0][0].s);
	show(p, line, v.s, v.n);
	return 0;
}

/* The field of a file's records: what is asked for, or what it is like. */
static int
choose(struct claims_page *p, const struct buf *first, struct err *e)
{
	const char *end = memchr(buf_text(first), '\n', first->len);
	size_t n = end == NULL ? first->len : (size_t)(end - buf_text(first));
	const struct format *f =
	    p->o->text != NULL ? NULL : format_of(buf_text(first), n, NULL);
	const char *field = p->o->text;

	p->lines = false;
	if (field == NULL && f != NULL && f->prompt != NULL)
		field = f->prompt;
	if (field == NULL)
		field = "prompt";
	if (jsonl_paths(&p->paths, &field, 1, e) != 0)
		return -1;
	p->paths.join = 1;
	return 0;
}

static bool
is_json(const struct buf *b)
{
	const char *s = buf_text(b) + strspn(buf_text(b), " \t\r\n");

	return *s == '{' || *s == '[';
}

static int
show_file(struct claims_page *p, const char *path, struct err *e)
{
	/* A table has to be asked for, by its column: prose has commas. */
	struct records *r =
	    records_open(path, p->o->encoding, p->o->text == NULL, e);
	struct buf lines;
	uint64_t line;
	bool first = true;
	int rc = r == NULL ? -1 : 0;

	buf_init(&lines, 4 * RECORDS_MAX);
	while (rc == 0 && records_next(r, &lines, &line, e) == 1) {
		p->file = records_name(r);
		if (first && is_json(&lines))
			rc = choose(p, &lines, e);
		else if (first)
			p->lines = true;
		first = false;
		if (rc == 0)
			rc = records_lines(buf_text(&lines), lines.len, line,
					   one_record, p, e);
	}
	if (rc == 0 && e->status != STATUS_OK)
		rc = -1;
	records_close(r);
	buf_fini(&lines);
	return rc;
}

static int
claims_run(void *opts, int nargs, char **args, struct err *e)
{
	static const char *const standard_input[] = { "-" };
	const char *const *path =
	    nargs > 0 ? (const char *const *)args : standard_input;
	struct claims_page p = { .o = opts };
	int n = nargs > 0 ? nargs : 1, rc = 0;

	buf_init(&p.out, CMD_RECORDS_MAX);
	buf_init(&p.scratch, CMD_RECORDS_MAX);
	buf_init(&p.mended, (size_t)3 * CMD_RECORDS_MAX);
	for (int i = 0; i < n && rc == 0; i++)
		rc = show_file(&p, path[i], e);
	flush(&p, 0);
	buf_fini(&p.out);
	buf_fini(&p.scratch);
	buf_fini(&p.mended);
	if (rc != 0)
		return -1;
	cmd_say(stderr,
		"lencurve claims: texts: %llu, without a claim of length: "
		"%llu\n",
		(unsigned long long)p.texts, (unsigned long long)p.without);
	return STATUS_OK;
}

static const struct claims_cmd defaults;

#define AT(field) offsetof(struct claims_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "text", 0, AT(text), "FIELD",
	    "where the text of a record is; default its prompt"),
	CMD_OPT_FILES_ENCODING(AT(encoding)),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "an object for each text, with places in bytes and code points"),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "claims --json",
	  "claims FILE --json",
	  "A line for each text that says something of a length.",
	  false,
	  { claims_places } },
	{ .name = NULL },
};

const struct cmd cmd_claims = {
	.name = "claims",
	.summary = "what prompts say of the length they want",
	.usage = "[FILE...] [--text FIELD] [--json]",
	.about = "Shows every phrase of length in Chinese and English: how it "
		 "is meant (bare,\nabout, at_most, range ...), the number, the "
		 "unit, and what it is of: the\nanswer, a part, each of "
		 "several, a text that is given, a rule for marks.\nFILE has "
		 "a text a line, or is JSONL, JSON or, with --text, a table.\n",
	.examples = "  echo '生成不超过77字的祝福语' | lencurve claims\n"
		    "  lencurve claims questions.jsonl --text prompt --json\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct claims_cmd),
	.min_args = 0,
	.max_args = -1,
	.run = claims_run,
};
