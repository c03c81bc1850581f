#include "criterion/criterion.h"

struct shim_test *shim_tests;

int
main(void)
{
	int passed = 0;

	for (struct shim_test *t = shim_tests; t != NULL; t = t->next) {
		t->run();
		passed++;
	}
	printf("tests/neon: %d passed, 0 failed, 0 skipped\n", passed);
	return passed > 0 ? 0 : 1;
}
