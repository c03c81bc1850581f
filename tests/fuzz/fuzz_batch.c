/*
 * Any bytes as a line of a batch's results, and as what a host says of a
 * batch, of a list of them, of an upload. What is read has a name; a result
 * that ran has a body, which provider_parse reads; a batch has an id and a
 * word for its state, and one that was refused has ended.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "provider/remote.h"
#include "tests/fuzz/fuzz.h"

static void
read_result(const char *s, size_t n, struct arena *a)
{
	static const char *const like[] = { "openai", "anthropic",
					    "qianfan-v1" };
	struct provider_response response = { .status = 0 };
	struct provider_answer answer;
	struct batch_result r;
	struct err e;

	if (batch_read(&r, s, n, a, &e) != 0)
		return;
	require(r.id != NULL);
	require(!r.ran || r.body != NULL);
	require(!r.ran || r.why == NULL);
	if (!r.ran)
		return;
	response.status = r.status;
	response.body = r.body;
	response.body_len = r.body_len;
	provider_parse(provider_find(like[r.shape]), &response, &answer, a);
	require(answer.text != NULL);
}

static void
read_states(const struct batch_host *h, const char *s, size_t n,
	    struct arena *a)
{
	struct remote_state one, *list;
	const char *next = NULL;
	size_t count;
	struct err e;

	if (remote_read(h, s, n, &one, a, &e) == 0) {
		require(one.id != NULL && one.id[0] != '\0');
		require(one.status != NULL);
		require(!one.refused || one.ended);
	}
	if (remote_read_list(h, s, n, &list, &count, &next, a, &e) != 0)
		return;
	require(next == NULL || count > 0);
	for (size_t i = 0; i < count; i++)
		require(list[i].id != NULL && list[i].status != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that a step too far is seen. */
	char *s = malloc(size > 0 ? size : 1);
	const char *id;
	struct arena a;
	struct err e;

	require(s != NULL);
	if (size > 0)
		memcpy(s, data, size);
	arena_init(&a);
	read_result(s, size, &a);
	for (const struct batch_host *h = batch_hosts; h->name != NULL; h++)
		read_states(h, s, size, &a);
	if (remote_read_upload(s, size, &id, &a, &e) == 0)
		require(id[0] != '\0');
	arena_fini(&a);
	free(s);
	return 0;
}
