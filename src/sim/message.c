/*
 * What the pure half of the simulator sees of HTTP: it can be tested without a
 * socket, and another server library touches only the server. Response headers
 * have fixed places, as all of them are our own.
 */
#include "sim/message.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *
message_header(const struct sim_in *in, const char *name)
{
	for (size_t i = 0; i < in->nheader; i++)
		if (strcasecmp(in->header[i].name, name) == 0)
			return in->header[i].value;
	return NULL;
}

const char *
message_query(const struct sim_in *in, const char *name)
{
	for (size_t i = 0; i < in->nquery; i++)
		if (strcmp(in->query[i].name, name) == 0)
			return in->query[i].value;
	return NULL;
}

void
message_add(struct sim_out *out, const char *name, const char *fmt, ...)
{
	struct sim_header *h = &out->header[out->nheader];
	va_list ap;

	assert(out->nheader < MESSAGE_OUT);
	snprintf(h->name, sizeof(h->name), "%s", name);
	va_start(ap, fmt);
	vsnprintf(h->value, sizeof(h->value), fmt, ap);
	va_end(ap);
	out->nheader++;
}
