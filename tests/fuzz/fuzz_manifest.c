/*
 * Any bytes as DIR/manifest.json: a message that names it, or a run whose plan
 * holds together, with what each of its models is sent; written again it is
 * read as the same. Who asks it for its terms alone gets some.
 */
#include <stdint.h>
#include <string.h>

#include "store/manifest.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/fuzz.h"

static const char *const providers[] = { "sim", "openai", NULL };
static const char *const units[] = { "excel", "words", NULL };
static const struct spec_known known = { providers, units };

static void
check_again(const struct spec *s, const struct manifest *m,
	    const struct plan *p, struct arena *a)
{
	struct manifest again;
	struct spec other;
	struct plan plan;
	struct err e = { 0 };

	require(manifest_write(fuzz_dir, p, m, &e) == 0);
	require(manifest_read(fuzz_dir, &other, &again, &known, a, &e) == 0);
	plan_init(&plan, &other);
	require(plan.ncell == p->ncell);
	require(plan_prompts_hash(&plan) == plan_prompts_hash(p));
	require(again.nsent == m->nsent && again.nlabel == m->nlabel);
	require(other.seed_rule == s->seed_rule);
	for (size_t i = 0; i < m->nsent; i++)
		require(strcmp(again.sent[i].model, m->sent[i].model) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct manifest_terms terms;
	struct manifest_until until;
	struct manifest m;
	struct spec s;
	struct plan p;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	fuzz_dir_file("manifest.json", data, size);
	manifest_terms(fuzz_dir, 0, &terms, NULL, NULL);
	manifest_until(fuzz_dir, &until, &a);
	require(until.n <= MANIFEST_LOOKS && until.looked <= until.n);
	manifest_label(fuzz_dir, "lr", &a);
	if (manifest_read(fuzz_dir, &s, &m, &known, &a, &e) != 0) {
		require(e.status == STATUS_INPUT);
		require(strstr(e.msg, "manifest.json") != NULL);
	} else {
		require(m.nsent == s.nmodel * s.nsampling);
		require(m.nlabel <= MANIFEST_LABELS);
		plan_init(&p, &s);
		require(p.ncell > 0 && p.ncell <= SPEC_CELLS_MAX);
		check_again(&s, &m, &p, &a);
	}
	arena_fini(&a);
	return 0;
}
