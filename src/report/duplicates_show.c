/*
 * A sentence for each notion, under it the first places with the words that
 * stand there, so that a reader can go and look.
 */
#include "report/duplicates_show.h"

#include <math.h>
#include <stdbool.h>

#include "data/jsonw.h"
#include "report/words.h"
#include "stat/interval.h"

#define S(name, kind, member, ...)                                             \
	FIELD(name, kind, struct duplicates_sums, member, __VA_ARGS__)

static const struct field sum_fields[] = {
	S("records", U64, records, .about = "records in the file"),
	S("odd", U64, odd, .about = "records that are not of its shape"),
	S("questions", U64, questions, .about = "prompts, one for each turn"),
	S("same", U64, same, .about = "prompts that stand there before"),
	S("same_answer", U64, same_answer,
	  .about = "of those: with an answer that they had before"),
	S("asked", U64, asked,
	  .about = "questions that are asked with two numbers or more"),
	S("lengths", U64, lengths, .about = "different prompts of those"),
	S("near", U64, near, .about = "different prompts near one before"),
	S("answers", U64, answers,
	  .about = "answers that another prompt before has"),
	S("different", U64, different,
	  .about = "different prompts, numbers aside"),
	S("cut", U64, cut,
	  .about = "of those: that share what is rare in them with so many "
		   "that they were not held against all; the nearest may be "
		   "another"),
	S("unsure", U64, unsure,
	  .about = "of the cut: near none that they were held against"),
	S("drawn", U64, drawn,
	  .about = "prompts that were unsure too, drawn at random from seed 1 "
		   "and held against all before them: in neither of those two"),
	S("drawn_near", U64, drawn_near, .about = "of the drawn: near one"),
	S("left", U64, left,
	  .about = "prompts behind the first 268,435,456 characters of "
		   "different ones: held against none"),
	FIELD_END
};

/* How many are near one, of those that were not left. */
struct estimate {
	uint64_t near, low, high;
};

#define E(name, member, ...)                                                   \
	FIELD(name, U64, struct estimate, member, __VA_ARGS__)

static const struct field estimate_fields[] = {
	E("about_near", near,
	  .about = "how many are near one when the unsure are as the drawn "
		   "are, the left aside; near itself when none is unsure"),
	E("low", low, .about = "its 95 % interval, from"),
	E("high", high, .about = "and to"), FIELD_END
};

const struct field_place duplicates_show_places[] = {
	{ .at = "", .fields = dataset_show_file_fields },
	{ .at = "", .fields = sum_fields },
	{ .at = "", .fields = estimate_fields },
	{ .at = "rows[]", .fields = duplicates_fields },
	{ .at = NULL },
};

/*
 * Wilson's interval of the drawn. It is of a part of so many and no more, which
 * makes it narrower as if more were drawn (Cochran, "Sampling Techniques",
 * 1977, 2.6); what is known of the drawn stands in it in any case.
 */
static struct estimate
estimate_of(const struct duplicates_sums *s)
{
	double all = (double)(s->unsure + s->drawn), n = (double)s->drawn;
	double before = (double)(s->near - s->drawn_near), share;
	uint64_t most = s->near + s->unsure;
	struct estimate e = { s->near, s->near, most };
	struct interval in;

	if (s->unsure == 0 || s->drawn == 0)
		return e;
	share = (double)s->drawn_near / n;
	in = interval_share(share, n * (all - 1) / (all - n), .95);
	e.near = (uint64_t)llround(before + share * all);
	e.low = (uint64_t)floor(before + in.lo * all);
	e.high = (uint64_t)ceil(before + in.hi * all);
	e.low = e.low > s->near ? e.low : s->near;
	e.high = e.high < most ? e.high : most;
	return e;
}

void
duplicates_show_json(const struct dataset_show_file *f,
		     const struct duplicates_sums *s,
		     const struct duplicates_row *row, size_t n,
		     struct buf *out)
{
	struct estimate e = estimate_of(s);
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, dataset_show_file_fields, f);
	field_json(&w, sum_fields, s);
	field_json(&w, estimate_fields, &e);
	field_json_list(&w, "rows", duplicates_fields, row, sizeof(*row), n);
	jsonw_close(&w);
}

/* The first rows of a sort; row[0..n) are all of it. */
static void
show_rows(const struct duplicates_row *row, size_t n, struct buf *out)
{
	static const enum words_id heads[] = { WORDS_HEAD_DUPLICATES_LINE,
					       WORDS_HEAD_DUPLICATES_AS,
					       WORDS_HEAD_DUPLICATES_TEXT,
					       WORDS_HEAD_DUPLICATES_JACCARD };
	size_t shown = n < DUPLICATES_TEXTS ? n : DUPLICATES_TEXTS;
	size_t columns = n > 0 && row->sort == DUPLICATES_NEAR ? 4 : 3;
	struct table t;

	if (n == 0)
		return;
	table_init(&t, columns);
	words_heads(&t, heads, columns);
	for (size_t i = 0; i < shown; i++) {
		table_num(&t, (double)row[i].line, 0);
		table_num(&t, (double)row[i].as_line, 0);
		table_text(&t, row[i].text != NULL ? row[i].text : "");
		if (columns == 4)
			table_num(&t, row[i].jaccard, 2);
	}
	words_table(&t, 2, out);
	table_fini(&t);
	if (n > shown)
		words_wrap(out, WORDS_DUPLICATES_MORE,
			   WORDS_ARGS(words_count("n", n - shown)));
}

static void
say_how(const struct duplicates_sums *s, struct buf *out)
{
	bool all = s->cut == 0 && s->left == 0;
	uint64_t unsure = s->unsure > 0 ? s->unsure + s->drawn : 0;
	struct estimate e = estimate_of(s);

	words_wrap(out, all ? WORDS_DUPLICATES_ALL : WORDS_DUPLICATES_MOST,
		   WORDS_ARGS(words_count("texts", s->different)));
	if (s->cut > 0)
		words_wrap(
		    out, WORDS_DUPLICATES_CUT,
		    WORDS_ARGS(words_count("n", s->cut + unsure - s->unsure)));
	if (unsure > 0)
		words_wrap(out, WORDS_DUPLICATES_DRAWN,
			   WORDS_ARGS(words_count("n", unsure),
				      words_count("drawn", s->drawn),
				      words_count("found", s->drawn_near),
				      words_count("near", e.near),
				      words_count("low", e.low),
				      words_count("high", e.high)));
	if (s->left > 0)
		words_wrap(out, WORDS_DUPLICATES_LEFT,
			   WORDS_ARGS(words_count("n", s->left),
				      words_count("most", alike_usual.units),
				      words_count("least", s->near),
				      words_count("near", s->near + s->unsure +
							      s->left)));
}

static void
say(enum duplicates_sort sort, const struct duplicates_sums *s, struct buf *out)
{
	switch (sort) {
	case DUPLICATES_SAME:
		words_wrap(out, WORDS_DUPLICATES_SAME,
			   WORDS_ARGS(words_count("n", s->same),
				      words_count("too", s->same_answer)));
		break;
	case DUPLICATES_NUMBER:
		words_wrap(out, WORDS_DUPLICATES_NUMBER,
			   WORDS_ARGS(words_count("n", s->asked),
				      words_count("prompts", s->lengths)));
		break;
	case DUPLICATES_NEAR:
		words_wrap(out, WORDS_DUPLICATES_NEAR,
			   WORDS_ARGS(words_count("n", s->near)));
		say_how(s, out);
		break;
	default:
		words_wrap(out, WORDS_DUPLICATES_ANSWER,
			   WORDS_ARGS(words_count("n", s->answers)));
		break;
	}
}

void
duplicates_show(const struct dataset_show_file *f,
		const struct duplicates_sums *s,
		const struct duplicates_row *row, size_t n, struct buf *out)
{
	size_t at = 0, end;

	words_wrap(out, WORDS_DATASET_TITLE,
		   WORDS_ARGS(words_str("file", f->path),
			      words_str("shape", f->shape),
			      words_str("form", f->form),
			      words_count("records", s->records),
			      words_count("items", s->questions)));
	for (unsigned sort = 0; sort < DUPLICATES_SORTS; sort++, at = end) {
		for (end = at; end < n && row[end].sort == sort; end++)
			;
		say((enum duplicates_sort)sort, s, out);
		show_rows(row + at, end - at, out);
	}
	words_wrap(out, WORDS_DUPLICATES_KEPT, NULL);
	if (s->odd > 0)
		words_wrap(out, WORDS_DATASET_ODD,
			   WORDS_ARGS(words_count("n", s->odd),
				      words_str("file", f->path),
				      words_str("first", s->first_odd.msg)));
}
