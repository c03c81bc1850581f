/*
 * A verdict for programs: the night, the terms and remarks of both sides, and
 * each look with its reason, in English whatever people read.
 */
#include <math.h>

#include "report/gate_show.h"
#include "report/words.h"

struct reason {
	const char *reason;
};

static const struct field reason_fields[] = {
	FIELD("reason", TEXT, struct reason, reason, .about = "why"),
	FIELD_END,
};

static void
json_look(const struct gate *g, const struct gate_look *k, struct jsonw *w)
{
	struct buf text;
	struct reason reason;
	enum words_lang was;

	buf_init(&text, 1 << 20);
	was = words_speak(WORDS_ENGLISH);
	gate_show_reason(k, &g->opts, &text);
	words_speak(was);
	reason.reason = buf_text(&text);
	jsonw_object(w);
	field_json(w, gate_look_name_fields, k);
	field_json(w, reason_fields, &reason);
	field_json(w, gate_look_fields[k->limits], k);
	buf_fini(&text);
	jsonw_end(w);
}

/* The night as a whole. */
struct night {
	enum gate_answer answer;
	bool pass, simulated;
	const char *baseline, *current, *unit;
	double margin, alpha, missing_base, missing_now, supports, needs;
	size_t looks, nights, time, times, answers, same;
};

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct night, name, .about = text)

static const struct field night_fields[] = {
	FIELD("answer", ENUM, struct night, answer, .names = gate_answers,
	      .about = "the worst of the looks"),
	F(pass, BOOL, "whether all looks pass"),
	F(baseline, TEXT, "name of the baseline"),
	F(current, TEXT, "name of the run"),
	F(unit, TEXT, "count unit"),
	F(simulated, BOOL, "whether the answers are the simulator's"),
	F(margin, REAL, "as asked"),
	F(alpha, REAL, "as asked"),
	F(looks, SIZE, "how many"),
	F(nights, SIZE, "runs that the baseline is made of"),
	F(time, SIZE, "which look at the whole this is, of a run that grows"),
	F(times, SIZE, "how many there are"),
	F(supports, REAL,
	  "margin at which an unchanged night like this passes 19 times in 20"),
	F(needs, REAL,
	  "answers a target that `margin` needs; null: none are enough"),
	F(answers, SIZE, "cells whose texts are known, then and now"),
	F(same, SIZE, "of them, answered by the same text"),
	F(missing_base, REAL, "share of N without a length, then"),
	F(missing_now, REAL, "share of N without a length, now"),
	FIELD_END,
};

const struct field_place gate_show_places[] = {
	{ "", night_fields, NULL, NULL },
	{ "terms_base, terms_now", manifest_terms_fields, NULL,
	  "the terms of each run" },
	{ "remarks_base[], remarks_now[]", remarks_fields, NULL,
	  "what is odd about the answers of each" },
	{ "looks_at[]", gate_look_name_fields, NULL,
	  "each look. `mald_` is `miss_` where a limit is among what was "
	  "asked" },
	{ "looks_at[]", reason_fields, NULL, NULL },
	{ "looks_at[]", NULL, gate_look_fields, NULL },
	{ .at = NULL },
};

void
gate_show_json(const struct gate *g, const char *base, const char *now,
	       struct jsonw *w)
{
	struct night night = { .answer = g->answer,
			       .pass = g->answer < GATE_INCONCLUSIVE,
			       .simulated = g->s->simulated,
			       .baseline = base,
			       .current = now,
			       .unit = g->s->unit,
			       .margin = g->opts.margin,
			       .alpha = g->opts.alpha,
			       .missing_base = g->missing_base,
			       .missing_now = g->missing_now,
			       .looks = g->n,
			       .nights = g->nights,
			       .time = g->opts.look + 1,
			       .times = g->opts.until.n,
			       .supports = NAN,
			       .needs = NAN,
			       .answers = g->answers,
			       .same = g->same };
	const struct gate_look *k = gate_weakest(g);

	night.times += night.times == 0;
	if (k != NULL) {
		double needs = gate_needs(k, &g->levels, g->opts.margin);

		night.supports = gate_supports(k, &g->levels);
		night.needs = isinf(needs) ? NAN : needs;
	}

	jsonw_object(w);
	field_json(w, night_fields, &night);
	manifest_terms_object(&g->base->terms, "terms_base", w);
	manifest_terms_object(&g->s->terms, "terms_now", w);
	remarks_json(&g->base->remarks, &g->s->remarks, "remarks_base", w);
	remarks_json(&g->s->remarks, &g->base->remarks, "remarks_now", w);
	jsonw_karray(w, "looks_at");
	for (size_t i = 0; i < g->n; i++)
		json_look(g, &g->look[i], w);
	jsonw_end(w);
	jsonw_end(w);
}
