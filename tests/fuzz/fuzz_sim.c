/*
 * The simulator's reading of a request, under every fault. The first byte
 * picks the path, the second the fault (odd: none); then a line that is the
 * value of Authorization and of every query argument, and the body.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/json.h"
#include "sim/core.h"
#include "sim/fault.h"
#include "tests/fuzz/fuzz.h"

static const char *const paths[] = {
	"/v1/chat/completions",
	"/v2/chat/completions",
	"/v1/messages",
	"/api/chat",
	"/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/v2",
	"/oauth/2.0/token",
	"/v1/BCE-BEARER/token",
	"/wenxinworkshop/service/list",
};

enum { PATHS = sizeof(paths) / sizeof(paths[0]), TARGET_DIGITS = 3 };

/* Long texts are slow and show nothing new: digits past the third go. */
static void
shorten(char *s, size_t n)
{
	size_t run = 0;

	for (size_t i = 0; i < n; i++) {
		run = s[i] >= '0' && s[i] <= '9' ? run + 1 : 0;
		if (run > TARGET_DIGITS)
			s[i] = 'x';
	}
}

static void
handle(struct sim_core *c, const char *path, const char *line, const char *body,
       size_t n, bool faulty)
{
	struct sim_in in = {
		.method = "POST", .path = path, .body = body, .body_len = n
	};
	struct sim_out out = { 0 };
	struct err e;
	cJSON *j;

	in.header[in.nheader++] =
	    (struct message_pair){ "Authorization", line };
	in.header[in.nheader++] = (struct message_pair){ "Host", line };
	in.header[in.nheader++] =
	    (struct message_pair){ "anthropic-version", "x" };
	in.query[in.nquery++] = (struct message_pair){ "access_token", line };
	in.query[in.nquery++] = (struct message_pair){ "client_id", line };
	if (*line == '\0')
		in.nquery = 0;
	buf_init(&out.body, 1 << 24);
	core_handle(c, &in, &out);
	core_done(c, &out);
	require(out.status >= 200 && out.status < 600);
	require(!buf_failed(&out.body));
	require(out.fill_at <= out.body.len);
	if (!faulty && !out.stream) {
		j = json_parse(out.body.data, out.body.len, NULL, &e);
		require(j != NULL);
		cJSON_Delete(j);
	}
	buf_fini(&out.body);
}

/* One core for each fault, and one without: measuring phrases is slow. */
static struct sim_core *
core_of(unsigned fault)
{
	static struct sim_core *cores[256];
	struct sim_config config = { 0 };
	size_t faults = 0;
	struct err e;
	char plan[64];

	if (cores[fault] != NULL)
		return cores[fault];
	while (fault_table[faults].name != NULL)
		faults++;
	if (fault < faults) {
		snprintf(plan, sizeof(plan), "%s:1", fault_table[fault].name);
		config.faults = plan;
	}
	cores[fault] = core_new(&config, &e);
	require(cores[fault] != NULL);
	return cores[fault];
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned fault_free = 255;
	const uint8_t *end;
	struct fault_plan plan;
	struct err e;
	char *line, *body;

	if (size < 3)
		return 0;
	end = memchr(data + 2, '\n', size - 2);
	if (end == NULL)
		return 0;
	line = strndup((const char *)data + 2, (size_t)(end - data - 2));
	size -= (size_t)(end + 1 - data);
	body = malloc(size + 1);
	memcpy(body, end + 1, size);
	body[size] = '\0';
	shorten(body, size);
	handle(core_of(data[1] % 2 ? fault_free : data[1] / 2),
	       paths[data[0] % PATHS], line, body, size, data[1] % 2 == 0);
	/* The same bytes as a fault plan. */
	fault_parse(&plan, body, &e);
	free(line);
	free(body);
	return 0;
}
