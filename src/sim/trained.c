/*
 * A recipe's models differ in one number, the share or the characters that
 * they miss by, so that a study has a truth to find: a valley in the learning
 * rate, a method that does not care for epochs, and luck between trainings.
 */
#include "sim/trained.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "base/rng.h"

const char trained_formula[] =
    "A trained model, trained:METHOD:lr=R:epoch=E:seed=S, misses by a normal "
    "of sd\n"
    "  lora     (20 + 25 x^2) * luck                x = log10(R / 8e-4)\n"
    "  full     (50 + 45 x^2) * (15 / E)^0.25 * luck  x = log10(R / 2e-5)\n"
    "  sft      T * 0.12975 (E = 1), T * 0.19733 (E = 3)\n"
    "  dpo      T * 0.09769\n"
    "  sft+dpo  T * 0.09457 (E = 1), T * 0.14351 (E = 3)\n"
    "at temperature 1, and luck is 1 + 0.08 z, z of the name.\n";

struct recipe {
	char method[16];
	double lr, epoch, seed;
};

static int
read_part(struct recipe *r, const char *s, size_t n)
{
	static const struct {
		const char *key;
		size_t at;
	} keys[] = {
		{ "lr=", offsetof(struct recipe, lr) },
		{ "epoch=", offsetof(struct recipe, epoch) },
		{ "seed=", offsetof(struct recipe, seed) },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t k = strlen(keys[i].key);
		double x;

		if (n <= k || memcmp(s, keys[i].key, k) != 0)
			continue;
		if (num_parse(s + k, n - k, &x) != 0 || !(x > 0))
			return -1;
		memcpy((char *)r + keys[i].at, &x, sizeof(x));
		return 0;
	}
	return -1;
}

static int
read_recipe(struct recipe *r, const char *name)
{
	const char *s = name;
	size_t n = strcspn(s, ":");

	*r = (struct recipe){ .lr = 8e-4, .epoch = 1, .seed = 1 };
	if (n != 7 || memcmp(s, "trained", n) != 0 || s[n] == '\0')
		return -1;
	s += n + 1;
	n = strcspn(s, ":");
	if (n == 0 || n >= sizeof(r->method))
		return -1;
	memcpy(r->method, s, n);
	while (s[n] != '\0') {
		s += n + 1;
		n = strcspn(s, ":");
		if (read_part(r, s, n) != 0)
			return -1;
	}
	return 0;
}

static double
luck_of(const char *name)
{
	struct rng g;

	rng_init(&g, hash_done(hash_str(HASH_INIT, name)));
	return 1 + 0.08 * fmax(-2, fmin(2, rng_normal(&g)));
}

int
trained_model(struct sim_model *m, const char *name)
{
	struct recipe r;
	double x;

	if (read_recipe(&r, name) != 0)
		return -1;
	*m = (struct sim_model){ .name = name,
				 .about = "made by a recipe",
				 .gain = 1,
				 .manner = MANNER_PLAIN };
	if (strcmp(r.method, "lora") == 0) {
		x = log10(r.lr / 8e-4);
		m->spread = (20 + 25 * x * x) * luck_of(name);
	} else if (strcmp(r.method, "full") == 0) {
		x = log10(r.lr / 2e-5);
		m->spread = (50 + 45 * x * x) * sqrt(sqrt(15 / r.epoch)) *
			    luck_of(name);
	} else if (strcmp(r.method, "sft") == 0) {
		m->spread_rate = r.epoch < 2 ? 0.12975 : 0.19733;
	} else if (strcmp(r.method, "dpo") == 0) {
		m->spread_rate = 0.09769;
	} else if (strcmp(r.method, "sft+dpo") == 0) {
		m->spread_rate = r.epoch < 2 ? 0.09457 : 0.14351;
	} else {
		return -1;
	}
	return 0;
}
