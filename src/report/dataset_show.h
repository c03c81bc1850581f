/*
 * dataset_show: what training data say of lengths, what rewriting did and what
 * of a test set leaked, for people and as one JSON object each. All is
 * borrowed; appended to out.
 */
#ifndef REPORT_DATASET_SHOW_H
#define REPORT_DATASET_SHOW_H

#include "data/field_place.h"
#include "dataset/audit.h"
#include "dataset/leak.h"
#include "dataset/rewrite.h"

/* What was read: "sft.jsonl", and dataset_shape and dataset_form of it. */
struct dataset_show_file {
	const char *path, *shape, *form;
};

void dataset_show_audit(const struct dataset_show_file *f,
			const struct audit *a, struct buf *out);
/* row[0..n): what audit.csv would have; their texts stand. */
void dataset_show_audit_json(const struct dataset_show_file *f,
			     const struct audit *a, const struct audit_row *row,
			     size_t n, struct buf *out);

/* An edit in the manner of a patch, or why there is none. */
void dataset_show_edit(const struct rewrite_row *row, struct buf *out);
/* path: the new file; row[0..n): each prompt and its outcome. */
void dataset_show_rewrite(const struct rewrite_sums *sums, const char *path,
			  struct buf *out);
void dataset_show_rewrite_json(const struct rewrite_sums *sums,
			       const char *path, const struct rewrite_row *row,
			       size_t n, struct buf *out);

/* Two files, and what was found of the first in the second. */
struct dataset_show_leak {
	const char *test, *train;
	uint64_t questions, leaked, records; /* records of the train file */
};

/* row[0..n): a text of the test set and the record that has it. */
void dataset_show_leaks(const struct dataset_show_leak *f,
			const struct leak_row *row, size_t n, bool json,
			struct buf *out);

/* Of struct dataset_show_file. */
extern const struct field dataset_show_file_fields[];

/* The keys of the objects. */
extern const struct field_place dataset_show_leak_places[];
extern const struct field_place dataset_show_audit_places[];
extern const struct field_place dataset_show_rewrite_places[];

#endif
