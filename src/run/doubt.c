/*
 * Counting cells, not attempts: a server that is starting says the same for
 * minutes, and its requests wait.
 */
#include "run/doubt.h"

#include "run/reasons.h"

void
doubt_settle(struct doubt *d)
{
	d->settled = true;
	d->in_row = 0;
}

bool
doubt_unknown(struct doubt *d, const char *why)
{
	uint64_t key = reasons_key(why);

	if (!d->settled)
		return doubt_failed(d, why);
	d->in_row = d->in_row > 0 && d->key == key ? d->in_row + 1 : 1;
	d->key = key;
	return d->in_row >= DOUBT_IN_ROW;
}

bool
doubt_failed(struct doubt *d, const char *why)
{
	uint64_t key = reasons_key(why);

	if (d->alike > 0 && d->key != key)
		d->settled = true;
	if (d->settled)
		return false;
	d->key = key;
	return ++d->alike >= DOUBT_ENOUGH;
}
