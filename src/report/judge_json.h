/*
 * judge_json: what a judge says of the answers, for programs.
 */
#ifndef REPORT_JUDGE_JSON_H
#define REPORT_JUDGE_JSON_H

#include "data/field_place.h"
#include "data/jsonw.h"
#include "verdict/judged.h"

/* An object. */
void judge_json(const struct judged *j, const struct scores *s,
		struct jsonw *w);

/* Members of an object: how the judges of scores_join agree, where they differ
 * most, and how many (`left`) have another scale. */
void judge_json_together(const struct judged *j, size_t left, struct jsonw *w);

extern const struct field_place judge_json_places[],
    judge_json_together_places[];

#endif
