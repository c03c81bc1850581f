/* Which kernels there are, and which one is trusted on this processor. */
#include "text/kernel.h"

#include <stdatomic.h>
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

static _Atomic(const struct kernel *) chosen;

static const struct kernel *
choose(void)
{
	const struct kernel *const *k = kernel_list;

	while (!(*k)->usable())
		k++;
	return *k;
}

const struct kernel *
kernel_get(void)
{
	const struct kernel *k =
	    atomic_load_explicit(&chosen, memory_order_acquire);

	if (k == NULL) {
		k = choose();
		atomic_store_explicit(&chosen, k, memory_order_release);
	}
	return k;
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
	atomic_store_explicit(&chosen, k, memory_order_release);
	return 0;
}
