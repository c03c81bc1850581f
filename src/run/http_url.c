/* Which URLs a request may go to. */
#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "run/http_impl.h"

static CURLU *
parse(const char *url)
{
	CURLU *u = curl_url();

	if (u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) != CURLUE_OK) {
		curl_url_cleanup(u);
		u = NULL;
	}
	return u;
}

static bool
is_loopback(const char *host)
{
	size_t n = strlen(host);

	return strcasecmp(host, "localhost") == 0 ||
	       (n > 10 && strcasecmp(host + n - 10, ".localhost") == 0) ||
	       strcmp(host, "[::1]") == 0 ||
	       (strncmp(host, "127.", 4) == 0 &&
		strspn(host, "0123456789.") == n);
}

int
http_check_url(const char *url, bool allow_http, struct err *e)
{
	CURLU *u = parse(url);
	char *scheme = NULL, *host = NULL, *user = NULL;
	int rc = 0;

	if (u == NULL)
		return err_set(e, STATUS_INPUT,
			       "the base URL is not a URL; expected something "
			       "like https://host/v1");
	curl_url_get(u, CURLUPART_SCHEME, &scheme, 0);
	curl_url_get(u, CURLUPART_HOST, &host, 0);
	curl_url_get(u, CURLUPART_USER, &user, 0);
	if (scheme == NULL || host == NULL)
		rc = err_set(e, STATUS_INPUT,
			     "the base URL has no host; expected something "
			     "like https://host/v1");
	else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
		rc = err_set(e, STATUS_INPUT,
			     "the base URL begins with %s://; only http:// "
			     "and https:// are spoken",
			     scheme);
	else if (user != NULL)
		rc = err_set(e, STATUS_INPUT,
			     "the base URL for %s has a user name in it; name "
			     "the key's variable with \"key_env\" instead",
			     host);
	else if (strcmp(scheme, "http") == 0 && !allow_http &&
		 !is_loopback(host))
		rc = err_set(e, STATUS_INPUT,
			     "plain http to %s would send the key in the "
			     "clear; use https://, or say \"allow_http\": "
			     "true in the sweep",
			     host);
	curl_free(scheme);
	curl_free(host);
	curl_free(user);
	curl_url_cleanup(u);
	return rc;
}

void *
http_url_parse(const char *url, bool *tls, bool *loopback)
{
	CURLU *u = parse(url);
	char *scheme = NULL, *host = NULL;

	if (u == NULL)
		return NULL;
	curl_url_get(u, CURLUPART_SCHEME, &scheme, 0);
	curl_url_get(u, CURLUPART_HOST, &host, 0);
	*tls = scheme != NULL && strcmp(scheme, "https") == 0;
	*loopback = host != NULL && is_loopback(host);
	if (scheme == NULL || host == NULL) {
		curl_url_cleanup(u);
		u = NULL;
	}
	curl_free(scheme);
	curl_free(host);
	return u;
}
