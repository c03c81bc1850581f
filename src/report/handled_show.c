/*
 * A whole anomaly is a row of its own above its wordings: which wording a
 * model falls for is the question, and the whole is what it is held against.
 */
#include "report/handled_show.h"

#include <string.h>

#include "report/handled_view.h"
#include "report/words.h"

static const struct {
	const char *name;
	enum words_id word, brief;
} anomalies[] = {
	{ "no_length", WORDS_ANOMALY_NO_LENGTH, WORDS_ANOMALY_NONE },
	{ "zero", WORDS_ANOMALY_ZERO, WORDS_ANOMALY_NOUGHT },
	{ "impossible", WORDS_ANOMALY_IMPOSSIBLE, WORDS_ANOMALY_TOO_MUCH },
	{ "contradictory", WORDS_ANOMALY_CONTRADICTORY,
	  WORDS_ANOMALY_CONFLICT },
	{ "other_topic", WORDS_ANOMALY_OTHER_TOPIC, WORDS_ANOMALY_TOPIC },
};

const char *
handled_show_anomaly(const char *anomaly, bool brief)
{
	for (size_t i = 0; i < sizeof(anomalies) / sizeof(anomalies[0]); i++)
		if (strcmp(anomalies[i].name, anomaly) == 0)
			return words_text(brief ? anomalies[i].brief
						: anomalies[i].word);
	return anomaly;
}

struct head {
	const char *dir, *test;
	size_t questions, n;
	const struct handled_row *row;
};

#define H(name, kind, member, ...)                                             \
	FIELD(name, kind, struct head, member, __VA_ARGS__)

static const struct field head_fields[] = {
	H("dir", TEXT, dir, .about = "the answers"),
	H("test", TEXT, test, .about = "the questions"),
	H("questions", SIZE, questions, .about = "anomalous questions in it"),
	H("rows", LIST, row, FIELD_WITH(struct head, n),
	  FIELD_LIST_OF(handled_fields, struct handled_row),
	  .about = "each anomaly and wording of each model"),
	FIELD_END,
};

const struct field_place handled_show_places[] = {
	{ .at = "", .fields = head_fields },
	{ .at = NULL },
};

static void
show_table(const struct handled_row *row, size_t n, struct buf *out)
{
	static const enum words_id heads[] = {
		WORDS_HEAD_MODEL,           WORDS_HEAD_HANDLED_ANOMALY,
		WORDS_HEAD_HANDLED_WORDING, WORDS_HEAD_HANDLED_ANSWERS,
		WORDS_HEAD_HANDLED_HANDLED, WORDS_HEAD_DATASET_SHARE
	};
	struct table t;

	table_init(&t, 6);
	words_heads(&t, heads, 6);
	for (size_t i = 0; i < n; i++) {
		table_text(&t, row[i].model);
		table_text(&t, handled_show_anomaly(row[i].anomaly, false));
		if (row[i].wording < 0)
			table_text(&t, words_text(WORDS_HANDLED_ALL));
		else
			table_num(&t, (double)row[i].wording, 0);
		table_num(&t, (double)row[i].answers, 0);
		table_num(&t, (double)row[i].handled, 0);
		table_share(&t, row[i].share);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

void
handled_show_text(const char *dir, const char *test, size_t questions,
		  const struct handled_row *row, size_t n, struct buf *out)
{
	struct arena *a = words_arena();

	words_wrap(out, WORDS_HANDLED_TITLE,
		   WORDS_ARGS(words_str("dir", dir), words_str("test", test),
			      words_count("n", questions)));
	if (a != NULL)
		words_figure(handled_view_figure(row, n, a), out);
	show_table(row, n, out);
	words_wrap(out, WORDS_HANDLED_PHRASES, NULL);
}

void
handled_show_json(const char *dir, const char *test, size_t questions,
		  const struct handled_row *row, size_t n, struct buf *out)
{
	const struct head head = { dir, test, questions, n, row };
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	jsonw_close(&w);
}
