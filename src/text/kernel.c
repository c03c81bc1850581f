/*
 * A kernel is trusted only after it has counted a trial text like the scalar
 * one: a compiler or a processor that gets one instruction wrong would give
 * wrong lengths and no sign of it, and the trial costs microseconds.
 */
#include "text/kernel.h"

#include <string.h>

const struct kernel *const kernel_list[] = {
#if defined(__x86_64__)
	&kernel_avx512,
	&kernel_avx2,
#elif defined(__aarch64__)
	&kernel_neon,
#endif
	&kernel_scalar,
	NULL,
};

_Atomic(const struct kernel *) kernel_chosen;

/*
 * A text with something of everything a kernel treats apart, longer than two
 * of anybody's blocks, with a byte that is not UTF-8 in its last characters.
 */
static const unsigned char trial[] =
    "春节快乐，万事如意！Happy New Year 2026 — “don't” re-open the café.\r\n"
    "愿新的一年里，你所有的努力都不被辜负；所有的期待（或许）都如愿以偿。　"
    "二〇二六年，人々 㐀䷀⺀豈𠮷 😀👨‍👩‍👧 🇨🇳 "
    "각 "
    "カﾞ "
    "Ж "
    "\xe0\xa4\x95\xe0\xa4\xbe\xed\x9f\xbb\xf4\x8f\xbf\xbf A \xed\xa0\x80.";

static bool
agrees_on(const struct kernel *k, const unsigned char *s, size_t n)
{
	const struct kernel *ref = &kernel_scalar;
	struct kernel_tally a[2] = { { 0 }, { 0 } }, b[2] = { { 0 }, { 0 } };
	struct lencount all[4] = { { { 0 }, 0 } };
	struct lencount_walk walk[4] = { { 0 } };
	struct hash_run none = { 0 };
	bool good = ref->plain(s, n, &a[0]);

	if (k->plain(s, n, &b[0]) != good || k->han(s, n, &b[1]) != good)
		return false;
	ref->han(s, n, &a[1]);
	ref->walk(&walk[0], s, n, &all[0], &none);
	k->walk(&walk[1], s, n, &all[1], &none);
	k->clusters(&walk[2], s, n, &all[2]);
	k->word(&walk[3], s, n, &all[3]);
	return memcmp(a, b, sizeof(a)) == 0 &&
	       all[2].n[LENCOUNT_GRAPHEME] == all[0].n[LENCOUNT_GRAPHEME] &&
	       all[2].n[LENCOUNT_NOSPACE] == all[0].n[LENCOUNT_NOSPACE] &&
	       all[3].n[LENCOUNT_WORD] == all[0].n[LENCOUNT_WORD] &&
	       memcmp(&all[0], &all[1], sizeof(all[0])) == 0 &&
	       memcmp(&walk[0], &walk[1], sizeof(walk[0])) == 0;
}

/* Whole, and without some bytes at either end. */
bool
kernel_agrees(const struct kernel *k)
{
	const size_t n = sizeof(trial) - 1;

	for (size_t cut = 0; cut < 8; cut++)
		if (!agrees_on(k, trial, n - cut) ||
		    !agrees_on(k, trial + 9 * cut, n - 17 * cut))
			return false;
	return true;
}

const struct kernel *
kernel_choose(void)
{
	const struct kernel *const *k = kernel_list;

	while (k[1] != NULL && !((*k)->usable() && kernel_agrees(*k)))
		k++;
	atomic_store_explicit(&kernel_chosen, *k, memory_order_release);
	return *k;
}

static const struct kernel *
find(const char *name)
{
	for (const struct kernel *const *k = kernel_list; *k != NULL; k++)
		if (strcmp((*k)->name, name) == 0)
			return *k;
	return NULL;
}

const char *
lencount_kernel(void)
{
	return kernel_get()->name;
}

const char *
lencount_kernel_at(size_t i)
{
	for (size_t k = 0; kernel_list[k] != NULL; k++)
		if (k == i)
			return kernel_list[k]->name;
	return NULL;
}

int
lencount_kernel_usable(const char *name)
{
	const struct kernel *k = find(name);

	return k != NULL && k->usable();
}

int
lencount_force(const char *name)
{
	const struct kernel *k = NULL;

	if (name != NULL) {
		k = find(name);
		if (k == NULL || !k->usable())
			return -1;
	}
	atomic_store_explicit(&kernel_chosen, k, memory_order_release);
	return 0;
}
