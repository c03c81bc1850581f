/*
 * bce: Baidu Cloud's request signature, "bce-auth-v1".
 *
 *   prefix        bce-auth-v1/AK/2026-02-17T08:00:00Z/1800
 *   signing key   hex(HMAC-SHA256(SK, prefix))
 *   canonical     METHOD \n path \n sorted query \n sorted "name:value" lines
 *   authorization prefix/signed header names/hex(HMAC-SHA256(key, canonical))
 *
 * Signed are content-length (when there is a body), content-type, host and
 * x-bce-date. Source: Baidu AI Cloud, "Generating an authentication string".
 */
#ifndef PROVIDER_BCE_H
#define PROVIDER_BCE_H

#include "base/buf.h"
#include "provider/provider.h"

enum { BCE_SECONDS = 1800 }; /* how long a signature is good for */

/*
 * Appends "x-bce-date: ...\nauthorization: ...\n". The URL is as it goes on
 * the wire: RFC 3986 encoded. now_ms is UTC.
 */
int bce_sign(const struct provider_request *req, const char *access_key,
	     const char *secret_key, int64_t now_ms, struct buf *header,
	     struct err *e);

#endif
