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

static void
bound(struct jsonw *w, const char *key, int64_t x)
{
	jsonw_key(w, key);
	if (x < 0)
		jsonw_null(w);
	else
		jsonw_int(w, x);
}

static void
place(struct jsonw *w, const char *key, size_t at, size_t n)
{
	jsonw_karray(w, key);
	jsonw_int(w, (int64_t)at);
	jsonw_int(w, (int64_t)(at + n));
	jsonw_end(w);
}

static void
write_json(struct claims_page *p, uint64_t line, const char *s,
	   const struct claim *c, size_t n)
{
	struct jsonw w;

	jsonw_open(&w, &p->out, 0);
	jsonw_kstr(&w, "file", p->file);
	jsonw_kint(&w, "line", (int64_t)line);
	jsonw_karray(&w, "claims");
	for (size_t i = 0; i < n; i++, c++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "relation", claim_relation_names[c->relation]);
		bound(&w, "low", c->low);
		bound(&w, "high", c->high);
		jsonw_kstr(&w, "unit", claim_unit_names[c->unit]);
		jsonw_kstr(&w, "scope", claim_scope_names[c->scope]);
		jsonw_knum(&w, "tolerance", c->tolerance);
		jsonw_kbool(&w, "percent", c->percent);
		place(&w, "bytes", c->at, c->n);
		place(&w, "points", c->at_points, c->n_points);
		place(&w, "number", c->number_at, c->number_n);
		jsonw_kstrn(&w, "match", s + c->at, c->n);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_close(&w);
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

	buf_init(&p.out, CMD_PAGE_MAX);
	buf_init(&p.scratch, CMD_PAGE_MAX);
	buf_init(&p.mended, (size_t)3 * CMD_PAGE_MAX);
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
	.defaults = &defaults,
	.opts_size = sizeof(struct claims_cmd),
	.min_args = 0,
	.max_args = -1,
	.run = claims_run,
};
