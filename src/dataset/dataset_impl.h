/*
 * dataset_impl: what reading and finding places share (private to dataset).
 */
#ifndef DATASET_DATASET_IMPL_H
#define DATASET_DATASET_IMPL_H

#include "base/arena.h"
#include "data/json.h"
#include "dataset/cut.h"
#include "dataset/dataset.h"
#include "measure/format.h"

struct dataset {
	struct cut cut;
	struct arena arena; /* of the record at hand */
	cJSON *tree;
	struct dataset_item *item;
	size_t nitems, cap;
	uint64_t number;
	const struct format *shape;
	char comma;                         /* of a table */
	int prompt_at, input_at, answer_at; /* its columns, or -1 */
	size_t ncolumns;
	struct buf front; /* the header row, in front of the first record */
};

#endif
