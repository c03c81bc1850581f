/*
 * One judge is an object; several are a list of such objects, as each has a
 * scale of its own, with what they say together beside it.
 */
#include "report/judge_json.h"

#include "report/flags_show.h"
#include "report/judge_show.h"
#include "report/judge_view.h"
#include "verdict/judged_view.h"

enum { NAME_MAX_LEN = 4096 };

struct head {
	const char *judge;
	double lo, hi;
	bool simulated, people, shows_count, shows_target, nonce;
	size_t intervene;
	uint64_t seed;
};

#define H(name, kind, text) FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	H(judge, TEXT, "name of the judge's file"),
	H(lo, REAL, "lowest score of the scale"),
	H(hi, REAL, "highest score of the scale"),
	H(simulated, BOOL, "whether a judge is the simulator's"),
	H(people, BOOL, "whether people gave the scores"),
	H(shows_count, BOOL, "whether the judge is told the length"),
	H(shows_target, BOOL, "whether it is told the target"),
	H(nonce, BOOL, "whether a word of its own guards each question"),
	H(intervene, SIZE, "answers that were to be cut and padded"),
	H(seed, U64, "what they are drawn by"),
	FIELD_END,
};

static const struct field pair_name_fields[] = {
	FIELD_TOLD("base", "name of the first series"),
	FIELD_TOLD("other", "name of the series held against it"),
	FIELD_END,
};

static const struct field together_fields[] = {
	FIELD_WHOLE("left", SIZE,
		    .about = "judges of another scale, left out of these"),
	FIELD_END,
};

#define TOGETHER                                                               \
	{ "agreement", judged_agreement_fields, NULL, "between judges" },      \
	{                                                                      \
		"apart[]", judged_apart_fields, NULL,                          \
		    "the answers that judges see most otherwise"               \
	}

static const struct field judges_fields[] = {
	FIELD_TOLD("judges", "what each says, as it says it alone"),
	FIELD_END,
};

const struct field_place judge_json_together_places[] = {
	{ "", judges_fields, NULL, NULL },
	{ "", together_fields, NULL, NULL },
	TOGETHER,
	{ .at = NULL },
};

const struct field_place judge_json_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "series[]", judged_part_fields, NULL,
	  "each series of answers, by "
	  "each judge" },
	{ "series[].distribution[]", judged_mark_fields, NULL,
	  "how its scores lie on the scale" },
	{ "pairs[]", pair_name_fields, NULL, "each series against the first" },
	{ "pairs[]", judged_pair_fields, NULL, NULL },
	TOGETHER,
	{ "length[]", judged_bias_fields, NULL,
	  "how each judge's score goes with length, by each way to find out" },
	{ "changes[]", judged_change_fields, NULL,
	  "what cutting and padding did to the same answers" },
	FLAGS_SHOW_PLACES,
	{ "by_deviation[]", judged_step_fields, NULL,
	  "scores by how far off answers are" },
	{ "differ[]", judged_differ_fields, NULL,
	  "the questions whose answers have most different scores" },
	{ .at = NULL },
};

static void
put_agreement(const struct judged *j, struct jsonw *w)
{
	jsonw_key(w, "agreement");
	field_json_object(w, judged_agreement_fields, &j->agree);
	field_json_list(w, "apart", judged_apart_fields, j->apart,
			sizeof(*j->apart), j->napart);
}

void
judge_json_together(const struct judged *j, size_t left, struct jsonw *w)
{
	field_json(w, together_fields, &left);
	put_agreement(j, w);
}

void
judge_json(const struct judged *j, const struct scores *s, struct jsonw *w)
{
	struct head head = {
		s->spec.name,    j->lo,     j->hi,
		j->simulated,    j->people, j->shows_count,
		j->shows_target, j->nonce,  s->spec.judge->intervene,
		s->spec.seed
	};
	struct buf name;

	buf_init(&name, NAME_MAX_LEN);
	jsonw_object(w);
	field_json(w, head_fields, &head);
	jsonw_karray(w, "series");
	for (size_t i = 0; i < j->nparts; i++) {
		jsonw_object(w);
		field_json(w, judged_part_fields, &j->part[i]);
		field_json_list(w, "distribution", judged_mark_fields,
				j->part[i].mark, sizeof(*j->part[i].mark),
				j->part[i].nmark);
		jsonw_end(w);
	}
	jsonw_end(w);
	jsonw_karray(w, "pairs");
	for (size_t i = 0; i < j->npairs; i++) {
		jsonw_object(w);
		judge_show_name(j, j->pair[i].base, true, &name);
		jsonw_kstr(w, "base", buf_text(&name));
		judge_show_name(j, j->pair[i].other, true, &name);
		jsonw_kstr(w, "other", buf_text(&name));
		field_json(w, judged_pair_fields, &j->pair[i]);
		jsonw_end(w);
	}
	jsonw_end(w);
	put_agreement(j, w);
	field_json_list(w, "length", judged_bias_fields, j->bias,
			sizeof(*j->bias), j->nbiases);
	field_json_list(w, "changes", judged_change_fields, j->change,
			sizeof(*j->change), j->nchanges);
	flags_show_json(s, w);
	judge_view_json(j, s, w);
	jsonw_end(w);
	buf_fini(&name);
}
