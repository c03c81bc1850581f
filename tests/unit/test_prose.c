#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "sim/prose.h"
#include "text/lencount.h"

enum { LONGEST = 1500, TEXT_MAX = 1 << 20 };

/* Every unit, both languages, every length: exact and well-formed. */
Test(prose, exact_in_every_unit)
{
	struct buf b;

	buf_init(&b, TEXT_MAX);
	for (int u = 0; u < LENCOUNT_UNITS; u++) {
		struct prose *p = prose_new((enum lencount_unit)u);

		for (uint32_t n = 1; n <= LONGEST; n++)
			for (int zh = 0; zh < 2; zh++) {
				uint64_t bad, got;

				buf_reset(&b);
				cr_assert_eq(prose_write(p, zh, n, n, &b), 0);
				got = lencount_one((enum lencount_unit)u,
						   b.data, b.len, &bad);
				cr_assert_eq(
				    got, n, "%s %s %u: %s",
				    lencount_name((enum lencount_unit)u),
				    zh ? "zh" : "en", n, b.data);
				cr_assert_eq(bad, 0);
			}
		prose_free(p);
	}
	buf_fini(&b);
}

Test(prose, several_thousand_units)
{
	static const uint32_t lengths[] = { 5000, 12345, 20000 };
	struct prose *p = prose_new(LENCOUNT_EXCEL);
	struct buf b;

	buf_init(&b, TEXT_MAX);
	for (size_t i = 0; i < 3; i++) {
		buf_reset(&b);
		cr_assert_eq(prose_write(p, true, lengths[i], 1, &b), 0);
		cr_assert_eq(lencount_one(LENCOUNT_EXCEL, b.data, b.len, NULL),
			     lengths[i]);
	}
	buf_fini(&b);
	prose_free(p);
}

Test(prose, same_seed_same_bytes)
{
	struct prose *p = prose_new(LENCOUNT_EXCEL);
	struct buf a, b, c;

	buf_init(&a, TEXT_MAX);
	buf_init(&b, TEXT_MAX);
	buf_init(&c, TEXT_MAX);
	prose_write(p, true, 300, 7, &a);
	prose_write(p, true, 300, 7, &b);
	prose_write(p, true, 300, 8, &c);
	cr_assert_str_eq(a.data, b.data);
	cr_assert_str_neq(a.data, c.data);
	buf_fini(&a);
	buf_fini(&b);
	buf_fini(&c);
	prose_free(p);
}

/* Units must differ on ordinary texts, or mixing them up would go unseen. */
Test(prose, units_differ)
{
	struct prose *p = prose_new(LENCOUNT_EXCEL);
	uint64_t sum[LENCOUNT_UNITS] = { 0 };
	struct lencount all;
	struct buf b;

	buf_init(&b, TEXT_MAX);
	for (uint32_t n = 5; n <= 700; n += 5) {
		buf_reset(&b);
		prose_write(p, true, n, n, &b);
		lencount_all(b.data, b.len, &all);
		for (int u = 0; u < LENCOUNT_UNITS; u++)
			sum[u] += all.n[u];
	}
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		for (int v = 0; v < u; v++)
			cr_assert_neq(sum[u], sum[v], "%s and %s",
				      lencount_name((enum lencount_unit)u),
				      lencount_name((enum lencount_unit)v));
	buf_fini(&b);
	prose_free(p);
}

Test(prose, ceiling_is_an_error)
{
	struct prose *p = prose_new(LENCOUNT_EXCEL);
	struct buf b;

	buf_init(&b, 100);
	cr_assert_eq(prose_write(p, true, 500, 1, &b), -1);
	buf_fini(&b);
	prose_free(p);
}
