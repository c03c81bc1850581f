/*
 * Terms stand in manifests, baselines and whatever is made of a run, and a
 * baseline of several nights has some of them as lists: what is read here is
 * one night's.
 */
#include <stdio.h>
#include <string.h>

#include "data/field.h"
#include "data/json.h"
#include "store/manifest_impl.h"

/* The terms as they stand in files: what is not known is left out. */
struct terms {
	const char *seeds, *via;
	bool grown;
	int64_t again;
	const uint32_t *flight;
	size_t nflight;
};

#define T(name, kind, member, ...)                                             \
	FIELD(name, kind, struct terms, member, .flags = FIELD_SPARSE,         \
	      __VA_ARGS__)

const struct field manifest_terms_fields[] = {
	T("seeds", TEXT, seeds,
	  .about = "the rule that gave each cell its seed"),
	T("via", TEXT, via,
	  .about = "batch where the answers came as files of a batch, both "
		   "where some did; left out for live ones"),
	T("grown", BOOL, grown,
	  .about = "true where some questions were asked more often than "
		   "others, as often as it took"),
	T("again", INT, again,
	  .about = "repeats beyond so many were asked with the seeds of the "
		   "first ones; left out where each has its own"),
	T("concurrency", WHOLES, flight, FIELD_WITH(struct terms, nflight),
	  .about = "how many requests were under way, or the least and the "
		   "most"),
	FIELD_END,
};

/* By whether some answers came live. */
static const char *const via[] = { "batch", "both" };

void
manifest_terms_json(const struct manifest_terms *t, struct jsonw *w)
{
	const uint32_t flight[] = { t->flight, t->flight_to };
	const struct terms x = {
		.seeds = seed_name(t->seeds),
		.via = t->batch ? via[t->flight > 0] : NULL,
		.grown = t->grown,
		.again = t->again > 0 ? (int64_t)t->again : -1,
		.flight = t->flight > 0 ? flight : NULL,
		.nflight = t->flight_to != t->flight ? 2 : 1,
	};

	if (t->known)
		field_json(w, manifest_terms_fields, &x);
}

void
manifest_terms_object(const struct manifest_terms *t, const char *key,
		      struct jsonw *w)
{
	jsonw_kobject(w, key);
	manifest_terms_json(t, w);
	jsonw_end(w);
}

static uint32_t
in_flight(const cJSON *list, int i)
{
	const cJSON *v = cJSON_GetArrayItem(list, i);

	return cJSON_IsNumber(v) && v->valuedouble >= 1 &&
		       v->valuedouble <= UINT32_MAX
		   ? (uint32_t)v->valuedouble
		   : 0;
}

/* One number, or of a baseline a list with one for each night. */
static uint32_t
again_of(const cJSON *o, size_t night)
{
	const cJSON *v = json_get(o, "again");
	double n;

	if (cJSON_IsArray(v))
		v = night < INT32_MAX ? cJSON_GetArrayItem(v, (int)night)
				      : NULL;
	n = cJSON_IsNumber(v) ? v->valuedouble : 0;
	return n >= 1 && n <= INT32_MAX ? (uint32_t)n : 0;
}

int
manifest_terms_read(struct manifest_terms *t, const cJSON *o, size_t night)
{
	const char *rule = json_text(o, "seeds");
	const char *way = json_text(o, "via");
	const cJSON *list = json_get(o, "concurrency");
	uint32_t to = in_flight(list, 1);

	*t = (struct manifest_terms){ .known = true, .seeds = SEED_REPEAT };
	t->batch = way != NULL &&
		   (strcmp(way, via[0]) == 0 || strcmp(way, via[1]) == 0);
	t->grown = cJSON_IsTrue(json_get(o, "grown"));
	t->again = again_of(o, night);
	t->flight = in_flight(list, 0);
	t->flight_to = to > t->flight ? to : t->flight;
	return rule == NULL ? 0 : seed_find(rule, &t->seeds);
}

void
manifest_add_flight(struct manifest_terms *t, uint32_t concurrency)
{
	if (t->flight == 0 || concurrency < t->flight)
		t->flight = concurrency;
	if (concurrency > t->flight_to)
		t->flight_to = concurrency;
}

static bool
terms_in(const char *dir, const char *name, size_t night,
	 struct manifest_terms *t, cJSON **o)
{
	struct err ignored;
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	*o = manifest_parse(path, &ignored);
	return *o != NULL && manifest_terms_read(t, *o, night) == 0;
}

void
manifest_terms(const char *dir, size_t night, struct manifest_terms *t,
	       struct arena *a, const char **labels)
{
	bool found;
	cJSON *o;

	found = terms_in(dir, "manifest.json", night, t, &o);
	if (a != NULL)
		*labels = manifest_label_list(o, a);
	cJSON_Delete(o);
	if (found)
		return;
	/* A baseline of old, or of an import, does not say. */
	found = terms_in(dir, "baseline.json", night, t, &o) &&
		json_text(o, "seeds") != NULL;
	cJSON_Delete(o);
	if (!found)
		*t = (struct manifest_terms){ .known = false };
}
