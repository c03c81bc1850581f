/*
 * Signals are facts of verdict/; files call them by history_signals, people
 * read them in their own language.
 */
#include "report/history_show.h"

#include "report/shown.h"

static const enum words_id signals[] = {
	[HISTORY_ABOVE] = WORDS_SIGNAL_ABOVE,
	[HISTORY_BELOW] = WORDS_SIGNAL_BELOW,
	[HISTORY_DRIFT_UP] = WORDS_SIGNAL_DRIFT_UP,
	[HISTORY_DRIFT_DOWN] = WORDS_SIGNAL_DRIFT_DOWN,
	[HISTORY_INCOMPLETE] = WORDS_SIGNAL_INCOMPLETE,
};

enum words_id
history_show_signal(enum history_signal s)
{
	return signals[s];
}

static const struct shown targets[] = {
	{ WORDS_HEAD_TARGETS, "targets", NULL },
	{ WORDS_IDS, NULL, NULL },
};

/* Without and with a limit among what was asked. */
#define SHOWN(head, miss)                                                      \
	{                                                                      \
		{ WORDS_HEAD_M, "measured", NULL }, { head, miss, NULL },      \
		    { WORDS_HEAD_FROM, "from", NULL },                         \
		    { WORDS_HEAD_TO, "to", NULL },                             \
		    { WORDS_HEAD_CENTRE, "centre", NULL },                     \
		    { WORDS_HEAD_LOWER, "lower", NULL },                       \
		    { WORDS_HEAD_UPPER, "upper", NULL },                       \
		    { WORDS_HEAD_CUSUM_UP, "cusum_up", NULL },                 \
		    { WORDS_HEAD_CUSUM_DOWN, "cusum_down", NULL },             \
		    { WORDS_HEAD_SIGNAL, "signal", signals },                  \
		{                                                              \
			WORDS_IDS, NULL, NULL                                  \
		}                                                              \
	}

static const struct shown shown[][11] = {
	SHOWN(WORDS_HEAD_MALD, "mald"),
	SHOWN(WORDS_HEAD_MISS, "miss"),
};

static void
add_point(struct table *t, const struct history *h,
	  const struct history_point *p, const char *run)
{
	struct buf line;

	table_text(t, run);
	buf_init(&line, 64 * 1024);
	series_name(p->series, h->varying, &line);
	table_text(t, line.data);
	buf_fini(&line);
	shown_cells(t, targets, history_line_fields, p);
	shown_cells(t, shown[h->limits], history_point_fields[h->limits], p);
}

/* What the chart is for comes before it. */
static void
say_signals(const struct history *h, const char *const *run, size_t n,
	    struct buf *out)
{
	bool any = false;
	struct buf name;

	buf_init(&name, 64 * 1024);
	for (size_t i = 0; i < h->n; i++) {
		const struct history_point *p = &h->point[i];

		if (!p->alarm)
			continue;
		any = true;
		buf_reset(&name);
		series_name(p->series, h->varying, &name);
		words_say(out, WORDS_HISTORY_SIGNAL,
			  WORDS_ARGS(
			      words_str("run", run[p->run]),
			      words_str("name", buf_text(&name)),
			      words_fixed("lo", p->lo, 0),
			      words_fixed("hi", p->hi, 0),
			      words_clause("signal", signals[p->signal], NULL),
			      words_clause("miss", words_miss(h->limits), NULL),
			      words_fixed("value", p->miss, 1),
			      words_fixed("lower", p->lower, 1),
			      words_fixed("upper", p->upper, 1)));
		words_say(out, WORDS_STOP, NULL);
		buf_putc(out, '\n');
	}
	if (!any && n > h->reference)
		words_say(out, WORDS_HISTORY_QUIET,
			  WORDS_ARGS(words_count("n", n)));
	buf_puts(out, any ? "\n" : n > h->reference ? "\n\n" : "");
	buf_fini(&name);
}

void
history_show_text(const struct history *h, const char *const *run, size_t n,
		  struct buf *out)
{
	struct table t;

	say_signals(h, run, n, out);
	table_init(&t, 3 + shown_count(shown[h->limits]));
	t.nkey = 3;
	table_text(&t, words_text(WORDS_HEAD_RUN));
	table_text(&t, words_text(WORDS_HEAD_MODEL));
	shown_heads(&t, targets);
	shown_heads(&t, shown[h->limits]);
	for (size_t i = 0; i < h->n; i++)
		add_point(&t, h, &h->point[i], run[h->point[i].run]);
	words_table(&t, 0, out);
	table_fini(&t);
	if (n > h->reference)
		return;
	buf_putc(out, '\n');
	words_say(out, WORDS_HISTORY_LEARNS,
		  WORDS_ARGS(words_count("n", n),
			     words_count("reference", h->reference)));
	buf_putc(out, '\n');
}

struct night {
	size_t line, night;
	const char *run;
};

static const struct field night_fields[] = {
	FIELD("line", SIZE, struct night, line, .flags = FIELD_ONLY_CSV,
	      .about = "number of the series and band"),
	FIELD("night", SIZE, struct night, night, .about = "number of the run"),
	FIELD("run", TEXT, struct night, run, .about = "name of the run"),
	FIELD_END,
};

const struct field_place history_show_csv_places[] = {
	{ "", night_fields, NULL, NULL },
	{ "", history_line_fields, NULL, NULL },
	{ "", NULL, history_point_fields, NULL },
	{ .at = NULL },
};

static struct night
night_of(const struct history_point *p, const char *const *name)
{
	return (struct night){ p->line, p->run + 1, name[p->run] };
}

void
history_show_csv(const struct history *h, const char *const *name,
		 struct buf *out)
{
	const struct field *fields = history_point_fields[h->limits];

	field_csv_head(night_fields, true, out);
	field_csv_head(history_line_fields, false, out);
	field_csv_head(fields, false, out);
	csv_end(out);
	for (size_t i = 0; i < h->n; i++) {
		struct night night = night_of(&h->point[i], name);

		field_csv_cells(night_fields, &night, true, true, out);
		field_csv_cells(history_line_fields, &h->point[i], false, true,
				out);
		field_csv_cells(fields, &h->point[i], false, true, out);
		csv_end(out);
	}
}

static const struct field trend_fields[] = {
	FIELD("unit", TEXT, struct history, unit, .about = "count unit"),
	FIELD("simulated", BOOL, struct history, simulated,
	      .about = "any of the runs"),
	FIELD("reference", SIZE, struct history, reference,
	      .about = "nights that are only learnt from"),
	FIELD("decision", REAL, struct history, decision,
	      .about = "the CUSUM's limit, in sigma"),
	FIELD_END,
};

const struct field_place history_show_places[] = {
	{ "", trend_fields, NULL, NULL },
	{ "lines[]", history_line_fields, NULL, "a series and band" },
	{ "lines[].nights[]", night_fields, NULL,
	  "in order. `mald` is `miss` where a limit is among what was asked; "
	  "`signal` is\nnull on a quiet night" },
	{ "lines[].nights[]", NULL, history_point_fields, NULL },
	{ .at = NULL },
};

/* The n points of one line. */
static void
json_line(struct jsonw *w, const struct history *h,
	  const struct history_point *p, size_t n, const char *const *name)
{
	jsonw_object(w);
	field_json(w, history_line_fields, p);
	jsonw_karray(w, "nights");
	for (size_t i = 0; i < n; i++) {
		struct night night = night_of(&p[i], name);

		jsonw_object(w);
		field_json(w, night_fields, &night);
		field_json(w, history_point_fields[h->limits], &p[i]);
		jsonw_end(w);
	}
	jsonw_end(w);
	jsonw_end(w);
}

void
history_show_json(const struct history *h, const char *const *name,
		  struct jsonw *w)
{
	jsonw_object(w);
	field_json(w, trend_fields, h);
	jsonw_karray(w, "lines");
	for (size_t i = 0, n; i < h->n; i += n) {
		n = history_line(h, i);
		json_line(w, h, &h->point[i], n, name);
	}
	jsonw_end(w);
	jsonw_end(w);
}
