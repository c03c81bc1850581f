/*
 * A curl multi handle that says what it waits for to a watch. It knows nothing
 * of calls, so that http.c can spread them over as many as it needs.
 */
#include <curl/curl.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/http_impl.h"
#include "run/watch.h"

static int
on_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *unused)
{
	struct http_shard *s = user;

	(void)easy;
	(void)unused;
	watch_want(s->watch, fd,
		   what == CURL_POLL_IN || what == CURL_POLL_INOUT,
		   what == CURL_POLL_OUT || what == CURL_POLL_INOUT, s);
	return 0;
}

static int
on_timer(CURLM *multi, long ms, void *user)
{
	struct http_shard *s = user;

	(void)multi;
	s->timer = ms < 0    ? UINT64_MAX
		   : ms == 0 ? 0
			     : clock_mono() + (uint64_t)ms * CLOCK_MS;
	return 0;
}

struct http_shard *
http_shard_new(struct watch *w, uint32_t most)
{
	struct http_shard *s = mem_calloc(1, sizeof(*s));

	s->watch = w;
	s->timer = UINT64_MAX;
	s->multi = curl_multi_init();
	if (s->multi == NULL)
		abort(); /* out of memory; see base/mem.h */
	curl_multi_setopt(s->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(s->multi, CURLMOPT_SOCKETDATA, s);
	curl_multi_setopt(s->multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(s->multi, CURLMOPT_TIMERDATA, s);
	curl_multi_setopt(s->multi, CURLMOPT_PIPELINING,
			  (long)CURLPIPE_MULTIPLEX);
	curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS, (long)most);
	return s;
}

void
http_shard_free(struct http_shard *s)
{
	curl_multi_cleanup(s->multi);
	http_conn_fini(s);
	free(s);
}
