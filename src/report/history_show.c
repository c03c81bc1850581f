/*
 * Signals are facts of verdict/; files call them by history_signals, people
 * read them in their own language.
 */
#include "report/history_show.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/interval.h"
#include "data/csv.h"
#include "data/table.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"
#include "report/words.h"

enum { EXTRA_MAX = 64 * 1024 * 1024 };

static void
add_point(struct table *t, const struct history *h,
	  const struct history_point *p, const char *run)
{
	static const enum words_id signal[] = {
		[HISTORY_ABOVE] = WORDS_SIGNAL_ABOVE,
		[HISTORY_BELOW] = WORDS_SIGNAL_BELOW,
		[HISTORY_DRIFT_UP] = WORDS_SIGNAL_DRIFT_UP,
		[HISTORY_DRIFT_DOWN] = WORDS_SIGNAL_DRIFT_DOWN,
		[HISTORY_INCOMPLETE] = WORDS_SIGNAL_INCOMPLETE,
	};
	struct buf line;

	table_text(t, run);
	buf_init(&line, 64 * 1024);
	series_name(p->series, h->varying, &line);
	table_text(t, line.data);
	buf_fini(&line);
	words_cell(t, WORDS_TARGETS,
		   WORDS_ARGS(words_fixed("lo", p->lo, 0),
			      words_fixed("hi", p->hi, 0)));
	table_num(t, (double)p->measured, 0);
	table_num(t, p->miss, 1);
	table_num(t, p->in.lo, 1);
	table_num(t, p->in.hi, 1);
	table_num(t, p->centre, 1);
	table_num(t, p->lower, 1);
	table_num(t, p->upper, 1);
	table_num(t, p->cusum_up, 1);
	table_num(t, p->cusum_down, 1);
	table_text(
	    t, p->signal == HISTORY_QUIET ? "" : words_text(signal[p->signal]));
}

void
history_show_text(const struct history *h, const char *const *run, size_t n,
		  struct buf *out)
{
	const enum words_id head[] = {
		WORDS_HEAD_RUN,    WORDS_HEAD_MODEL,      WORDS_HEAD_TARGETS,
		WORDS_HEAD_M,      words_miss(h->limits), WORDS_HEAD_FROM,
		WORDS_HEAD_TO,     WORDS_HEAD_CENTRE,     WORDS_HEAD_LOWER,
		WORDS_HEAD_UPPER,  WORDS_HEAD_CUSUM_UP,   WORDS_HEAD_CUSUM_DOWN,
		WORDS_HEAD_SIGNAL,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < h->n; i++)
		add_point(&t, h, &h->point[i], run[h->point[i].run]);
	table_print(&t, 0, out);
	table_fini(&t);
	if (n > h->reference)
		return;
	buf_putc(out, '\n');
	words_say(out, WORDS_HISTORY_LEARNS,
		  WORDS_ARGS(words_count("n", n),
			     words_count("reference", h->reference)));
	buf_putc(out, '\n');
}

void
history_show_csv(const struct history *h, const char *const *name,
		 struct buf *out)
{
	const char *const column[] = {
		"line",
		"night",
		"run",
		"model",
		"sampling",
		"variant",
		"unit",
		"from",
		"to",
		"planned",
		"measured",
		relation_miss_key(h->limits),
		h->limits ? "miss_lo" : "mald_lo",
		h->limits ? "miss_hi" : "mald_hi",
		"centre",
		"lower",
		"upper",
		"cusum_up",
		"cusum_down",
		"signal",
		"alarm",
		NULL,
	};

	for (size_t i = 0; column[i] != NULL; i++)
		csv_text(out, i == 0, column[i], strlen(column[i]));
	csv_end(out);
	for (size_t i = 0; i < h->n; i++) {
		const struct history_point *p = &h->point[i];
		const char *signal = history_signals[p->signal];

		csv_int(out, true, (int64_t)p->line);
		csv_int(out, false, (int64_t)p->run + 1);
		csv_text(out, false, name[p->run], strlen(name[p->run]));
		csv_text(out, false, p->model, strlen(p->model));
		csv_text(out, false, p->sampling, strlen(p->sampling));
		csv_text(out, false, p->variant, strlen(p->variant));
		csv_text(out, false, h->unit, strlen(h->unit));
		csv_num(out, false, p->lo);
		csv_num(out, false, p->hi);
		csv_int(out, false, (int64_t)p->planned);
		csv_int(out, false, (int64_t)p->measured);
		csv_num(out, false, p->miss);
		csv_num(out, false, p->in.lo);
		csv_num(out, false, p->in.hi);
		csv_num(out, false, p->centre);
		csv_num(out, false, p->lower);
		csv_num(out, false, p->upper);
		csv_num(out, false, p->cusum_up);
		csv_num(out, false, p->cusum_down);
		csv_text(out, false, signal, strlen(signal));
		csv_int(out, false, p->alarm);
		csv_end(out);
	}
}

static void
json_point(struct jsonw *w, const struct history_point *p, const char *name,
	   bool limits)
{
	jsonw_object(w);
	jsonw_kint(w, "night", (int64_t)p->run + 1);
	jsonw_kstr(w, "run", name);
	jsonw_kint(w, "planned", (int64_t)p->planned);
	jsonw_kint(w, "measured", (int64_t)p->measured);
	jsonw_knum(w, relation_miss_key(limits), p->miss);
	interval_json(w, limits ? "miss_interval" : "mald_interval", p->in);
	jsonw_knum(w, "centre", p->centre);
	jsonw_knum(w, "lower", p->lower);
	jsonw_knum(w, "upper", p->upper);
	jsonw_knum(w, "cusum_up", p->cusum_up);
	jsonw_knum(w, "cusum_down", p->cusum_down);
	jsonw_kstr(w, "signal",
		   p->signal != HISTORY_QUIET ? history_signals[p->signal]
					      : NULL);
	jsonw_kbool(w, "alarm", p->alarm);
	jsonw_end(w);
}

/* The n points of one line. */
static void
json_line(struct jsonw *w, const struct history *h,
	  const struct history_point *p, size_t n, const char *const *name)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", p->model);
	jsonw_kstr(w, "sampling", p->sampling);
	jsonw_kstr(w, "variant", p->variant);
	jsonw_knum(w, "from", p->lo);
	jsonw_knum(w, "to", p->hi);
	jsonw_key(w, "nights");
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		json_point(w, &p[i], name[p[i].run], h->limits);
	jsonw_end(w);
	jsonw_end(w);
}

void
history_show_json(const struct history *h, const char *const *name,
		  struct jsonw *w)
{
	jsonw_object(w);
	jsonw_kstr(w, "unit", h->unit);
	jsonw_kbool(w, "simulated", h->simulated);
	jsonw_kint(w, "reference", (int64_t)h->reference);
	jsonw_knum(w, "decision", h->decision);
	jsonw_key(w, "lines");
	jsonw_array(w);
	for (size_t i = 0, n; i < h->n; i += n) {
		n = history_line(h, i);
		json_line(w, h, &h->point[i], n, name);
	}
	jsonw_end(w);
	jsonw_end(w);
}

static void
add_settings(const struct history *h, const char *const *run, size_t n,
	     struct buf *out)
{
	size_t incomplete = 0;

	for (size_t i = 0; i < h->n; i++)
		incomplete += h->point[i].signal == HISTORY_INCOMPLETE;
	gnuplot_set_text(out, "miss_key", relation_miss_key(h->limits));
	gnuplot_set_text(out, "miss_word", words_text(words_miss(h->limits)));
	gnuplot_set_num(out, "decision", h->decision);
	gnuplot_set_num(out, "incomplete", (double)incomplete);
	buf_printf(out, "array run_name[%zu]\n", n);
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "run_name[%zu] = ", i + 1);
		gnuplot_quote(out, run[i]);
		buf_putc(out, '\n');
	}
}

int
history_show_draw(const char *dir, const struct history *h,
		  const char *const *run, const struct samples *first, size_t n,
		  const struct buf *csv, struct err *e)
{
	struct buf subtitle, extra;
	struct chart_settings s = {
		.unit = h->unit,
		.spread = "",
		.npoint = n,
		.nseries = history_lines(h),
		.helper = "panels.gp",
	};
	struct buf *text = mem_calloc(s.nseries + 1, sizeof(*text));
	const char **name = mem_calloc(s.nseries + 1, sizeof(*name));
	int rc;

	for (size_t i = 0; i < h->n; i++) {
		const struct history_point *p = &h->point[i];
		struct buf *b = &text[p->line - 1];

		if (name[p->line - 1] != NULL)
			continue;
		buf_init(b, 64 * 1024);
		series_name(p->series, h->varying, b);
		words_say(b, WORDS_PART_TARGETS,
			  WORDS_ARGS(words_fixed("lo", p->lo, 0),
				     words_fixed("hi", p->hi, 0)));
		name[p->line - 1] = b->data;
	}
	s.name = name;
	buf_init(&subtitle, 1 << 20);
	buf_init(&extra, EXTRA_MAX);
	curve_show_subtitle(first, &subtitle);
	add_settings(h, run, n, &extra);
	s.subtitle = subtitle.data;
	s.extra = extra.data;
	rc = chart_draw(dir, "history", csv, &s, e);
	buf_fini(&extra);
	buf_fini(&subtitle);
	for (size_t i = 0; i < s.nseries; i++)
		buf_fini(&text[i]);
	free(name);
	free(text);
	return rc;
}
