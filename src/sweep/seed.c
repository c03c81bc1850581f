/*
 * A hash and no generator: the seed of a cell does not depend on which other
 * cells there are, so that an edited sweep keeps the answers it has.
 */
#include "sweep/seed.h"

#include <string.h>

#include "base/hash.h"

static const char *const rules[SEED_RULES] = {
	[SEED_CELL] = "cell",
	[SEED_FIXED] = "fixed",
	[SEED_REPEAT] = "repeat",
};

const char *
seed_name(enum seed_rule r)
{
	return rules[r];
}

int
seed_find(const char *name, enum seed_rule *r)
{
	for (unsigned i = 0; i < SEED_RULES; i++) {
		if (strcmp(rules[i], name) == 0) {
			*r = (enum seed_rule)i;
			return 0;
		}
	}
	return -1;
}

uint32_t
seed_of(enum seed_rule r, uint64_t sweep, uint32_t repeat, uint32_t target,
	const char *variant)
{
	uint64_t h = HASH_INIT;

	switch (r) {
	case SEED_FIXED:
		return (uint32_t)(sweep & INT32_MAX);
	case SEED_REPEAT:
		return (uint32_t)((sweep + repeat - 1) & INT32_MAX);
	default:
		break;
	}
	h = hash_u64(hash_u64(hash_u64(h, sweep), repeat), target);
	return (uint32_t)(1 + hash_done(hash_str(h, variant)) % INT32_MAX);
}
