/*
 * Any lines as a test set: each is checked, what is wrong is told of a line
 * that is there, and every answer to a question counts once, as handled or
 * not, for the question and for its anomaly.
 */
#include <math.h>
#include <string.h>

#include "data/jsonl.h"
#include "data/records.h"
#include "dataset/handled.h"
#include "dataset/testset.h"
#include "sweep/outcome.h"
#include "tests/fuzz/fuzz.h"
#include "text/lencount.h"

struct both {
	struct testset *set;
	struct handled *handled;
	uint64_t lines, wanted, answers;
	struct jsonl_paths paths;
	struct buf scratch;
};

static int
take_line(void *user, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct both *b = user;

	require(line == ++b->lines);
	testset_line(b->set, line, s, n);
	b->wanted += handled_line(b->handled, line, s, n, e) == 0;
	return 0;
}

/* The line answers the question that it is. */
static int
answer(void *user, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct both *b = user;
	struct jsonl_value v;
	unsigned notes;
	struct row row;

	if (jsonl_fields(&b->paths, s, n, &v, &b->scratch, &notes, e) != 0 ||
	    v.kind != JSONL_STRING)
		return 0;
	row_init(&row);
	row.model = line % 2 == 0 ? "a" : "b";
	row.outcome = (enum outcome)(line % OUTCOMES);
	handled_answer(b->handled, (struct span){ v.s, v.n }, &row,
		       (struct span){ s, n });
	b->answers++;
	return 0;
}

static void
check_handled(const struct both *b)
{
	size_t n;
	const struct handled_row *row = handled_rows(b->handled, &n);
	uint64_t all = 0;

	for (size_t i = 0; i < n; i++) {
		require(row[i].handled <= row[i].answers);
		require(row[i].answers == 0
			    ? isnan(row[i].share)
			    : row[i].share >= 0 && row[i].share <= 1);
		all += row[i].wording < 0 ? row[i].answers : 0;
	}
	require(all <= b->answers);
	require(handled_questions(b->handled) <= b->wanted);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const prompt = "prompt";
	struct both b = { .set = testset_new(LENCOUNT_EXCEL),
			  .handled = handled_new() };
	const struct testset_row *row;
	struct testset_sums sums;
	struct buf text;
	struct err e;
	size_t n;

	buf_init(&text, size + 2);
	buf_init(&b.scratch, (size_t)1 << 28);
	buf_add(&text, data, size);
	if (size > 0 && data[size - 1] != '\n')
		buf_putc(&text, '\n');
	require(jsonl_paths(&b.paths, &prompt, 1, &e) == 0);
	require(records_lines(text.data, text.len, 1, take_line, &b, &e) == 0);
	require(records_lines(text.data, text.len, 1, answer, &b, &e) == 0);
	row = testset_end(b.set, &sums, &n);
	require(sums.questions <= b.lines);
	for (size_t i = 0; i < n; i++)
		require(row[i].fault < TESTSET_FAULTS &&
			row[i].line <= b.lines);
	check_handled(&b);
	testset_free(b.set);
	handled_free(b.handled);
	buf_fini(&text);
	buf_fini(&b.scratch);
	return 0;
}
