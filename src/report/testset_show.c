/*
 * A fault is a sentence with its line, and says what would be right; beyond
 * the first few there is a count, as one wrong habit fills a file with one
 * fault.
 */
#include "report/testset_show.h"

#include <math.h>

#include "data/jsonw.h"
#include "report/words.h"

enum { SHOWN = 40 };

static const enum words_id said[TESTSET_FAULTS] = {
	[TESTSET_UNREADABLE] = WORDS_TESTSET_UNREADABLE,
	[TESTSET_NO_PROMPT] = WORDS_TESTSET_NO_PROMPT,
	[TESTSET_ID_TWICE] = WORDS_TESTSET_ID_TWICE,
	[TESTSET_NO_KIND] = WORDS_TESTSET_NO_KIND,
	[TESTSET_NO_CLAIM] = WORDS_TESTSET_NO_CLAIM,
	[TESTSET_TWO_CLAIMS] = WORDS_TESTSET_TWO_CLAIMS,
	[TESTSET_NOT_EXACT] = WORDS_TESTSET_NOT_EXACT,
	[TESTSET_TARGET] = WORDS_TESTSET_TARGET,
	[TESTSET_REFERENCE] = WORDS_TESTSET_REFERENCE,
	[TESTSET_NO_WANT] = WORDS_TESTSET_NO_WANT,
	[TESTSET_NEAR] = WORDS_TESTSET_NEAR,
	[TESTSET_FEW] = WORDS_TESTSET_FEW,
	[TESTSET_UNBALANCED] = WORDS_TESTSET_UNBALANCED,
};

static void
show_kinds(const struct testset_sums *s, struct buf *out)
{
	static const enum words_id heads[] = { WORDS_HEAD_DATASET_KIND,
					       WORDS_HEAD_DATASET_QUESTIONS };
	static const enum words_id kinds[] = {
		[KIND_GREETING] = WORDS_KIND_GREETING,
		[KIND_ESSAY] = WORDS_KIND_ESSAY,
		[KIND_PLAN] = WORDS_KIND_PLAN,
		[KIND_SUMMARY] = WORDS_KIND_SUMMARY,
	};
	struct table t;

	table_init(&t, 2);
	words_heads(&t, heads, 2);
	for (int k = 0; k < KIND_OTHER; k++) {
		if (s->questions == s->anomalous)
			break;
		table_text(&t, words_text(kinds[k]));
		table_num(&t, (double)s->kind[k], 0);
	}
	if (s->anomalous > 0) {
		table_text(&t, words_text(WORDS_KIND_ANOMALOUS));
		table_num(&t, (double)s->anomalous, 0);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

static double
number(int64_t x)
{
	return x < 0 ? NAN : (double)x;
}

void
testset_show(const char *path, const struct testset_sums *s,
	     const struct testset_row *row, size_t n, struct buf *out)
{
	words_wrap(out, WORDS_TESTSET_TITLE,
		   WORDS_ARGS(words_str("file", path),
			      words_count("n", s->questions),
			      words_fixed("least", number(s->least), 0),
			      words_fixed("most", number(s->most), 0)));
	show_kinds(s, out);
	for (size_t i = 0; i < n && i < SHOWN; i++)
		words_wrap(
		    out, said[row[i].fault],
		    WORDS_ARGS(
			words_fixed("line",
				    row[i].line > 0 ? (double)row[i].line : NAN,
				    0),
			words_str("id", row[i].id),
			words_fixed("found", number(row[i].found), 0),
			words_fixed("expected", number(row[i].expected), 0)));
	if (n > SHOWN)
		words_wrap(out, WORDS_DUPLICATES_MORE,
			   WORDS_ARGS(words_count("n", n - SHOWN)));
	if (n == 0 && s->anomalous > 0)
		words_wrap(out, WORDS_TESTSET_WANTED, NULL);
	if (n == 0 && s->questions > s->anomalous)
		words_wrap(out, WORDS_TESTSET_RIGHT, NULL);
}

struct head {
	const char *path;
	struct testset_sums sums;
	const struct testset_row *row;
	size_t n;
};

#define H(name, kind, member, ...)                                             \
	FIELD(name, kind, struct head, member, __VA_ARGS__)
#define S(name, kind, member, ...) H(name, kind, sums.member, __VA_ARGS__)

static const struct field head_fields[] = {
	H("file", TEXT, path, .about = "what was read"),
	S("questions", U64, questions, .about = "lines that are questions"),
	S("greeting", U64, kind[KIND_GREETING], .about = "of each kind"),
	S("essay", U64, kind[KIND_ESSAY], .about = "of each kind"),
	S("plan", U64, kind[KIND_PLAN], .about = "of each kind"),
	S("summary", U64, kind[KIND_SUMMARY], .about = "of each kind"),
	S("anomalous", U64, anomalous,
	  .about = "that ask for what cannot be held against a curve"),
	S("least", INT, least, .about = "the least target"),
	S("most", INT, most, .about = "the greatest target"),
	H("faults", LIST, row, FIELD_WITH(struct head, n),
	  FIELD_LIST_OF(testset_fields, struct testset_row),
	  .about = "each with its line"),
	FIELD_END
};

const struct field_place testset_show_places[] = {
	{ .at = "", .fields = head_fields },
	{ .at = NULL },
};

void
testset_show_json(const char *path, const struct testset_sums *s,
		  const struct testset_row *row, size_t n, struct buf *out)
{
	const struct head head = { path, *s, row, n };
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	jsonw_close(&w);
}
