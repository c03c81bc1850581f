#include <criterion/criterion.h>
#include <string.h>

#include "provider/self.h"
#include "run/probe.h"
#include "tests/unit/canned.h"

Test(self, what_llamacpp_says)
{
	static const struct {
		int64_t status;
		const char *body, *says;
	} cases[] = {
		{ 200,
		  "{\"default_generation_settings\":{\"id\":0,\"n_ctx\":4096,"
		  "\"params\":{\"temperature\":0.8,\"top_k\":40,"
		  "\"top_p\":0.95,\"min_p\":0.05,\"samplers\":[\"top_k\"]}},"
		  "\"total_slots\":8,\"model_path\":\"/home/me/m.gguf\","
		  "\"chat_template\":\"{% for m in messages %}\","
		  "\"build_info\":\"b4000-abc\"}",
		  "{\"top_k\":40,\"min_p\":0.05,\"slots\":8,\"context\":"
		  "4096,\"build\":\"b4000-abc\"}" },
		/* As versions of old have it. */
		{ 200,
		  "{\"default_generation_settings\":{\"n_ctx\":512,"
		  "\"top_k\":40,\"min_p\":0.1},\"total_slots\":1}",
		  "{\"top_k\":40,\"min_p\":0.1,\"slots\":1,\"context\":"
		  "512}" },
		{ 200, "{\"other\":1}", "" },
		{ 200, "no JSON", "" },
		{ 200, "{\"default_generation_settings\":{\"top_k\":{}}}", "" },
		{ 404, "{\"total_slots\":8}", "" },
	};
	const struct provider *p = provider_find("llamacpp");

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct provider_response r = { .status = cases[i].status,
					       .body = cases[i].body,
					       .body_len =
						   strlen(cases[i].body) };
		struct buf b;

		buf_init(&b, 1 << 16);
		cr_expect_eq(self_read(p, &r, &b), cases[i].says[0] != '\0');
		cr_expect_str_eq(buf_text(&b), cases[i].says, "case %zu", i);
		buf_fini(&b);
	}
}

Test(self, a_number_of_it)
{
	cr_expect_eq(self_number("{\"top_k\":40,\"slots\":8}", "slots"), 8);
	cr_expect_eq(self_number("{\"top_k\":40}", "slots"), -1);
	cr_expect_eq(self_number("{\"slots\":\"8\"}", "slots"), -1);
}

Test(self, where_it_is_asked)
{
	struct arena a;

	arena_init(&a);
	cr_assert_str_eq(
	    self_url(provider_find("llamacpp"), "http://h:8080/v1", &a),
	    "http://h:8080/props");
	cr_assert_str_eq(
	    self_url(provider_find("llamacpp"), "http://h:8080", &a),
	    "http://h:8080/props");
	cr_assert_null(
	    self_url(provider_find("openai"), "http://h:8080/v1", &a));
	arena_fini(&a);
}

/* Over the wire: only a GET of /props, with the key; none need answer. */
static bool
tell(int fd, const char *request, void *ctx)
{
	bool right = strncmp(request, "GET /props ", 11) == 0 &&
		     strstr(request, "Bearer made-up") != NULL;

	canned_reply(fd, right && ctx == NULL ? 200 : 404, "",
		     "{\"default_generation_settings\":{\"params\":"
		     "{\"top_k\":40}},\"total_slots\":2,"
		     "\"build_info\":\"echo made-up-key\"}");
	return true;
}

static const char *
ask(void *ctx, struct arena *a)
{
	struct canned *server = canned_start(tell, ctx);
	struct auth_credentials c = { .key = "made-up-key" };
	struct run_model m = { .provider = provider_find("llamacpp"),
			       .auth = auth_find("bearer"),
			       .credentials = &c };
	struct spec_limits l = { .timeout_s = 5,
				 .connect_timeout_s = 5,
				 .stall_s = 5 };
	struct http_config config = { .calls = 1, .max_body = 1 << 20 };
	struct http *h;
	const char *says;
	struct err e;

	m.base_url = arena_printf(a, "%s/v1", canned_url(server));
	h = http_open(&config, &e);
	cr_assert_not_null(h, "%s", e.msg);
	says = probe_self(h, &m, &l, a);
	http_close(h);
	canned_stop(server);
	return says;
}

Test(self, asked_over_the_wire)
{
	int silent;
	struct arena a;
	const char *says;

	arena_init(&a);
	says = ask(NULL, &a);
	cr_assert_not_null(says);
	cr_assert_not_null(strstr(says, "\"top_k\":40"), "%s", says);
	cr_assert_null(strstr(says, "made-up-key"), "%s", says);
	cr_assert_null(ask(&silent, &a));
	arena_fini(&a);
}
