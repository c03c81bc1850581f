/*
 * flat: what was asked and answered, an answer a row, for programs: pandas,
 * R, a data set of Hugging Face.
 *
 * A row has the run it is of, every column of samples.csv (measure/row.h),
 * then the prompt and the texts. In CSV what is missing is an empty cell; in
 * a line of JSON it is null, so that all lines have the same keys.
 */
#ifndef REPORT_FLAT_H
#define REPORT_FLAT_H

#include <stdint.h>

#include "base/buf.h"
#include "data/field_place.h"
#include "measure/texts.h"

struct flat_row {
	const char *run; /* what its run is called */
	uint64_t index;  /* of the answer in its series, from 0 */
	const struct texts_answer *answer;
};

/* A line with its end, appended. */
void flat_csv_head(struct buf *out);
void flat_csv(const struct flat_row *r, struct buf *out);
void flat_jsonl(const struct flat_row *r, struct buf *out);

/*
 * What was asked, as one text: the content of a message that stands alone,
 * apart from the system's, else each with its role. NULL when it is not
 * known. scratch holds what had to be put together.
 */
const char *flat_prompt(const struct texts_answer *a, struct buf *scratch);

/* The content of the system's message, or NULL. */
const char *flat_system(const struct texts_answer *a);

/* Of "export --csv" and "export --jsonl". */
extern const struct field_place flat_csv_places[], flat_jsonl_places[];

#endif
