/*
 * As much of Criterion as the tests of the counting core use, for machines
 * that have no Criterion: tests run one after the other in one process.
 */
#ifndef CRITERION_CRITERION_H
#define CRITERION_CRITERION_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shim_test {
	const char *name;
	void (*run)(void);
	struct shim_test *next;
};

extern struct shim_test *shim_tests;

#define Test(suite, test)                                                      \
	static void suite##_##test(void);                                      \
	__attribute__((constructor)) static void add_##suite##_##test(void)    \
	{                                                                      \
		static struct shim_test self = { #suite "/" #test,             \
						 suite##_##test, NULL };       \
                                                                               \
		self.next = shim_tests;                                        \
		shim_tests = &self;                                            \
	}                                                                      \
	static void suite##_##test(void)

#define shim_assert(ok, ...)                                                   \
	do {                                                                   \
		if (!(ok)) {                                                   \
			fprintf(stderr, "%s:%d: %s", __FILE__, __LINE__, #ok); \
			fprintf(stderr, " " __VA_ARGS__);                      \
			fputc('\n', stderr);                                   \
			exit(1);                                               \
		}                                                              \
	} while (0)

#define cr_assert(ok, ...)          shim_assert(ok, __VA_ARGS__)
#define cr_assert_not(ok, ...)      shim_assert(!(ok), __VA_ARGS__)
#define cr_assert_eq(a, b, ...)     shim_assert((a) == (b), __VA_ARGS__)
#define cr_assert_neq(a, b, ...)    shim_assert((a) != (b), __VA_ARGS__)
#define cr_assert_gt(a, b, ...)     shim_assert((a) > (b), __VA_ARGS__)
#define cr_assert_not_null(a, ...)  shim_assert((a) != NULL, __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) shim_assert(!strcmp(a, b), __VA_ARGS__)
#define cr_log_info(...)            ((void)0)

#endif
