/*
 * The script goes by the order of arrival, since a test says "the third
 * request"; rates go by the bytes of the request and how often they came,
 * since with many in flight the order is chance and a test must repeat.
 */
#include "sim/fault.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/num.h"

enum { NAMES_MAX = 160, NAME_MAX_LEN = 64 };

static int
unknown(const char *name, struct err *e)
{
	const char *names[NAMES_MAX + 1];
	size_t n = 0;

	names[n++] = "ok";
	for (const struct sim_fault *f = fault_table;
	     f->name != NULL && n < NAMES_MAX; f++)
		names[n++] = f->name;
	names[n] = NULL;
	return err_unknown(e, "fault", name, names);
}

static int
malformed(const char *s, size_t n, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "fault \"%.*s\": expected NAME*COUNT, NAME*SECONDSs or "
		       "NAME:RATE with a rate from 0 to 1",
		       (int)n, s);
}

/* One item s[0..n). */
static int
parse_item(struct fault_plan *p, const char *s, size_t n, struct err *e)
{
	struct fault_item item = { 0 };
	char name[NAME_MAX_LEN];
	size_t k = 0;
	bool seconds;
	double x;

	while (k < n && s[k] != '*' && s[k] != ':')
		k++;
	if (k == n || k == 0 || k >= sizeof(name))
		return malformed(s, n, e);
	memcpy(name, s, k);
	name[k] = '\0';
	item.fault = fault_find(name);
	if (item.fault == NULL && strcmp(name, "ok") != 0)
		return unknown(name, e);
	seconds = s[k] == '*' && s[n - 1] == 's';
	if (num_parse(s + k + 1, n - k - 1 - seconds, &x) != 0 || isnan(x) ||
	    x < 0 || x > 1e9)
		return malformed(s, n, e);
	if (s[k] == ':') {
		if (x > 1 || p->nrate == FAULT_ITEMS)
			return malformed(s, n, e);
		item.rate = x;
		p->rate[p->nrate++] = item;
		return 0;
	}
	if (p->nstep == FAULT_ITEMS || (!seconds && x < 1))
		return malformed(s, n, e);
	if (seconds)
		item.ns = (uint64_t)(x * (double)CLOCK_SECOND);
	else
		item.count = (uint64_t)x;
	p->step[p->nstep++] = item;
	return 0;
}

int
fault_parse(struct fault_plan *p, const char *text, struct err *e)
{
	double sum = 0;

	*p = (struct fault_plan){ 0 };
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, ",");

		if (parse_item(p, text, n, e) != 0)
			return -1;
		text += n;
		text += *text == ',';
	}
	for (size_t i = 0; i < p->nrate; i++)
		sum += p->rate[i].rate;
	if (sum > 1 + 1e-9)
		return err_set(e, STATUS_INPUT,
			       "the rates of the faults add up to %g, which "
			       "is more than 1",
			       sum);
	return 0;
}

/* The script's word on a request; false when the script is over. */
static bool
scripted(struct fault_plan *p, uint64_t now, const struct sim_fault **fault)
{
	for (; p->at < p->nstep; p->at++, p->started = 0) {
		struct fault_item *s = &p->step[p->at];

		if (p->started == 0)
			p->started = now > 0 ? now : 1;
		if (s->ns > 0 ? now - p->started >= s->ns : s->count == 0)
			continue;
		if (s->ns == 0)
			s->count--;
		*fault = s->fault;
		return true;
	}
	return false;
}

const struct sim_fault *
fault_pick(struct fault_plan *p, uint64_t seed, uint64_t key, uint64_t attempt,
	   uint64_t now)
{
	const struct sim_fault *fault = NULL;
	uint64_t h;
	double u;

	if (scripted(p, now, &fault))
		return fault;
	h = hash_u64(hash_u64(hash_u64(HASH_INIT, seed), key), attempt);
	u = (double)(hash_done(h) >> 11) * 0x1p-53;
	for (size_t i = 0; i < p->nrate; i++) {
		if (u < p->rate[i].rate)
			return p->rate[i].fault;
		u -= p->rate[i].rate;
	}
	return NULL;
}
