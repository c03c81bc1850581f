/* The simulator on the wire, seen through raw sockets. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "sim/fault.h"
#include "sim/sim.h"
#include "sim/spoil.h"

#define PROMPT "生成100个字的春节场景"

enum { SILENCE_MS = 400 };

/* What a client saw before the connection ended. */
struct seen {
	int status;  /* 0: no status line */
	bool reset;  /* the connection was reset */
	bool silent; /* it was still open after SILENCE_MS of nothing */
	long length; /* Content-Length, or -1 */
	size_t body; /* bytes after the headers */
	char *text;  /* all of it, ended by a NUL */
};

static struct sim *
start(struct sim_config config)
{
	struct err e = { 0 };
	struct sim *s = sim_start(&config, &e);

	cr_assert_not_null(s, "%s", e.msg);
	return s;
}

static int
dial(struct sim *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((uint16_t)atoi(strrchr(sim_url(s), ':') + 1));
	cr_assert_geq(fd, 0);
	cr_assert_eq(connect(fd, (struct sockaddr *)&a, sizeof(a)), 0, "%s",
		     strerror(errno));
	return fd;
}

static void
ask(int fd, const char *rest)
{
	char body[512], request[1024];
	int n;

	snprintf(body, sizeof(body),
		 "{\"model\":\"exact\",\"messages\":[{\"role\":\"user\","
		 "\"content\":\"" PROMPT "\"}]%s}",
		 rest);
	n = snprintf(request, sizeof(request),
		     "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n"
		     "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
		     strlen(body), body);
	cr_assert_eq(send(fd, request, (size_t)n, MSG_NOSIGNAL), n);
}

/* Read to the end; the caller frees text. */
static struct seen
hear(int fd)
{
	struct seen seen = { .length = -1 };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct buf b;
	const char *at;

	buf_init(&b, 200 * 1000 * 1000);
	for (;;) {
		ssize_t n;

		if (poll(&p, 1, SILENCE_MS) == 0) {
			seen.silent = true;
			break;
		}
		buf_reserve(&b, 1 << 16);
		n = recv(fd, b.data + b.len, 1 << 16, 0);
		seen.reset = n < 0 && errno == ECONNRESET;
		if (n <= 0)
			break;
		b.len += (size_t)n;
	}
	close(fd);
	buf_putc(&b, '\0');
	b.len--;
	seen.text = b.data;
	sscanf(b.data, "HTTP/1.1 %d", &seen.status);
	at = strstr(b.data, "Content-Length: ");
	if (at != NULL)
		seen.length = atol(at + 16);
	at = strstr(b.data, "\r\n\r\n");
	if (at != NULL)
		seen.body = b.len - (size_t)(at + 4 - b.data);
	return seen;
}

static struct seen
one(const char *fault, const char *rest)
{
	struct sim_config config = { .faults = fault, .slow_ms = 40 };
	struct sim *s = start(config);
	int fd = dial(s);
	struct seen seen;

	ask(fd, rest);
	seen = hear(fd);
	sim_stop(s);
	return seen;
}

/* Every row of the menu does on the wire what its name says. */
Test(sim_server, fault_menu)
{
	static const struct {
		const char *name;
		int status;
		bool reset, silent;
		int length; /* of Content-Length less the body: sign; 9: any */
		const char *holds; /* in the response, or NULL */
	} special[] = {
		{ "429-retry-after", 429, 0, 0, 0, "Retry-After: 1\r" },
		{ "429-retry-after-ms", 429, 0, 0, 0, "retry-after-ms: 200" },
		{ "429-retry-date", 429, 0, 0, 0, " GMT\r\n" },
		{ "429-retry-zero", 429, 0, 0, 0, "Retry-After: 0\r\n" },
		{ "503-retry-past", 503, 0, 0, 0, " 1994 08:49:37 GMT\r\n" },
		{ "429-retry-long", 429, 0, 0, 0, "Retry-After: 3600" },
		{ "429-retry-never", 429, 0, 0, 0, " 9999 23:59:59 GMT\r\n" },
		{ "429-retry-junk", 429, 0, 0, 0, "Retry-After: soon" },
		{ "429-should-retry", 429, 0, 0, 0, "x-should-retry: true" },
		{ "429-should-not-retry", 429, 0, 0, 0, "-retry: false" },
		{ "429-limits", 429, 0, 0, 0, "x-ratelimit-limit-tokens" },
		{ "quota", 429, 0, 0, 0, "insufficient_quota" },
		{ "503-retry-after", 503, 0, 0, 0, "Retry-After: 1\r" },
		{ "gateway", 503, 0, 0, 0, "X-Bce-Error-Code" },
		{ "stall", 200, 0, 1, 1, NULL },
		{ "stall-start", 0, 0, 1, 9, NULL },
		{ "reset", 200, 1, 0, 1, NULL },
		{ "reset-start", 0, 1, 0, 9, NULL },
		{ "cut", 200, 0, 0, 1, NULL },
		{ "long-length", 200, 0, 0, 1, "}}}" },
		{ "short-length", 200, 0, 0, -1, NULL },
		{ "html", 200, 0, 0, 0, "It works!" },
		{ "gzip", 200, 0, 0, 0, "Content-Encoding: gzip" },
		{ "gzip-unnamed", 200, 0, 0, 0, NULL },
		{ "bad-utf8", 200, 0, 0, 0, "\xff" },
		{ "nul", 200, 0, 0, 0, "\\u0000" },
		{ "surrogate", 200, 0, 0, 0, "\\ud83d" },
		{ "mixed-case", 200, 0, 0, 0, "cONtENt-TyPE" },
		{ "redirect", 307, 0, 0, 0, "Location: /elsewhere" },
		{ "filter", 200, 0, 0, 0, "\"content_filter\"" },
		{ "refusal", 200, 0, 0, 0, "\"content\":null" },
		{ "empty", 200, 0, 0, 0, "\"content\":\"\"" },
		{ "wrong-type", 200, 0, 0, 0, "\"content\":42" },
		{ "token-limit", 200, 0, 0, 0, "\"length\"" },
		{ "token-leak", 200, 0, 0, 0, "</s>" },
		{ "think-open", 200, 0, 0, 0, "<think>" },
	};

	for (const struct sim_fault *f = fault_table; f->name != NULL; f++) {
		int status = f->status != 0 ? f->status : 200, length = 0;
		bool reset = false, silent = false;
		const char *holds = NULL;
		char plan[64];
		struct seen seen;

		for (size_t i = 0; i < sizeof(special) / sizeof(special[0]);
		     i++)
			if (strcmp(special[i].name, f->name) == 0) {
				status = special[i].status;
				length = special[i].length;
				reset = special[i].reset;
				silent = special[i].silent;
				holds = special[i].holds;
			}
		snprintf(plan, sizeof(plan), "%s*1", f->name);
		seen = one(plan, "");
		cr_assert_eq(seen.status, status, "%s: %d", f->name,
			     seen.status);
		cr_assert_eq(seen.reset, reset, "%s: reset", f->name);
		cr_assert_eq(seen.silent, silent, "%s: silent", f->name);
		if (length != 9)
			cr_assert_eq((seen.length > (long)seen.body) -
					 (seen.length < (long)seen.body),
				     length, "%s: %ld announced, %zu came",
				     f->name, seen.length, seen.body);
		if (holds != NULL)
			cr_assert(strstr(seen.text, holds) != NULL, "%s: %s",
				  f->name, seen.text);
		if (strcmp(f->name, "huge") == 0)
			cr_assert_geq(seen.body, SPOIL_HUGE);
		free(seen.text);
	}
}

/* A stream is chunked, and chunks end inside characters too. */
Test(sim_server, streams_are_cut_anywhere)
{
	struct seen seen = one(NULL, ",\"stream\":true");
	const char *at = strstr(seen.text, "\r\n\r\n");
	int chunks = 0, inside = 0;

	cr_assert(strstr(seen.text, "chunked") != NULL);
	cr_assert(strstr(seen.text, "[DONE]") != NULL);
	for (at += 4;; chunks++) {
		char *end;
		unsigned long n = strtoul(at, &end, 16);

		if (n == 0)
			break;
		at = end + 2 + n;
		inside += ((unsigned char)end[2] & 0xC0) == 0x80;
		at += 2;
	}
	cr_assert_gt(chunks, 10);
	cr_assert_gt(inside, 0, "none of %d chunks", chunks);
	free(seen.text);
}

Test(sim_server, only_loopback_and_a_taken_port_is_an_error)
{
	struct sim *s = start((struct sim_config){ 0 });
	struct sim_config same = { 0 };
	struct err e = { 0 };

	cr_assert_eq(strncmp(sim_url(s), "http://127.0.0.1:", 17), 0);
	same.port = (uint16_t)atoi(strrchr(sim_url(s), ':') + 1);
	cr_assert_null(sim_start(&same, &e));
	cr_assert_eq(e.status, STATUS_INPUT);
	cr_assert(strstr(e.msg, "cannot listen") != NULL, "%s", e.msg);
	sim_stop(s);
}

/* Two thousand delayed answers at once, without a thread for each. */
Test(sim_server, thousands_in_flight)
{
	struct rlimit r;
	struct sim_counts n;
	struct sim *s = start((struct sim_config){ .delay_ms = 300 });
	size_t many = 2000;
	int *fd;

	getrlimit(RLIMIT_NOFILE, &r);
	if (r.rlim_cur < 2 * many + 100)
		many = (r.rlim_cur - 100) / 2;
	fd = calloc(many, sizeof(*fd));
	for (size_t i = 0; i < many; i++) {
		fd[i] = dial(s);
		ask(fd[i], "");
	}
	for (size_t i = 0; i < many; i++) {
		struct pollfd p = { .fd = fd[i], .events = POLLIN };
		char head[16] = "";

		cr_assert_eq(poll(&p, 1, 20000), 1, "answer %zu", i);
		cr_assert_gt(recv(fd[i], head, 15, 0), 0);
		cr_assert_str_eq(head, "HTTP/1.1 200 OK");
		close(fd[i]);
	}
	free(fd);
	sim_counts(s, &n);
	cr_assert_eq(n.answers, many);
	cr_assert_gt(n.peak_inflight, 100);
	sim_stop(s);
}

/* Stopping does not wait for answers that are hours away. */
Test(sim_server, stops_with_requests_in_flight)
{
	struct sim *s = start((struct sim_config){ .delay_ms = 3600000 });
	struct sim_counts n;
	int fd[20];

	for (int i = 0; i < 20; i++) {
		fd[i] = dial(s);
		ask(fd[i], "");
	}
	do {
		poll(NULL, 0, 5);
		sim_counts(s, &n);
	} while (n.requests < 20);
	sim_stop(s);
	for (int i = 0; i < 20; i++)
		close(fd[i]);
}
