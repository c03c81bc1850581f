/*
 * The sweep goes in as text, not as parsed: whatever later versions learn to
 * read from it, the bytes that were run are these.
 */
#include "store/manifest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/outfile.h"
#include "data/field_place.h"
#include "data/json.h"
#include "data/jsonw.h"
#include "store/manifest_impl.h"
#include "sweep/questions.h"

enum { FORMAT = 1, MANIFEST_MAX = 128 * 1024 * 1024 };

int
manifest_override(struct spec *s, const struct manifest_overrides *o,
		  struct arena *a, struct err *e)
{
	if (o->only != NULL && spec_only(s, o->only, e) != 0)
		return -1;
	if (o->repeats != 0)
		s->repeats = o->repeats;
	if (o->targets != NULL && spec_set_targets(s, o->targets, a, e) != 0)
		return -1;
	return spec_check_size(s, e);
}

#define SENT(name, kind, member, ...)                                          \
	FIELD(name, kind, struct manifest_sent, member, __VA_ARGS__)

const struct field manifest_sent_fields[] = {
	SENT("model", TEXT, model, .flags = FIELD_REQUIRED,
	     .about = "the model's name in the sweep"),
	SENT("sampling", TEXT, sampling, .flags = FIELD_REQUIRED,
	     .about = "the sampling's name"),
	SENT("temperature", REAL, temperature,
	     .about = "as it is sent; null: it is left out"),
	SENT("top_p", REAL, top_p,
	     .about = "as it is sent; null: it is left out"),
	SENT("pinned", BOOL, pinned,
	     .about = "the sampling leaves the model no choice"),
	SENT("simulated", BOOL, simulated, .about = "no model answers"),
	SENT("note", TEXT, note,
	     .about = "why it differs from what was asked for"),
	SENT("place", TEXT, place, .about = "host and path that is asked"),
	FIELD_END,
};

static void
write_sent(struct jsonw *w, const struct manifest_sent *m)
{
	jsonw_object(w);
	field_json(w, manifest_sent_fields, m);
	if (m->says != NULL) {
		jsonw_kraw(w, "server", m->says, strlen(m->says));
	}
	jsonw_end(w);
}

static void
write_setting(struct jsonw *w, const char *key, const struct spec_setting *s)
{
	jsonw_key(w, key);
	if (s->kind == SETTING_MIN)
		jsonw_str(w, "min");
	else
		jsonw_num(w, s->value); /* NaN: null, as in the sweep */
}

static void
write_plan(struct jsonw *w, const struct plan *p)
{
	const struct spec *s = p->spec;
	char hash[HASH_HEX];

	hash_hex(hash, plan_prompts_hash(p));
	jsonw_kstr(w, "name", s->name);
	jsonw_kstr(w, "unit", s->unit);
	jsonw_kint(w, "requests", (int64_t)p->ncell);
	jsonw_kstr(w, "prompts_hash", hash);
	jsonw_karray(w, "asked");
	for (size_t i = 0; i < s->nsampling; i++) {
		jsonw_object(w);
		jsonw_kstr(w, "sampling", s->sampling[i].name);
		write_setting(w, "temperature", &s->sampling[i].temperature);
		write_setting(w, "top_p", &s->sampling[i].top_p);
		jsonw_end(w);
	}
	jsonw_end(w);
}

/* What is not known is left out, and not null. */
const struct field manifest_terms_fields[] = {
	FIELD_TOLD("seeds", "the rule that gave each cell its seed"),
	FIELD_TOLD("concurrency", "how many requests were under way, or the "
				  "least and the most"),
	FIELD_TOLD("via", "batch where the answers came as files of a batch, "
			  "both where some did; left out for live ones"),
	FIELD_TOLD("grown", "true where some questions were asked more often "
			    "than others, as often as it took"),
	FIELD_TOLD("again", "repeats beyond so many were asked with the seeds "
			    "of the first ones; left out where each has its "
			    "own"),
	FIELD_END,
};

static const struct field manifest_head_fields[] = {
	FIELD_TOLD("lencurve_manifest", "the format, 1"),
	FIELD_TOLD("version", "of the program that wrote it"),
	FIELD_TOLD("name", "the sweep's"),
	FIELD_TOLD("unit", "in which its targets count"),
	FIELD_TOLD("requests", "planned cells"),
	FIELD_TOLD("prompts_hash", "of what is asked, whatever answers"),
	FIELD_TOLD("asked", "each sampling as the sweep has it"),
	FIELD_TOLD("asks", "the number in the prompt where it is not the "
			   "target, in the plan's order"),
	FIELD_TOLD("until", "how the plan grows, where it does"),
	FIELD_TOLD("overrides", "targets, only and repeats of the command "
				"line"),
	FIELD_TOLD("sweep", "the sweep file's bytes"),
	FIELD_TOLD("questions", "the bytes of its file of questions"),
	FIELD_END,
};

const struct field_place manifest_places[] = {
	{ "", manifest_head_fields, NULL, NULL },
	{ "", manifest_terms_fields, NULL, NULL },
	{ "sent[]", manifest_sent_fields, NULL,
	  "one for each model and sampling; `server` is what the server says "
	  "of itself" },
	{ .at = NULL },
};

/* By whether some answers came live. */
static const char *const via[] = { "batch", "both" };

void
manifest_terms_json(const struct manifest_terms *t, struct jsonw *w)
{
	if (t->known)
		jsonw_kstr(w, "seeds", seed_name(t->seeds));
	if (t->known && t->batch)
		jsonw_kstr(w, "via", via[t->flight > 0]);
	if (t->known && t->grown)
		jsonw_kbool(w, "grown", true);
	if (t->known && t->again > 0)
		jsonw_kint(w, "again", t->again);
	if (!t->known || t->flight == 0)
		return;
	jsonw_karray(w, "concurrency");
	jsonw_int(w, t->flight);
	if (t->flight_to != t->flight)
		jsonw_int(w, t->flight_to);
	jsonw_end(w);
}

void
manifest_terms_object(const struct manifest_terms *t, const char *key,
		      struct jsonw *w)
{
	jsonw_kobject(w, key);
	manifest_terms_json(t, w);
	jsonw_end(w);
}

static size_t
asks_of(const struct spec *s)
{
	return s->nmodel * s->nsampling * s->nvariant * s->ntarget;
}

/* As the run asked, wherever the curve they came from may be by now. */
static void
write_asks(struct jsonw *w, const struct plan *p)
{
	if (p->spec->ask == NULL)
		return;
	jsonw_karray(w, "asks");
	for (size_t i = 0; i < asks_of(p->spec); i++)
		jsonw_int(w, p->spec->ask[i]);
	jsonw_end(w);
}

static int
read_asks(struct spec *s, const cJSON *list, struct arena *a)
{
	size_t n = asks_of(s);
	uint32_t *ask;

	if (s->asks == NULL)
		return 0;
	ask = arena_alloc(a, n * sizeof(*ask) + 1);
	if (!manifest_whole(list, n, ask))
		return -1;
	s->ask = ask;
	return 0;
}

int
manifest_write(const char *dir, const struct plan *p, const struct manifest *m,
	       struct err *e)
{
	const struct manifest_overrides *o = &m->overrides;
	struct manifest_terms terms = m->terms;
	char path[4096];
	struct buf b;
	struct jsonw w;
	int rc;

	terms.known = true;
	terms.seeds = p->spec->seed_rule;
	terms.grown = m->until.looked > 0;
	terms.again = p->spec->again;
	buf_init(&b, MANIFEST_MAX);
	jsonw_open(&w, &b, 2);
	jsonw_kint(&w, "lencurve_manifest", FORMAT);
	jsonw_kstr(&w, "version", m->version);
	write_plan(&w, p);
	manifest_terms_json(&terms, &w);
	jsonw_karray(&w, "sent");
	for (size_t i = 0; i < m->nsent; i++)
		write_sent(&w, &m->sent[i]);
	jsonw_end(&w);
	write_asks(&w, p);
	manifest_until_write(&w, &m->until, p->spec);
	manifest_label_write(&w, m);
	jsonw_kobject(&w, "overrides");
	jsonw_kstr(&w, "targets", o->targets);
	jsonw_kstr(&w, "only", o->only);
	if (o->repeats == 0)
		jsonw_kstr(&w, "repeats", NULL);
	else
		jsonw_kint(&w, "repeats", o->repeats);
	jsonw_end(&w);
	jsonw_kstrn(&w, "sweep", p->spec->source, p->spec->source_len);
	if (p->spec->questions != NULL) {
		jsonw_kstrn(&w, "questions", p->spec->questions_text,
			    p->spec->questions_len);
	}
	jsonw_close(&w);
	snprintf(path, sizeof(path), "%s/manifest.json", dir);
	rc = buf_failed(&b) ? err_set(e, STATUS_INPUT, "%s: too large", path)
			    : outfile_save_own(path, b.data, b.len, e);
	buf_fini(&b);
	return rc;
}

static const char *
text_of(const cJSON *o, const char *key, struct arena *a)
{
	const char *s = json_text(o, key);

	return s == NULL ? NULL : arena_strdup(a, s);
}

/* A member that is an object, as text again. */
static const char *
object_of(const cJSON *o, const char *key, struct arena *a)
{
	const cJSON *v = json_get(o, key);
	char *text = cJSON_IsObject(v) ? cJSON_PrintUnformatted(v) : NULL;
	const char *copy = text == NULL ? NULL : arena_strdup(a, text);

	cJSON_free(text);
	return copy;
}

static int
read_sent(struct manifest *m, const cJSON *list, struct arena *a)
{
	struct err ignored;
	size_t i = 0;

	m->nsent = (size_t)cJSON_GetArraySize(list);
	m->sent = arena_alloc(a, m->nsent * sizeof(*m->sent) + 1);
	if (!cJSON_IsArray(list))
		return -1;
	for (const cJSON *v = list->child; v != NULL; v = v->next, i++) {
		if (field_json_read(manifest_sent_fields, &m->sent[i], v,
				    &ignored) != 0)
			return -1;
		field_keep(manifest_sent_fields, &m->sent[i], a);
		m->sent[i].says = object_of(v, "server", a);
	}
	return 0;
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

/* 0, or -1 for a rule of seeds that is not known. */
static int
read_terms(struct manifest_terms *t, const cJSON *o, size_t night)
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

/* Everything but the sweep. */
static int
read_rest(struct manifest *m, const cJSON *o, struct arena *a)
{
	const cJSON *over = json_get(o, "overrides");
	int64_t repeats = json_whole(over, "repeats");

	m->version = text_of(o, "version", a);
	m->nlabel = 0;
	manifest_label_read(m, o, a);
	m->overrides.targets = text_of(over, "targets", a);
	m->overrides.only = text_of(over, "only", a);
	m->overrides.repeats =
	    repeats > 0 && repeats <= SPEC_CELLS_MAX ? (uint32_t)repeats : 0;
	return m->version == NULL ? -1 : read_sent(m, json_get(o, "sent"), a);
}

static int
read_questions(struct spec *s, const char *path, const char *text,
	       struct arena *a, struct err *e)
{
	if (s->questions == NULL)
		return 0;
	if (text == NULL)
		return err_set(e, STATUS_INPUT,
			       "%s: its sweep has questions, and they are not "
			       "in it",
			       path);
	return questions_parse(s, arena_printf(a, "%s: the questions", path),
			       text, strlen(text), a, e);
}

static int
read_object(const char *path, const cJSON *o, struct spec *s,
	    struct manifest *m, const struct spec_known *k, struct arena *a,
	    struct err *e)
{
	int64_t format = json_whole(o, "lencurve_manifest");
	const char *source = json_text(o, "sweep");
	const char *name = arena_printf(a, "%s: the sweep", path);

	if (format > FORMAT)
		return err_set(e, STATUS_INPUT,
			       "%s: written by a newer lencurve (format %lld, "
			       "this one knows %d); update it",
			       path, (long long)format, FORMAT);
	if (format != FORMAT || source == NULL || read_rest(m, o, a) != 0 ||
	    read_terms(&m->terms, o, 0) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s: is not a manifest of lencurve; run the "
			       "sweep again with -o on this directory: what is "
			       "in its journal is not asked twice",
			       path);
	if (spec_parse(s, name, source, strlen(source), k, a, e) != 0 ||
	    read_questions(s, path, json_text(o, "questions"), a, e) != 0)
		return -1;
	s->seed_rule = m->terms.seeds;
	s->again = m->terms.again;
	if (manifest_override(s, &m->overrides, a, e) != 0)
		return err_at(e, "%s: overrides", path);
	if (m->nsent != s->nmodel * s->nsampling)
		return err_set(e, STATUS_INPUT,
			       "%s: it says what %zu models and samplings were "
			       "sent; its sweep has %zu",
			       path, m->nsent, s->nmodel * s->nsampling);
	if (read_asks(s, json_get(o, "asks"), a) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s: \"asks\" is not a list of one number for "
			       "each model, sampling, prompt and target",
			       path);
	if (manifest_until_read(&m->until, s, json_get(o, "until"), a, e) != 0)
		return err_at(e, "%s: until", path);
	return 0;
}

cJSON *
manifest_parse(const char *path, struct err *e)
{
	cJSON *o = NULL;
	struct buf b;

	buf_init(&b, MANIFEST_MAX);
	if (file_read(path, &b, e) == 0) {
		o = json_parse(b.data, b.len, NULL, e);
		if (o == NULL)
			err_at(e, "%s", path);
	}
	buf_fini(&b);
	return o;
}

int
manifest_read(const char *dir, struct spec *s, struct manifest *m,
	      const struct spec_known *k, struct arena *a, struct err *e)
{
	const char *path = arena_printf(a, "%s/manifest.json", dir);
	cJSON *o = manifest_parse(path, e);
	int rc = -1;

	if (o != NULL)
		rc = read_object(path, o, s, m, k, a, e);
	else if (!file_exists(path))
		err_then(e, "expected a run directory, as lencurve run or "
			    "plan makes one");
	cJSON_Delete(o);
	return rc;
}

static bool
terms_in(const char *dir, const char *name, size_t night,
	 struct manifest_terms *t, cJSON **o)
{
	struct err ignored;
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	*o = manifest_parse(path, &ignored);
	return *o != NULL && read_terms(t, *o, night) == 0;
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
