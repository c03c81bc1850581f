/*
 * Each leak with the words that stand in both files, so that a reader can judge
 * it; and, leak or none, what such a comparison cannot see.
 */
#include <string.h>

#include "data/jsonw.h"
#include "report/dataset_show.h"
#include "report/words.h"

enum { NAMES_MAX = 256, TEXT_LIMIT = 1 << 26 };

static const struct field leak_file_fields[] = {
	FIELD("test", TEXT, struct dataset_show_leak, test,
	      .about = "the test set"),
	FIELD("train", TEXT, struct dataset_show_leak, train,
	      .about = "the training data"),
	FIELD("questions", U64, struct dataset_show_leak, questions,
	      .about = "questions in the test set"),
	FIELD("leaked", U64, struct dataset_show_leak, leaked,
	      .about = "of them in the training data"),
	FIELD("records", U64, struct dataset_show_leak, records,
	      .about = "records in the training data"),
	FIELD_END
};

const struct field_place dataset_show_leak_places[] = {
	{ .at = "", .fields = leak_file_fields },
	{ .at = "leaks[]", .fields = leak_fields },
	{ .at = NULL },
};

/* The signs in words, the strongest first; replaces what is in out. */
static const char *
signs_of(const struct leak_row *x, struct buf *out)
{
	static const enum words_id words[] = { WORDS_LEAK_IS_SAME,
					       WORDS_LEAK_IS_RUN,
					       WORDS_LEAK_IS_CONTAINED };

	buf_reset(out);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((x->signs >> i & 1) == 0)
			continue;
		if (out->len > 0)
			words_say(out, WORDS_COMMA, NULL);
		words_say(out, words[i], NULL);
	}
	return buf_text(out);
}

static const char *
part_of(const struct leak_row *x)
{
	return words_text(strcmp(x->part, "answer") == 0 ? WORDS_HEAD_ANSWER
							 : WORDS_LEAK_PROMPT);
}

static void
show(const struct leak_row *x, struct buf *out)
{
	struct buf signs;

	buf_init(&signs, NAMES_MAX);
	words_wrap(out, WORDS_LEAK_ONE,
		   WORDS_ARGS(words_count("test", x->test_line),
			      words_count("train", x->line),
			      words_str("part", part_of(x)),
			      words_str("signs", signs_of(x, &signs)),
			      words_count("run", x->run),
			      words_fixed("share", 100 * x->containment, 0)));
	buf_puts(out, "  ");
	buf_add(out, x->text, x->text_n);
	buf_putc(out, '\n');
	buf_fini(&signs);
}

/* On a page and a sheet a row each, to be sorted. */
static void
show_rows(const struct leak_row *row, size_t n, struct buf *out)
{
	static const enum words_id heads[] = {
		WORDS_HEAD_LEAK_TEST, WORDS_HEAD_LEAK_TRAIN,
		WORDS_HEAD_LEAK_PART, WORDS_HEAD_LEAK_SIGNS,
		WORDS_HEAD_LEAK_RUN,  WORDS_HEAD_DATASET_SHARE,
		WORDS_HEAD_LEAK_TEXT,
	};
	enum { COLUMNS = sizeof(heads) / sizeof(heads[0]) };
	struct buf text;
	struct table t;

	table_init(&t, COLUMNS);
	words_heads(&t, heads, COLUMNS);
	buf_init(&text, TEXT_LIMIT);
	for (size_t i = 0; i < n; i++) {
		table_num(&t, (double)row[i].test_line, 0);
		table_num(&t, (double)row[i].line, 0);
		table_text(&t, part_of(&row[i]));
		table_text(&t, signs_of(&row[i], &text));
		table_num(&t, (double)row[i].run, 0);
		table_share(&t, row[i].containment);
		buf_reset(&text);
		buf_add(&text, row[i].text, row[i].text_n);
		table_text(&t, buf_text(&text));
	}
	words_table(&t, 0, out);
	buf_fini(&text);
	table_fini(&t);
}

void
dataset_show_leaks(const struct dataset_show_leak *f,
		   const struct leak_row *row, size_t n, bool json,
		   struct buf *out)
{
	struct jsonw w;

	if (json) {
		jsonw_open(&w, out, 2);
		field_json(&w, leak_file_fields, f);
		field_json_list(&w, "leaks", leak_fields, row, sizeof(*row), n);
		jsonw_close(&w);
		return;
	}
	if (words_arena() != NULL && n > 0)
		show_rows(row, n, out);
	for (size_t i = 0; words_arena() == NULL && i < n; i++)
		show(&row[i], out);
	words_wrap(out, WORDS_LEAK_SUM,
		   WORDS_ARGS(words_count("leaked", f->leaked),
			      words_count("questions", f->questions),
			      words_str("test", f->test),
			      words_str("train", f->train)));
	words_wrap(out, WORDS_LEAK_BLIND, NULL);
}
