/*
 * The sweep goes in as text, not as parsed: whatever later versions learn to
 * read from it, the bytes that were run are these.
 */
#include "store/manifest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/num.h"
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

/* Its keys; "server" is written and not read, as a text of JSON. */
static const struct field manifest_sent_fields[] = {
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
	SENT("server", RAW, says, .flags = FIELD_SPARSE,
	     .about = "what the server says of itself"),
	FIELD_END,
};

/* As the sweep has it: a number, "min", or null. */
struct asked {
	const char *sampling, *temperature, *top_p;
};

#define A(name, about_) FIELD(#name, RAW, struct asked, name, .about = about_)

static const struct field asked_fields[] = {
	FIELD("sampling", TEXT, struct asked, sampling,
	      .about = "the sampling's name"),
	A(temperature, "as the sweep has it: a number, min or null"),
	A(top_p, "likewise"),
	FIELD_END,
};

static const char *
setting(const struct spec_setting *s, struct arena *a)
{
	char text[NUM_TEXT];

	if (s->kind == SETTING_MIN)
		return "\"min\"";
	if (isnan(s->value))
		return NULL;
	num_format(text, s->value);
	return arena_strdup(a, text);
}

static const struct asked *
asked_of(const struct spec *s, struct arena *a)
{
	struct asked *x = arena_alloc(a, s->nsampling * sizeof(*x) + 1);

	for (size_t i = 0; i < s->nsampling; i++)
		x[i] = (struct asked){ s->sampling[i].name,
				       setting(&s->sampling[i].temperature, a),
				       setting(&s->sampling[i].top_p, a) };
	return x;
}

struct overrides {
	const char *targets, *only;
	int64_t repeats;
};

static const struct field overrides_fields[] = {
	FIELD("targets", TEXT, struct overrides, targets,
	      .about = "of the command line; null: none"),
	FIELD("only", TEXT, struct overrides, only, .about = "likewise"),
	FIELD("repeats", INT, struct overrides, repeats, .about = "likewise"),
	FIELD_END,
};

/* The file but for its terms, "until" and "labels", which stand between. */
struct file {
	uint32_t format;
	const char *version;
	const char *name, *unit;
	size_t requests, nasked, nsent, nasks;
	uint64_t prompts;
	const struct asked *asked;
	const struct manifest_sent *sent;
	const uint32_t *asks;
	struct overrides overrides;
	const char *sweep, *questions;
	size_t sweep_len, questions_len;
};

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct file, member, __VA_ARGS__)

static const struct field head_fields[] = {
	F("lencurve_manifest", U32, format, .about = "the format, 1"),
	F("version", TEXT, version, .about = "of the program that wrote it"),
	F("name", TEXT, name, .about = "the sweep's"),
	F("unit", TEXT, unit, .about = "in which its targets count"),
	F("requests", SIZE, requests, .about = "planned cells"),
	F("prompts_hash", HASH, prompts, .flags = FIELD_REQUIRED,
	  .about = "of what is asked, whatever answers"),
	F("asked", LIST, asked, FIELD_WITH(struct file, nasked),
	  FIELD_LIST_OF(asked_fields, struct asked),
	  .about = "each sampling as the sweep has it"),
	FIELD_END,
};

static const struct field sent_fields[] = {
	F("sent", LIST, sent, FIELD_WITH(struct file, nsent),
	  FIELD_LIST_OF(manifest_sent_fields, struct manifest_sent),
	  .about = "one for each model and sampling"),
	F("asks", WHOLES, asks, FIELD_WITH(struct file, nasks),
	  .flags = FIELD_SPARSE,
	  .about = "the number in the prompt where it is not the target, in "
		   "the plan's order"),
	FIELD_END,
};

static const struct field labels_fields[] = {
	FIELD_TOLD("labels", "what the run is of, in its owner's words, where "
			     "it has some"),
	FIELD_END,
};

static const struct field sweep_fields[] = {
	F("overrides", OBJECT, overrides, .of = overrides_fields,
	  .about = "what the command line changed of the sweep"),
	F("sweep", BODY, sweep, FIELD_WITH(struct file, sweep_len),
	  .about = "the sweep file's bytes"),
	F("questions", BODY, questions, FIELD_WITH(struct file, questions_len),
	  .flags = FIELD_SPARSE, .about = "the bytes of its file of questions"),
	FIELD_END,
};

const struct field_place manifest_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "", manifest_terms_fields, NULL, NULL },
	{ "", sent_fields, NULL, NULL },
	{ "until", manifest_until_fields, NULL,
	  "How the plan grows, where it does" },
	{ "", labels_fields, NULL, NULL },
	{ "", sweep_fields, NULL, NULL },
	{ .at = NULL },
};

static size_t
asks_of(const struct spec *s)
{
	return s->nmodel * s->nsampling * s->nvariant * s->ntarget;
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

static void
write_file(const struct file *x, const struct manifest_terms *terms,
	   const struct manifest *m, const struct spec *s, struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, x);
	manifest_terms_json(terms, &w);
	field_json(&w, sent_fields, x);
	manifest_until_write(&w, &m->until, s);
	manifest_label_write(&w, m);
	field_json(&w, sweep_fields, x);
	jsonw_close(&w);
}

int
manifest_write(const char *dir, const struct plan *p, const struct manifest *m,
	       struct err *e)
{
	const struct manifest_overrides *o = &m->overrides;
	const struct spec *s = p->spec;
	struct manifest_terms terms = m->terms;
	struct arena a;
	struct buf b;
	char path[4096];
	struct file x;
	int rc;

	arena_init(&a);
	x = (struct file){
		.format = FORMAT,
		.version = m->version,
		.name = s->name,
		.unit = s->unit,
		.requests = p->ncell,
		.prompts = plan_prompts_hash(p),
		.asked = asked_of(s, &a),
		.nasked = s->nsampling,
		.sent = m->sent,
		.nsent = m->nsent,
		/* As the run asked, wherever the curve they came from is. */
		.asks = s->ask,
		.nasks = asks_of(s),
		.overrides = { o->targets, o->only,
			       o->repeats > 0 ? (int64_t)o->repeats : -1 },
		.sweep = s->source,
		.sweep_len = s->source_len,
		.questions = s->questions != NULL ? s->questions_text : NULL,
		.questions_len = s->questions_len,
	};
	terms.known = true;
	terms.seeds = s->seed_rule;
	terms.grown = m->until.looked > 0;
	terms.again = s->again;
	buf_init(&b, MANIFEST_MAX);
	write_file(&x, &terms, m, s, &b);
	snprintf(path, sizeof(path), "%s/manifest.json", dir);
	rc = buf_failed(&b) ? err_set(e, STATUS_INPUT, "%s: too large", path)
			    : outfile_save_own(path, b.data, b.len, e);
	buf_fini(&b);
	arena_fini(&a);
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

int
manifest_check_format(const char *path, int64_t format, int known,
		      struct err *e)
{
	return format <= known
		   ? 0
		   : err_set(e, STATUS_INPUT,
			     "%s: written by a newer lencurve (format %lld, "
			     "this one knows %d); update it",
			     path, (long long)format, known);
}

static int
read_object(const char *path, const cJSON *o, struct spec *s,
	    struct manifest *m, const struct spec_known *k, struct arena *a,
	    struct err *e)
{
	int64_t format = json_whole(o, "lencurve_manifest");
	const char *source = json_text(o, "sweep");
	const char *name = arena_printf(a, "%s: the sweep", path);

	if (manifest_check_format(path, format, FORMAT, e) != 0)
		return -1;
	if (format != FORMAT || source == NULL || read_rest(m, o, a) != 0 ||
	    manifest_terms_read(&m->terms, o, 0) != 0)
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
