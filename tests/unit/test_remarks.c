/* What is odd about answers: told alike to people and programs. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "data/jsonw.h"
#include "measure/remarks.h"
#include "store/record.h"

static void
answer(struct remarks *m, const char *model, int64_t latency_ms)
{
	struct row r;

	row_init(&r);
	r.model = model;
	r.latency_ms = latency_ms;
	remarks_add(m, &r);
}

static const struct {
	const char *what;
	size_t n;
	int64_t usual, late;
	uint64_t told; /* of two that are late */
} waits[] = {
	{ "alike", 100, 2000, 2000, 0 },
	{ "a longer text", 100, 2000, 7000, 0 },
	{ "fast ones, late by little", 100, 5, 9000, 0 },
	{ "passed over by a queue", 100, 2000, 60000, 2 },
	{ "passed over, of slow ones", 100, 20000, 130000, 2 },
	{ "too few to tell", 10, 2000, 60000, 0 },
	{ "nobody took the time", 100, -1, -1, 0 },
};

Test(remarks, waits)
{
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		static struct remarks m;

		memset(&m, 0, sizeof(m));
		for (size_t k = 0; k < waits[i].n; k++)
			answer(&m, "m", waits[i].usual);
		answer(&m, "m", waits[i].late);
		answer(&m, "m", waits[i].late);
		answer(&m, "other", waits[i].late);
		remarks_end(&m);
		cr_assert_eq(m.n, waits[i].told > 0, "%s", waits[i].what);
		if (m.n == 0)
			continue;
		cr_assert_eq(m.remark[0].kind, REMARK_WAIT);
		cr_assert_str_eq(m.remark[0].model, "m");
		cr_assert_eq(m.remark[0].n, waits[i].told, "%s", waits[i].what);
	}
}

Test(remarks, json)
{
	static struct remarks m, other;
	struct jsonw w;
	struct buf b;
	struct row r;

	row_init(&r);
	r.model = "m";
	r.served_model = "m-1";
	remarks_add(&m, &r);
	buf_init(&b, 1 << 16);
	jsonw_open(&w, &b, 0);
	remarks_json(&m, NULL, "one", &w);
	remarks_json(&m, &other, "changed", &w);
	r.served_model = "m-2";
	remarks_add(&other, &r);
	remarks_json(&m, &other, "changed", &w);
	r.served_model = "small";
	r.outcome = OUTCOME_TRUNCATED;
	r.notes = NOTE_CUT_OVER | NOTE_UNKNOWN_FINISH;
	r.finish = "bo\"red";
	remarks_add(&m, &r);
	remarks_json(&m, NULL, "two", &w);
	jsonw_end(&w);
	cr_assert_str_eq(
	    buf_text(&b),
	    "{\"one\":[],\"changed\":[],\"changed\":["
	    "{\"kind\":\"served_model\",\"model\":\"m\",\"text\":\"m-1\","
	    "\"n\":1}],\"two\":["
	    "{\"kind\":\"served_model\",\"model\":\"m\",\"text\":\"m-1\","
	    "\"n\":1},"
	    "{\"kind\":\"cut_beyond_target\",\"model\":\"m\",\"text\":\"\","
	    "\"n\":1},"
	    "{\"kind\":\"served_model\",\"model\":\"m\",\"text\":\"small\","
	    "\"n\":1},"
	    "{\"kind\":\"unknown_finish\",\"model\":\"m\","
	    "\"text\":\"bo\\\"red\",\"n\":1}]}");
	buf_fini(&b);
}
