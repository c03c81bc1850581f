/*
 * What the data teach stands first: whether answers have the lengths that
 * their own prompts ask for. Composition follows, and last what somebody has
 * to look at, with the line of the first.
 */
#include "report/dataset_show.h"

#include <math.h>
#include <string.h>

#include "data/jsonw.h"
#include "data/table.h"
#include "report/words.h"

enum { ROWS_MOST = 40 };

/* ---- audit ------------------------------------------------------------- */

static double
share(uint64_t n, uint64_t of)
{
	return of > 0 ? (double)n / (double)of : NAN;
}

static void
say_lengths(const struct audit *a, struct buf *out)
{
	if (a->claimed == 0) {
		words_wrap(out, WORDS_DATASET_NO_CLAIMS, NULL);
		return;
	}
	words_wrap(
	    out, WORDS_DATASET_LENGTHS,
	    WORDS_ARGS(words_count("claimed", a->claimed),
		       words_count("counted", a->counted),
		       words_count("exact", a->exact),
		       words_fixed("exact_share",
				   100 * share(a->exact, a->counted), 1),
		       words_count("within", a->within),
		       words_fixed("within_share",
				   100 * share(a->within, a->counted), 1),
		       words_fixed("miss", share(1, a->counted) * a->miss, 2)));
	if (a->asked > 0)
		words_wrap(out, WORDS_DATASET_KEPT,
			   WORDS_ARGS(words_count("asked", a->asked),
				      words_count("kept", a->satisfied)));
	if (a->other_unit > 0)
		words_wrap(out, WORDS_DATASET_OTHER_UNIT,
			   WORDS_ARGS(words_count("n", a->other_unit),
				      words_str("unit", unit_name(a->unit))));
}

/* Names in files, and the words for them. */
struct naming {
	const char *name;
	enum words_id word;
};

static const struct naming namings[] = {
	{ "greeting", WORDS_KIND_GREETING },
	{ "essay", WORDS_KIND_ESSAY },
	{ "plan", WORDS_KIND_PLAN },
	{ "summary", WORDS_KIND_SUMMARY },
	{ "other", WORDS_KIND_OTHER },
	{ "bare", WORDS_CLAIM_BARE },
	{ "about", WORDS_RELATION_ABOUT },
	{ "exactly", WORDS_RELATION_EXACT },
	{ "at_most", WORDS_RELATION_AT_MOST },
	{ "at_least", WORDS_RELATION_AT_LEAST },
	{ "less_than", WORDS_RELATION_LESS_THAN },
	{ "more_than", WORDS_RELATION_MORE_THAN },
	{ "range", WORDS_CLAIM_RANGE },
	{ "vague", WORDS_CLAIM_VAGUE },
	{ "char", WORDS_CHARACTERS },
	{ "word", WORDS_WORDS },
	{ "byte", WORDS_BYTES },
	{ "no_answer", WORDS_SIGN_NO_ANSWER },
	{ "two_claims", WORDS_SIGN_TWO_CLAIMS },
	{ "cut", WORDS_SIGN_CUT },
	{ "refusal", WORDS_SIGN_REFUSAL },
	{ "token_leak", WORDS_SIGN_TOKEN_LEAK },
	{ "self_count", WORDS_SIGN_SELF_COUNT },
	{ "reasoning", WORDS_SIGN_REASONING },
};

static const char *
name_of(const char *name)
{
	for (size_t i = 0; i < sizeof(namings) / sizeof(namings[0]); i++)
		if (strcmp(namings[i].name, name) == 0)
			return words_text(namings[i].word);
	return name;
}

static void
show_parts(enum words_id head, const struct audit_part *p, bool lines,
	   struct buf *out)
{
	const enum words_id heads[] = { head, WORDS_HEAD_DATASET_QUESTIONS,
					WORDS_HEAD_DATASET_SHARE,
					WORDS_HEAD_DATASET_LINE };
	struct table t;

	if (p->name == NULL)
		return;
	buf_putc(out, '\n');
	table_init(&t, lines ? 4 : 3);
	words_heads(&t, heads, lines ? 4 : 3);
	for (; p->name != NULL; p++) {
		table_text(&t, name_of(p->name));
		table_num(&t, (double)p->n, 0);
		table_share(&t, p->share);
		if (lines)
			table_num(&t, (double)p->line, 0);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

/* All fifties, so that a gap is seen; of very many those with a target. */
static void
show_targets(const struct audit_part *p, struct buf *out)
{
	static const enum words_id heads[] = { WORDS_HEAD_DATASET_TARGETS,
					       WORDS_HEAD_DATASET_QUESTIONS,
					       WORDS_HEAD_DATASET_SHARE };
	struct table t;
	size_t n = 0;

	while (p[n].name != NULL)
		n++;
	if (n == 0)
		return;
	buf_putc(out, '\n');
	table_init(&t, 3);
	words_heads(&t, heads, 3);
	for (size_t i = 0; i < n; i++) {
		if (n > ROWS_MOST && p[i].n == 0)
			continue;
		words_cell(&t,
			   p[i].to < 0 ? WORDS_DATASET_BEYOND
				       : WORDS_DATASET_FIFTY,
			   WORDS_ARGS(words_count("from", (size_t)p[i].from),
				      words_count("to", (size_t)p[i].to)));
		table_num(&t, (double)p[i].n, 0);
		table_share(&t, p[i].share);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

void
dataset_show_audit(const struct dataset_show_file *f, const struct audit *a,
		   struct buf *out)
{
	struct audit_part part[AUDIT_PARTS];

	words_wrap(out, WORDS_DATASET_TITLE,
		   WORDS_ARGS(words_str("file", f->path),
			      words_str("shape", f->shape),
			      words_str("form", f->form),
			      words_count("records", a->records),
			      words_count("items", a->items)));
	say_lengths(a, out);
	audit_kinds(a, part);
	show_parts(WORDS_HEAD_DATASET_KIND, part, false, out);
	audit_relations(a, part);
	show_parts(WORDS_HEAD_DATASET_RELATION, part, false, out);
	audit_units(a, part);
	show_parts(WORDS_HEAD_DATASET_UNIT, part, false, out);
	audit_targets(a, part);
	show_targets(part, out);
	audit_signs(a, part);
	show_parts(WORDS_HEAD_DATASET_SIGN, part, true, out);
	if (a->odd > 0) {
		buf_putc(out, '\n');
		words_wrap(out, WORDS_DATASET_ODD,
			   WORDS_ARGS(words_count("n", a->odd),
				      words_str("file", f->path),
				      words_str("first", a->first_odd.msg)));
	}
}

/* ---- for programs ------------------------------------------------------ */

#define S(name, kind, member, ...)                                             \
	FIELD(name, kind, struct audit, member, __VA_ARGS__)

static const struct field sum_fields[] = {
	S("records", U64, records, .about = "records in the file"),
	S("odd", U64, odd, .about = "records that are not of its shape"),
	S("questions", U64, items, .about = "prompts, one for each turn"),
	S("claimed", U64, claimed,
	  .about = "of them with a length asked of the whole answer"),
	S("counted", U64, counted,
	  .about = "of those with a number and an answer"),
	S("exact", U64, exact, .about = "answers of just that length"),
	S("within", U64, within, .about = "answers within 10 % of it"),
	S("asked", U64, asked, .about = "limits, ranges and exact lengths"),
	S("satisfied", U64, satisfied, .about = "of them kept"),
	FIELD_END
};

static const struct field part_fields[] = {
	FIELD("name", TEXT, struct audit_part, name, .about = "which"),
	FIELD("questions", U64, struct audit_part, n, .about = "how many"),
	FIELD("share", REAL, struct audit_part, share,
	      .about = "of all questions; of relations and units, of those "
		       "claimed"),
	FIELD_END
};

static const struct field sign_fields[] = {
	FIELD("line", U64, struct audit_part, line,
	      .about = "of the first record with it"),
	FIELD_END
};

static const struct field target_fields[] = {
	FIELD("from", INT, struct audit_part, from, .about = "least target"),
	FIELD("to", INT, struct audit_part, to,
	      .about = "greatest target; null: all beyond"),
	FIELD("questions", U64, struct audit_part, n, .about = "how many"),
	FIELD("share", REAL, struct audit_part, share,
	      .about = "of those claimed"),
	FIELD_END
};

const struct field dataset_show_file_fields[] = {
	FIELD("file", TEXT, struct dataset_show_file, path,
	      .about = "what was read"),
	FIELD("shape", TEXT, struct dataset_show_file, shape,
	      .about = "qianfan, alpaca, sharegpt, messages, firefly or the "
		       "names of prompt and answer"),
	FIELD("form", TEXT, struct dataset_show_file, form,
	      .about = "JSONL, JSON, CSV or TSV"),
	FIELD_END
};

static const struct field mald_fields[] = {
	FIELD_TOLD("mald", "mean of |deviation| over those counted"), FIELD_END
};

const struct field_place dataset_show_audit_places[] = {
	{ .at = "", .fields = dataset_show_file_fields },
	{ .at = "", .fields = sum_fields },
	{ .at = "", .fields = mald_fields },
	{ .at = "kinds[], relations[], units[], signs[]",
	  .fields = part_fields },
	{ .at = "signs[]", .fields = sign_fields },
	{ .at = "targets[]", .fields = target_fields },
	{ .at = "rows[]", .fields = audit_fields },
	{ .at = NULL },
};

static size_t
parts_of(const struct audit_part *p)
{
	size_t n = 0;

	while (p[n].name != NULL)
		n++;
	return n;
}

void
dataset_show_audit_json(const struct dataset_show_file *f,
			const struct audit *a, const struct audit_row *row,
			size_t n, struct buf *out)
{
	struct audit_part part[AUDIT_PARTS];
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, dataset_show_file_fields, f);
	field_json(&w, sum_fields, a);
	jsonw_knum(&w, "mald", share(1, a->counted) * a->miss);
	audit_kinds(a, part);
	field_json_list(&w, "kinds", part_fields, part, sizeof(*part),
			parts_of(part));
	audit_relations(a, part);
	field_json_list(&w, "relations", part_fields, part, sizeof(*part),
			parts_of(part));
	audit_units(a, part);
	field_json_list(&w, "units", part_fields, part, sizeof(*part),
			parts_of(part));
	audit_targets(a, part);
	field_json_list(&w, "targets", target_fields, part, sizeof(*part),
			parts_of(part));
	audit_signs(a, part);
	jsonw_karray(&w, "signs");
	for (const struct audit_part *p = part; p->name != NULL; p++) {
		jsonw_object(&w);
		field_json(&w, part_fields, p);
		field_json(&w, sign_fields, p);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	field_json_list(&w, "rows", audit_fields, row, sizeof(*row), n);
	jsonw_close(&w);
}

/* ---- rewrite ----------------------------------------------------------- */

void
dataset_show_edit(const struct rewrite_row *r, struct buf *out)
{
	bool done = r->outcome == REWRITE_DONE;

	if (!done && !rewrite_open(r->outcome))
		return;
	buf_printf(out, "@@ record %llu.%llu, line %llu",
		   (unsigned long long)r->record, (unsigned long long)r->turn,
		   (unsigned long long)r->line);
	if (r->count >= 0)
		buf_printf(out, ", %s %lld", r->unit, (long long)r->count);
	if (!done)
		buf_printf(out, ", %s", rewrite_outcome_names[r->outcome]);
	buf_puts(out, " @@\n");
	buf_putc(out, done ? '-' : ' ');
	buf_add(out, r->was, r->was_n);
	buf_putc(out, '\n');
	if (done) {
		buf_putc(out, '+');
		buf_add(out, r->is, r->is_n);
		buf_putc(out, '\n');
	}
}

static const enum words_id left[REWRITE_OUTCOMES] = {
	[REWRITE_RIGHT] = WORDS_REWRITE_RIGHT,
	[REWRITE_NO_CLAIM] = WORDS_REWRITE_NO_CLAIM,
	[REWRITE_TWO_CLAIMS] = WORDS_REWRITE_TWO_CLAIMS,
	[REWRITE_VAGUE] = WORDS_REWRITE_VAGUE,
	[REWRITE_NO_ANSWER] = WORDS_REWRITE_NO_ANSWER,
	[REWRITE_REFUSAL] = WORDS_REWRITE_REFUSAL,
	[REWRITE_STRICT] = WORDS_REWRITE_STRICT,
	[REWRITE_READ_BACK] = WORDS_REWRITE_READ_BACK,
	[REWRITE_ILL_FORMED] = WORDS_REWRITE_ILL_FORMED,
};

void
dataset_show_rewrite(const struct rewrite_sums *sums, const char *path,
		     struct buf *out)
{
	words_wrap(out, WORDS_REWRITE_DONE,
		   WORDS_ARGS(words_str("file", path),
			      words_count("n", sums->outcome[REWRITE_DONE])));
	if (sums->broken > 0)
		words_wrap(out, WORDS_REWRITE_STRICT_FALSE,
			   WORDS_ARGS(words_count("n", sums->broken)));
	for (int i = REWRITE_RIGHT; i < REWRITE_OUTCOMES; i++)
		if (sums->outcome[i] > 0)
			words_wrap(
			    out, left[i],
			    WORDS_ARGS(words_count("n", sums->outcome[i])));
	if (sums->odd > 0)
		words_wrap(out, WORDS_REWRITE_ODD,
			   WORDS_ARGS(words_count("n", sums->odd),
				      words_str("first", sums->first_odd.msg)));
}

static const struct field outcome_fields[] = {
	FIELD_TOLD("file", "the new file"),
	FIELD_TOLD("odd", "records that are not of the file's shape"),
	FIELD_TOLD("outcomes", "how many prompts have each outcome"), FIELD_END
};

const struct field_place dataset_show_rewrite_places[] = {
	{ .at = "", .fields = outcome_fields },
	{ .at = "rows[]", .fields = rewrite_fields },
	{ .at = NULL },
};

void
dataset_show_rewrite_json(const struct rewrite_sums *sums, const char *path,
			  const struct rewrite_row *row, size_t n,
			  struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 2);
	jsonw_kstr(&w, "file", path);
	jsonw_kint(&w, "odd", (int64_t)sums->odd);
	jsonw_kobject(&w, "outcomes");
	for (int i = 0; i < REWRITE_OUTCOMES; i++)
		jsonw_kint(&w, rewrite_outcome_names[i],
			   (int64_t)sums->outcome[i]);
	jsonw_end(&w);
	field_json_list(&w, "rows", rewrite_fields, row, sizeof(*row), n);
	jsonw_close(&w);
}
