/*
 * A question is a variant with one target, so that everything behind the plan
 * needs no second way: ids, fingerprints, seeds, prompts. Only what depends on
 * how many there are does: there may be a hundred thousand, and the journal
 * looks one up for each line, hence the sorted index.
 */
#include "sweep/questions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/json.h"
#include "data/records.h"
#include "sweep/asked.h"
#include "sweep/spec_read.h"

struct reading {
	struct spec *s;
	const char *path;
	struct arena *arena;
	struct err *e;
	size_t line, cap;
};

#define REFUSE(r, ...) refuse(r, arena_printf((r)->arena, __VA_ARGS__))

static int
refuse(struct reading *r, const char *what)
{
	return err_set(r->e, STATUS_INPUT, "%s:%zu: %s", r->path, r->line,
		       what);
}

/* An empty cell of a table says nothing. */
static bool
says(const cJSON *o, const char *key)
{
	const char *text = json_text(o, key);

	return json_get(o, key) != NULL && (text == NULL || *text != '\0');
}

/* A word that can stand in an id and in a table. */
static bool
is_name(const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p <= 0x20 || *p == '/' || *p == 0x7f)
			return false;
	return *s != '\0' && strlen(s) <= 100;
}

static int
read_name(struct reading *r, const cJSON *o, const char *key,
	  const char *fallback, const char **to)
{
	const cJSON *v = json_get(o, key);

	*to = fallback;
	if (!says(o, key))
		return 0;
	if (!cJSON_IsString(v) || !is_name(v->valuestring))
		return REFUSE(r,
			      "\"%s\": expected a name of at most 100 bytes "
			      "without spaces and slashes",
			      key);
	*to = arena_strdup(r->arena, v->valuestring);
	return 0;
}

static int
read_relation(struct reading *r, const cJSON *o, enum relation *to)
{
	const char *word = json_text(o, "relation");
	const char *near;

	if (!says(o, "relation"))
		return 0;
	if (word != NULL && relation_word(word, strlen(word), to) == 0)
		return 0;
	near = word != NULL ? err_nearest(word, relation_names) : NULL;
	return REFUSE(r,
		      "\"relation\": expected about, exactly, at_most, "
		      "at_least, less_than or more_than%s%s%s",
		      near != NULL ? "; did you mean \"" : "",
		      near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/*
 * A target in words says what is asked of it; where the question or its sweep
 * says that too, both say the same. NAN for none, with *e when it was one that
 * is none.
 */
static int
read_target(struct reading *r, const cJSON *o, double *target,
	    enum relation *relation)
{
	const char *words = json_text(o, "target");
	struct asked a;
	int rc = 0;

	*target = json_real(o, "target");
	if (words != NULL)
		rc = asked_read((struct span){ words, strlen(words) },
				r->s->unit, &a, r->e);
	if (rc > 0 && (says(o, "relation") || r->s->relation != RELATION_ABOUT))
		rc = asked_agrees(&a, *relation, r->e) == 0 ? 1 : -1;
	if (rc < 0)
		return err_at(r->e, "%s:%zu: \"target\"", r->path, r->line);
	if (rc > 0) {
		*target = (double)a.target;
		*relation = a.relates ? a.relation : *relation;
	}
	return 0;
}

static int
read_question(struct reading *r, const cJSON *o)
{
	struct spec *s = r->s;
	const char *prompt = json_text(o, "prompt");
	enum relation relation = s->relation;
	struct spec_variant *v;
	double target;

	if (!cJSON_IsObject(o))
		return REFUSE(r, "expected an object {\"prompt\": ..., "
				 "\"target\": ...}");
	if (prompt == NULL || *prompt == '\0')
		return REFUSE(r, "\"prompt\": expected the text to send");
	if (read_relation(r, o, &relation) != 0 ||
	    read_target(r, o, &target, &relation) != 0)
		return -1;
	if (!(target >= 1) || target > SPEC_TARGET_MAX ||
	    target != floor(target))
		return REFUSE(r,
			      "\"target\": expected the length that the prompt "
			      "asks for, a whole number from 1 to %d",
			      SPEC_TARGET_MAX);
	s->variant =
	    mem_grow(s->variant, s->nvariant, &r->cap, sizeof(*s->variant));
	v = &s->variant[s->nvariant];
	*v = (struct spec_variant){ .text = arena_strdup(r->arena, prompt),
				    .target = (uint32_t)target,
				    .relation = relation };
	if (read_name(r, o, "id", NULL, &v->name) != 0 ||
	    read_name(r, o, "kind", "plain", &v->kind) != 0)
		return -1;
	if (v->name == NULL)
		v->name = arena_printf(r->arena, "q%zu", r->line);
	v->line = r->line;
	s->nvariant++;
	return 0;
}

static int
read_line(void *reading, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct reading *r = reading;
	cJSON *o;
	int rc;

	r->line = line;
	if (strspn(s, " \t\r") >= n)
		return 0;
	o = json_parse(s, n, NULL, e);
	if (o == NULL)
		return err_at(e, "%s:%zu", r->path, r->line);
	rc = read_question(r, o);
	cJSON_Delete(o);
	return rc;
}

static const struct spec_variant *sorted;

static int
by_name(const void *a, const void *b)
{
	return strcmp(sorted[*(const uint32_t *)a].name,
		      sorted[*(const uint32_t *)b].name);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Names in order, and the targets there are. */
static int
make_index(struct spec *s, const char *path, struct arena *a, struct err *e)
{
	size_t n = s->nvariant;

	s->by_name = arena_alloc(a, n * sizeof(*s->by_name) + 1);
	s->target = arena_alloc(a, n * sizeof(*s->target) + 1);
	s->ntarget = 0;
	for (uint32_t i = 0; i < n; i++) {
		s->by_name[i] = i;
		s->target[i] = s->variant[i].target;
	}
	sorted = s->variant;
	qsort(s->by_name, n, sizeof(*s->by_name), by_name);
	for (size_t i = 1; i < n; i++) {
		const struct spec_variant *v = &s->variant[s->by_name[i - 1]];
		const struct spec_variant *w = &s->variant[s->by_name[i]];

		if (strcmp(v->name, w->name) == 0)
			return err_set(
			    e, STATUS_INPUT,
			    "%s:%zu: the id \"%.100s\" stands in line %zu too; "
			    "expected one of its own for each question",
			    path, v->line > w->line ? v->line : w->line,
			    v->name, v->line > w->line ? w->line : v->line);
	}
	qsort(s->target, n, sizeof(*s->target), by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || s->target[i] != s->target[i - 1])
			s->target[s->ntarget++] = s->target[i];
	return 0;
}

int
questions_parse(struct spec *s, const char *path, const char *text, size_t n,
		struct arena *a, struct err *e)
{
	struct reading r = { .s = s, .path = path, .arena = a, .e = e };
	struct spec_variant *grown;
	int rc;

	s->questions_text = arena_strndup(a, text, n);
	s->questions_len = n;
	s->variant = NULL;
	s->nvariant = 0;
	rc = spec_check_text(path, text, n, e);
	if (rc == 0)
		rc = records_lines(s->questions_text, n, 1, read_line, &r, e);
	if (rc == 0 && s->nvariant == 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s: no question in it; expected lines "
			     "{\"prompt\": ..., \"target\": 300}",
			     path);
	grown = s->variant;
	s->variant = arena_alloc(a, s->nvariant * sizeof(*grown) + 1);
	if (s->nvariant > 0)
		memcpy(s->variant, grown, s->nvariant * sizeof(*grown));
	free(grown);
	if (rc == 0)
		rc = make_index(s, path, a, e);
	return rc == 0 ? spec_check_size(s, e) : rc;
}

/* All records of a file, a line each. */
static int
read_records(const char *path, const char *encoding, struct buf *out,
	     struct err *e)
{
	struct records *in = records_open(path, encoding, false, e);
	struct buf stretch;
	uint64_t first;
	int rc = in != NULL ? 1 : -1;

	buf_init(&stretch, RECORDS_MAX);
	while (rc == 1 && !buf_failed(out)) {
		rc = records_next(in, &stretch, &first, e);
		if (rc == 1)
			buf_add(out, stretch.data, stretch.len);
	}
	if (rc == 1)
		rc = err_set(e, STATUS_INPUT,
			     "%s: larger than the limit of %zu bytes", path,
			     out->max);
	else if (rc == 0 && records_ill_formed(in) > 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s: %llu parts of it have no meaning in its "
			     "encoding; save the file as UTF-8",
			     path, (unsigned long long)records_ill_formed(in));
	buf_fini(&stretch);
	records_close(in);
	return rc;
}

int
questions_read(struct spec *s, const char *encoding, struct arena *a,
	       struct err *e)
{
	const char *slash = strrchr(s->path, '/');
	const char *path;
	struct buf b;
	int rc;

	path = slash == NULL || s->questions[0] == '/'
		   ? s->questions
		   : arena_printf(a, "%.*s/%s", (int)(slash - s->path), s->path,
				  s->questions);
	buf_init(&b, QUESTIONS_FILE_MAX);
	rc = read_records(path, encoding, &b, e);
	if (rc == 0)
		rc = questions_parse(s, path, buf_text(&b), b.len, a, e);
	else
		err_at(e, "%s: \"questions\"", s->path);
	buf_fini(&b);
	return rc;
}

int
questions_keep(struct spec *s, const uint32_t *list, size_t n, struct arena *a,
	       struct err *e)
{
	struct spec_variant *kept;
	size_t nkept = 0;

	kept = arena_alloc(a, s->nvariant * sizeof(*kept) + 1);
	for (size_t i = 0; i < s->nvariant; i++)
		if (bsearch(&s->variant[i].target, list, n, sizeof(*list),
			    by_number) != NULL)
			kept[nkept++] = s->variant[i];
	if (nkept == 0)
		return err_set(e, STATUS_INPUT,
			       "%s: none of its questions has one of these "
			       "targets; the first asks for %u",
			       s->path, s->variant[0].target);
	s->variant = kept;
	s->nvariant = nkept;
	return make_index(s, s->path, a, e);
}

int64_t
questions_find(const struct spec *s, const char *id, size_t n)
{
	size_t lo = 0, hi = s->nvariant;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const char *name = s->variant[s->by_name[mid]].name;
		int c = strncmp(name, id, n);

		if (c == 0 && name[n] == '\0')
			return s->by_name[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return -1;
}
