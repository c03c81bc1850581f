/*
 * What people read of a study's parts: in its tables, its charts and what it
 * writes for programs they are called the same.
 */
#include <string.h>

#include "report/study_impl.h"
#include "report/words.h"

bool
study_is_share(const char *name)
{
	return strncmp(name, "hit_15", 6) == 0 ||
	       strncmp(name, "satisfied", 9) == 0 || strcmp(name, "high") == 0;
}

bool
study_is_length(const char *name)
{
	return strncmp(name, "mald", 4) == 0 || strncmp(name, "miss", 4) == 0 ||
	       strcmp(name, "bias") == 0;
}

int
study_decimals(const char *name)
{
	return study_is_length(name) ? 1 : strcmp(name, "step") == 0 ? 3 : 2;
}

double
study_shown(const char *name, double x)
{
	return study_is_share(name) ? 100 * x : x;
}

void
study_figure(struct table *t, const char *name, double x)
{
	if (study_is_share(name))
		table_share(t, x);
	else
		table_num(t, x, study_decimals(name));
}

void
study_response_name(const struct recipes *r, size_t k, struct buf *out)
{
	static const struct {
		const char *name;
		enum words_id word;
	} known[] = {
		{ "mald", WORDS_HEAD_MALD },
		{ "miss", WORDS_HEAD_MISS },
		{ "hit_15", WORDS_HEAD_HIT_15 },
		{ "satisfied", WORDS_HEAD_KEPT },
		{ "bias", WORDS_HEAD_BIAS },
		{ "step", WORDS_HEAD_STEP },
		{ "score", WORDS_HEAD_SCORE },
		{ "sd", WORDS_HEAD_STUDY_SD },
		{ "high", WORDS_HEAD_STUDY_HIGH },
	};
	const char *name = r->response[k].name, *band = strchr(name, ' ');
	size_t n = strcspn(name, " ");

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].name) == n &&
		    memcmp(known[i].name, name, n) == 0)
			buf_puts(out, words_text(known[i].word));
	if (band != NULL)
		buf_puts(out, band);
}

void
study_recipe_name(const struct recipes *r, const size_t level[STUDY_FACTORS],
		  struct buf *out)
{
	bool first = true;

	for (size_t f = 0; f < r->study->nfactor; f++) {
		if (r->study->factor[f].repeat)
			continue;
		buf_printf(out, "%s%s %s", first ? "" : ", ",
			   r->study->factor[f].name,
			   recipes_level(r, f, level[f]));
		first = false;
	}
}

void
study_effect_name(const struct recipes *r, const struct recipes_effect *x,
		  struct buf *out)
{
	for (int side = 0; side < 2; side++) {
		size_t f = side == 0 ? x->a : x->b;
		const char *level = side == 0 ? x->a_level : x->b_level;
		const struct study_factor *k;

		if (f == STUDY_FACTORS)
			continue;
		k = &r->study->factor[f];
		if (side > 0)
			words_say(out, WORDS_STUDY_TIMES, NULL);
		words_say(out,
			  level != NULL           ? WORDS_STUDY_LEVEL
			  : x->curvature          ? WORDS_STUDY_CURVATURE
			  : k->scale == STUDY_LOG ? WORDS_STUDY_TENFOLD
						  : WORDS_STUDY_UNIT,
			  WORDS_ARGS(words_str("factor", k->name),
				     words_str("level", level),
				     words_str("first",
					       level == NULL
						   ? NULL
						   : recipes_level(r, f, 0))));
	}
}

void
study_title(const struct recipes *r, bool dated, struct buf *out)
{
	bool days = dated && strcmp(r->day, r->last_day) != 0;

	dated = dated && r->day[0] != '\0';

	words_say(out, WORDS_STUDY_TITLE,
		  WORDS_ARGS(words_str("name", r->study->name),
			     words_str("day", dated ? r->day : NULL),
			     words_str("last", days ? r->last_day : NULL),
			     words_count("runs", r->nrun),
			     words_count("recipes", r->nrecipe),
			     words_str("unit", r->unit),
			     words_when("simulated", r->simulated,
					WORDS_BOOK_IS_SIMULATED)));
}
