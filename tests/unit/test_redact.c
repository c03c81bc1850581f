#include <criterion/criterion.h>
#include <string.h>

#include "data/redact.h"
#include "provider/delay.h"

Test(redact, shapes)
{
	static const char *const rows[][2] = {
		{ "Incorrect API key provided: sk-proj-abc123. See",
		  "Incorrect API key provided: [key]. See" },
		{ "key sk-abc***********wxyz is bad", "key [key] is bad" },
		{ "bce-v3/ALTAK-abc/0123 x", "[key] x" },
		{ "Bearer bce-v3/ALTAK-abc/0123", "Bearer [key]" },
		{ "authorization: Bearer abcdefg1 no",
		  "authorization: Bearer [key] no" },
		{ "GET /chat?access_token=24.ab&x=1",
		  "GET /chat?access_token=[key]&x=1" },
		{ "client_id=a&client_secret=b",
		  "client_id=[key]&client_secret=[key]" },
		{ "{\"api_key\": \"0123456789abc\"}",
		  "{\"api_key\": \"[key]\"}" },
		{ "the token limit is 4096", "the token limit is 4096" },
		{ "access_token missing", "access_token missing" },
		{ "task-force, risk-free, desk-top",
		  "task-force, risk-free, desk-top" },
		{ "max_tokens: 12345678 is too much",
		  "max_tokens: 12345678 is too much" },
		{ "Proxy-Authorization: Basic dXNlcjpwYXNz",
		  "Proxy-Authorization: Basic [key]" },
		{ "cookie: session=abc", "cookie: session=abc" },
		{ "password=ab!cd$ef, no", "password=[key], no" },
		{ "{\\\"client_secret\\\":\\\"0123456789\\\"}",
		  "{\\\"client_secret\\\":\\\"[key]\\\"}" },
		{ "the model hf_internal or xai-org/grok-1",
		  "the model hf_internal or xai-org/grok-1" },
		{ "with nvapi-0aZ9-xyz or glpat-12_ab3cd, r8_Ab12cd",
		  "with [key] or [key], [key]" },
		{ "LTAI5tAbCd and github_pat_11AAA0", "[key] and [key]" },
		{ "pplx-ity of GOCSPX-model", "pplx-ity of GOCSPX-model" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out;

		buf_init(&out, 1024);
		buf_puts(&out, "");
		redact_shapes(&out, rows[i][0], strlen(rows[i][0]));
		cr_assert_str_eq(out.data, rows[i][1], "%s", out.data);
		buf_fini(&out);
	}
}

Test(redact, known_secrets)
{
	struct buf b;

	buf_init(&b, 1024);
	buf_puts(&b, "a p/w+1 b p%2Fw%2B1 c p/w+ d");
	redact_secret(&b, "p/w+1");
	cr_assert_str_eq(b.data, "a [key] b [key] c p/w+ d", "%s", b.data);
	redact_secret(&b, NULL);
	redact_secret(&b, "a");
	cr_assert_str_eq(b.data, "a [key] b [key] c p/w+ d");
	buf_fini(&b);
}

/* However it is written: none of it that eight bytes or more have. */
Test(redact, spellings_of_a_known_secret)
{
	static const char *const rows[][2] = {
		{ "SK-T3BLBK/FJ+9AQ", "[key]" },
		{ "%73%6b%2d%54%33%42%6c%62%6b%2f%46%4a%2b%39%61%51", "[key]" },
		{ "%2573%256B%252D%2554%2533%2542%256C%2562%256B%252F%2546%"
		  "254A%252B%2539%2561%2551",
		  "[key]" },
		{ "%73k%2DT%33B%6Cb%6B/%46J%2B9%61Q", "[key]" },
		{ "\\u0073\\u006b\\u002d\\u0054\\u0033\\u0042\\u006c\\u0062\\u0"
		  "06b\\u002f\\u0046\\u004a\\u002b\\u0039\\u0061\\u0051",
		  "[key]" },
		{ "\\x73\\x6b\\x2d\\x54\\x33\\x42\\x6c\\x62\\x6b\\x2f\\x46\\x4a"
		  "\\x2b\\x39\\x61\\x51",
		  "[key]" },
		{ "sk-T3Blbk\\/FJ+9aQ", "[key]" },
		{ "&#115;&#107;&#45;&#84;&#51;&#66;&#108;&#98;&#107;&#47;&#70;&"
		  "#74;&#43;&#57;&#97;&#81;",
		  "[key]" },
		{ "&#x73;&#x6b;&#x2d;&#x54;&#x33;&#x42;&#x6c;&#x62;&#x6b;&#x2f;"
		  "&#x46;&#x4a;&#x2b;&#x39;&#x61;&#x51;",
		  "[key]" },
		{ "736b2d5433426c626b2f464a2b396151", "[key]" },
		{ "ab736B2D5433426C626B2F464A2B396151cd", "ab[key]cd" },
		{ "5433426c626b2f46", "[key]" },
		{ "5433426c626b2f", "5433426c626b2f" },
		{ "c2stVDNCbGJrL0ZKKzlhUQ==", "[key]==" },
		{ "dTpzay1UM0JsYmsvRkorOWFR", "dT[key]" },
		{ "bWU6c2stVDNCbGJrL0ZKKzlhUQ==", "bWU6[key]==" },
		{ "dXNlcjpzay1UM0JsYmsvRkorOWFR", "dXNlcj[key]" },
		{ "eHNrLVQzQmxiay9GSis5YVE=", "e[key]=" },
		{ "LVQzQmxiaw==", "LVQzQmxiaw==" },
		{ "%2x %zz &#; &#x1 \\u12 \\", "%2x %zz &#; &#x1 \\u12 \\" },
		{ "informationless internationalisation",
		  "informationless internationalisation" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		static const char key[] = "sk-T3Blbk/FJ+9aQ";
		struct buf b;

		buf_init(&b, 1024);
		buf_puts(&b, rows[i][0]);
		redact_secret(&b, key);
		cr_assert_str_eq(b.data, rows[i][1], "%s: %s", rows[i][0],
				 b.data);
		cr_assert(redact_may(rows[i][0], strlen(rows[i][0]), key) ||
			  strcmp(rows[i][0], rows[i][1]) == 0);
		buf_fini(&b);
	}
}

Test(redact, excerpts)
{
	static const struct {
		const char *text, *quoted;
		size_t n;
	} rows[] = {
		{ "  a\r\n\tb \x01 c", "a b c", 0 },
		{ "12345678901", "1234567890...", 0 },
		{ "春节春节春节春节春节春", "春节春节春节春节春节...", 0 },
		{ "a\xff\xfe", "a\xef\xbf\xbd\xef\xbf\xbd", 0 },
		{ "a\0b", "a b", 3 },
		{ "x\x1b[31mred", "x [31mred", 0 },
		{ "", "", 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n = rows[i].n == 0 ? strlen(rows[i].text) : rows[i].n;
		struct arena a;
		const char *s;

		arena_init(&a);
		s = redact_excerpt(rows[i].text, n, 10, &a);
		cr_assert_str_eq(s, rows[i].quoted, "row %zu: %s", i, s);
		arena_fini(&a);
	}
}

Test(delay, http_dates)
{
	static const struct {
		const char *text;
		int64_t ms;
	} rows[] = {
		{ "Sun, 06 Nov 1994 08:49:37 GMT", 784111777000 },
		{ "Sunday, 06-Nov-94 08:49:37 GMT", 784111777000 },
		{ "Sun Nov  6 08:49:37 1994", 784111777000 },
		{ "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
		{ "Tue, 29 Feb 2028 23:59:59 GMT", 1835481599000 },
		{ "Sun, 06 Foo 1994 08:49:37 GMT", -1 },
		{ "Sun, 06 Nov 1994 25:49:37 GMT", -1 },
		{ "1994-11-06T08:49:37Z", -1 },
		{ "", -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t ms = -1;
		int rc = delay_http_date(rows[i].text, &ms);

		cr_assert_eq(rc, rows[i].ms < 0 ? -1 : 0, "%s", rows[i].text);
		cr_assert_eq(ms, rows[i].ms, "%s: %lld", rows[i].text,
			     (long long)ms);
	}
}

/* The response's own date counts before our clock. */
Test(delay, asked)
{
	static const struct {
		const char *after_ms, *after, *date;
		int64_t now, asked;
	} rows[] = {
		{ "250", "9", NULL, 0, 250 },
		{ "x", "9", NULL, 0, 9000 },
		{ NULL, "0.5", NULL, 0, 500 },
		{ NULL, "-1", NULL, 0, -1 },
		{ NULL, "1e400", NULL, 0, -1 },
		{ NULL, "nan", NULL, 0, -1 },
		{ NULL, "999999999", NULL, 0, INT64_C(31622400000) },
		{ NULL, "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 784111776500,
		  500 },
		{ NULL, "Sun, 06 Nov 1994 08:49:37 GMT",
		  "Sun, 06 Nov 1994 08:49:00 GMT", 784111776500, 37000 },
		{ NULL, "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 0, -1 },
		{ NULL, NULL, NULL, 0, -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct provider_header h[3];
		struct provider_response r = { .header = h,
					       .now_ms = rows[i].now };

		if (rows[i].after_ms != NULL)
			h[r.nheader++] =
			    (struct provider_header){ "retry-after-ms",
						      rows[i].after_ms };
		if (rows[i].after != NULL)
			h[r.nheader++] =
			    (struct provider_header){ "retry-after",
						      rows[i].after };
		if (rows[i].date != NULL)
			h[r.nheader++] =
			    (struct provider_header){ "date", rows[i].date };
		cr_assert_eq(delay_asked(&r, NULL, NULL), rows[i].asked,
			     "row %zu: %lld", i,
			     (long long)delay_asked(&r, NULL, NULL));
	}
}
