/*
 * kernel: one way of counting, for one instruction set.
 *
 * The list is best first; the last row is the reference, which every
 * processor has and every other row must equal. What ill-formed bytes
 * are worth is decided in one place, by walk_add.
 */
#ifndef TEXT_KERNEL_H
#define TEXT_KERNEL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "text/lencount.h"

/* What the plain units are made of. */
struct kernel_tally {
	uint64_t starts;   /* characters */
	uint64_t astral;   /* of them above U+FFFF */
	uint64_t left_out; /* of them U+0020, U+000A or U+000D */
	uint64_t han;      /* of them of the script Han */
};

struct kernel {
	const char *name;
	bool (*usable)(void);

	/*
	 * Add s[0..n) to *t; false, with *t as it was, when it is not wholly
	 * well-formed. `plain` leaves t->han alone, `han` all else.
	 */
	bool (*plain)(const unsigned char *s, size_t n, struct kernel_tally *t);
	bool (*han)(const unsigned char *s, size_t n, struct kernel_tally *t);

	/*
	 * All units of any text, as walk_add; *hash goes on meanwhile, as far
	 * as the kernel likes.
	 */
	void (*walk)(struct lencount_walk *w, const unsigned char *s, size_t n,
		     struct lencount *out, struct hash_run *hash);

	/* Of these only grapheme and nospace; others come out anyhow. */
	void (*clusters)(struct lencount_walk *w, const unsigned char *s,
			 size_t n, struct lencount *out);

	/* Only word. */
	void (*word)(struct lencount_walk *w, const unsigned char *s, size_t n,
		     struct lencount *out);
};

#if defined(__x86_64__)
extern const struct kernel kernel_avx512, kernel_avx2;
#elif defined(__aarch64__)
extern const struct kernel kernel_neon;
#endif
extern const struct kernel kernel_scalar;

/* The rows, best first; NULL ends them. */
extern const struct kernel *const kernel_list[];

/* Whether k counts a built-in text as the reference does. */
bool kernel_agrees(const struct kernel *k);

/* The kernel in use, once there is one; for kernel_get. */
extern _Atomic(const struct kernel *) kernel_chosen;
const struct kernel *kernel_choose(void);

/* The kernel in use. */
static inline const struct kernel *
kernel_get(void)
{
	const struct kernel *k =
	    atomic_load_explicit(&kernel_chosen, memory_order_acquire);

	return k != NULL ? k : kernel_choose();
}

#endif
