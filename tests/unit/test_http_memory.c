#include <criterion/criterion.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "run/http_memory.h"

/* A string in libcurl's memory. */
static char *
escaped(size_t n)
{
	char *s = malloc(n + 1), *out;

	cr_assert_not_null(s);
	memset(s, 'a', n);
	s[n] = '\0';
	out = curl_easy_escape(NULL, s, (int)n);
	cr_assert_not_null(out);
	cr_assert_str_eq(out, s, "%zu bytes", n);
	free(s);
	return out;
}

Test(http_memory, blocks_of_every_size_hold_what_they_are_for)
{
	cr_assert_eq(http_memory_open(), 0);
	for (size_t n = 1; n < 200000; n += n / 7 + 1) {
		char *a = escaped(n), *b = escaped(n);

		curl_free(a);
		a = escaped(n);
		cr_assert_eq(strlen(b), n);
		curl_free(b);
		curl_free(a);
	}
	http_memory_close();
}

Test(http_memory, a_block_given_back_is_the_next_of_its_size)
{
	char *a, *b;

	cr_assert_eq(http_memory_open(), 0);
	curl_free(escaped(1000));
	a = escaped(1000);
	b = a;
	curl_free(a);
	a = escaped(900);
	cr_assert_eq((void *)a, (void *)b);
	curl_free(a);
	http_memory_close();
}

static void *
give_and_take(void *p)
{
	curl_free(p);
	return escaped(50);
}

Test(http_memory, other_threads_may_give_back_and_take)
{
	pthread_t t;
	void *p;

	cr_assert_eq(http_memory_open(), 0);
	cr_assert_eq(pthread_create(&t, NULL, give_and_take, escaped(50)), 0);
	cr_assert_eq(pthread_join(t, &p), 0);
	curl_free(p);
	http_memory_close();
}
