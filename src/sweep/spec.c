/*
 * The text is checked before it is parsed, and parsed with its line numbers
 * kept, so that each complaint can name a line. Comments are blanked out and
 * not removed for the same reason; secrets are looked for first, in comments
 * too, so that no later message can quote one.
 */
#include "sweep/spec.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/url.h"
#include "data/encoding.h"
#include "sweep/questions.h"
#include "sweep/spec_read.h"

#define BAND(lo, hi)                                                           \
	{                                                                      \
		lo, hi                                                         \
	}
#define COMMA ,

const struct spec_band spec_default_band[] = { SPEC_DEFAULT_BANDS(BAND, COMMA),
					       { 0, 0 } };

size_t
spec_default_bands(void)
{
	return sizeof(spec_default_band) / sizeof(spec_default_band[0]) - 1;
}

/* What a file means by leaving a key out; spec_table.c documents it. */
static void
defaults(struct spec *s, struct arena *a)
{
	static const struct spec_setting min = { SETTING_MIN, NAN };

	*s = (struct spec){
		.unit = "excel",
		.repeats = 1,
		.budget_per_target = 4,
		.budget_plus = 256,
		.seed = 1,
		.nsampling = 1,
		.nband = spec_default_bands(),
		.limits = { .concurrency = 8,
			    .retries = 5,
			    .rpm = NAN,
			    .tpm = NAN,
			    .timeout_s = 300,
			    .connect_timeout_s = 10,
			    .stall_s = 120,
			    .total_s = NAN,
			    .max_delay_s = 120,
			    .max_tokens_total = NAN,
			    .max_cost = NAN },
	};
	s->sampling = arena_alloc(a, sizeof(*s->sampling));
	*s->sampling = (struct spec_sampling){ "min", min, min };
	s->band = arena_alloc(a, s->nband * sizeof(*s->band));
	memcpy(s->band, spec_default_band, s->nband * sizeof(*s->band));
}

static int
check_model(struct spec_reading *r, const struct spec_place *at,
	    const struct spec *s, const struct spec_model *m)
{
	struct spec_place url = { .up = at,
				  .node = json_get(at->node, "base_url") };
	struct err why;

	if (m->base_url != NULL &&
	    url_check(m->base_url, s->allow_http, &why) != 0)
		return spec_refuse(r, &url, "%s", why.msg);
	if (!isnan(s->limits.max_cost) && isnan(m->price_input))
		return spec_refuse(r, at,
				   "no \"price\", which limits.max_cost "
				   "needs");
	if (m->thinking > 0 && isnan(s->budget_plus))
		return spec_refuse(
		    r, at,
		    "\"thinking\" is added to a ceiling, and "
		    "\"token_budget\" null sends none: leave out "
		    "one of them");
	return 0;
}

static int
check_models(struct spec_reading *r, const struct spec_place *root,
	     const struct spec *s)
{
	struct spec_place models = { .up = root,
				     .node = json_get(root->node, "models") };
	struct err *all = r->e, one = { 0 };
	int bad = 0;

	r->e = &one;
	for (size_t i = 0; i < s->nmodel; i++) {
		struct spec_place at = { .up = &models,
					 .node = json_at(models.node, (int)i),
					 .index = (int)i };

		if (check_model(r, &at, s, &s->model[i]) != 0)
			err_also(all, &one, &bad);
	}
	r->e = all;
	return bad == 0 ? 0 : -1;
}

/* {ask} and "asks" belong together. */
static int
check_asks(struct spec_reading *r, const struct spec_place *root,
	   const struct spec *s)
{
	if (s->asks != NULL && strncmp(s->asks, "from ", 5) != 0)
		return spec_refuse(r, root,
				   "\"asks\": found \"%s\", expected \"from "
				   "DIR\", the directory of a run",
				   spec_show(r, s->asks));
	for (size_t i = 0; i < s->nvariant; i++)
		if ((strstr(s->variant[i].text, "{ask}") != NULL) !=
		    (s->asks != NULL))
			return spec_refuse(
			    r, root,
			    s->asks != NULL
				? "the prompt \"%s\" has no {ask}; expected it "
				  "where the number goes, since there is "
				  "\"asks\""
				: "the prompt \"%s\" has {ask}, so \"asks\" "
				  "must say from where: \"from DIR\", or write "
				  "{target}",
			    spec_show(r, s->variant[i].text));
	return 0;
}

/*
 * Nothing else may say what is asked. A file of questions is read later: it is
 * not always where its sweep is.
 */
static int
check_alone(struct spec_reading *r, const struct spec_place *root,
	    const char *key, const struct spec *s)
{
	static const char *const instead[] = { "prompt", "prompts",   "targets",
					       "asks",   "questions", NULL };

	for (const char *const *k = instead; *k != NULL; k++)
		if (json_get(root->node, *k) != NULL && strcmp(*k, key) != 0)
			return spec_refuse(r, root,
					   "both \"%s\" and \"%s\"; the "
					   "questions of a %s have their own "
					   "prompts and lengths",
					   key, *k,
					   s->judge != NULL ? "judge" : "file");
	return check_models(r, root, s);
}

/* The rules that need more than one key; 0 or -1 with r->e. */
static int
spec_check(struct spec_reading *r, const struct spec_place *root,
	   const struct spec *s)
{
	bool one = json_get(root->node, "prompt") != NULL;
	bool many = json_get(root->node, "prompts") != NULL;
	struct err why;

	if (s->judge != NULL)
		return check_alone(r, root, "judge", s);
	if (s->questions != NULL)
		return check_alone(r, root, "questions", s);
	if (one == many)
		return spec_refuse(r, root, "%s \"prompt\" %s \"prompts\"",
				   one ? "both" : "neither",
				   one ? "and" : "nor");
	if (s->ntarget == 0)
		return spec_refuse(
		    r, root, "\"targets\" is missing: lengths to ask for");
	if (check_asks(r, root, s) != 0 || check_models(r, root, s) != 0)
		return -1;
	if (spec_check_size(s, &why) != 0)
		return spec_refuse(r, root, "%s", why.msg);
	return 0;
}

int
spec_check_text(const char *path, const char *text, size_t n, struct err *e)
{
	const char *end = text + n, *line = text;
	struct buf scratch;
	int number = 1, rc = 0;

	buf_init(&scratch, 3 * n);
	while (line < end && rc == 0) {
		const char *nl = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((nl == NULL ? end : nl) - line);

		buf_reset(&scratch);
		if (memchr(line, '\0', len) != NULL)
			rc = err_set(e, STATUS_INPUT,
				     "%s:%d: a NUL byte; expected a text file "
				     "in UTF-8",
				     path, number);
		else if (json_utf8(&scratch, line, len) > 0)
			rc = err_set(e, STATUS_INPUT,
				     "%s:%d: not UTF-8 text; save the file as "
				     "UTF-8",
				     path, number);
		line += len + 1;
		number++;
	}
	buf_fini(&scratch);
	if (rc != 0)
		encoding_hint(text, n, e);
	return rc;
}

static int
parse_json(const char *path, const char *text, size_t n, cJSON **root,
	   struct err *e)
{
	struct buf plain;
	unsigned notes;
	int rc = -1;

	buf_init(&plain, n);
	buf_add(&plain, text, n);
	json_strip_comments(plain.data, n);
	*root = json_parse(plain.data, n, &notes, e);
	if (*root == NULL) {
		err_at(e, "%s", path);
	} else if ((notes & ~(unsigned)JSON_DUPLICATE_KEY) != 0) {
		err_set(e, STATUS_INPUT,
			"%s: \\u0000 or half a surrogate pair in a text; "
			"expected characters",
			path);
		cJSON_Delete(*root);
	} else if (spec_refuse_comments(path, text, plain.data, n, e) != 0) {
		cJSON_Delete(*root);
	} else {
		json_lines(*root, plain.data, n);
		rc = 0;
	}
	buf_fini(&plain);
	return rc;
}

int
spec_parse(struct spec *s, const char *path, const char *text, size_t n,
	   const struct spec_known *k, struct arena *a, struct err *e)
{
	struct spec_reading r = {
		.path = path, .known = k, .arena = a, .e = e
	};
	struct spec_place place = { 0 };
	cJSON *root;
	int rc;

	if (spec_check_text(path, text, n, e) != 0 ||
	    parse_json(path, text, n, &root, e) != 0)
		return -1;
	place.node = root;
	defaults(s, a);
	s->path = arena_strdup(a, path);
	s->source = arena_strndup(a, text, n);
	s->source_len = n;
	rc = spec_refuse_secrets(&r, &place);
	if (rc == 0)
		rc = spec_object(&r, &place, spec_scopes[SCOPE_SWEEP].keys, s);
	/* A judge's replies are short, however long what it judges is. */
	if (rc == 0 && s->judge != NULL &&
	    json_get(root, "token_budget") == NULL) {
		s->budget_per_target = 0;
		s->budget_plus = SPEC_JUDGE_TOKENS;
	}
	if (rc == 0)
		rc = spec_check(&r, &place, s);
	if (rc == 0 && s->judge != NULL)
		s->questions = SPEC_JUDGED;
	cJSON_Delete(root);
	return rc;
}

int
spec_read(struct spec *s, const char *path, const char *encoding,
	  const struct spec_known *k, struct arena *a, struct err *e)
{
	uint64_t ill_formed = 0;
	struct buf b;
	int rc;

	buf_init(&b, SPEC_FILE_MAX);
	rc = file_read(path, &b, e);
	if (rc == 0 && encoding_to_utf8(&b, encoding, &ill_formed, e) != 0)
		rc = err_at(e, "%s", path);
	if (rc == 0 && ill_formed > 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s: %llu parts of it have no meaning in its "
			     "encoding; save the file as UTF-8",
			     path, (unsigned long long)ill_formed);
	if (rc == 0)
		rc = spec_parse(s, path, buf_text(&b), b.len, k, a, e);
	if (rc == 0 && s->questions != NULL && s->judge == NULL)
		rc = questions_read(s, encoding, a, e);
	buf_fini(&b);
	return rc;
}

/* By repeat, as the others are, so that every round goes over all targets. */
int
spec_grow(struct spec *s, const uint32_t *each, struct arena *a, struct err *e)
{
	size_t n = spec_questions(s), more = 0, at = 0;
	uint32_t most = s->repeats;
	struct spec_more *list;

	for (size_t q = 0; q < n; q++) {
		more += each[q] > s->repeats ? each[q] - s->repeats : 0;
		most = each[q] > most ? each[q] : most;
		if (each[q] < s->repeats || more > SPEC_CELLS_MAX)
			return err_set(e, STATUS_INPUT,
				       "question %zu of %zu is asked %u times, "
				       "expected at least the sweep's %u, and "
				       "at most %d requests in all",
				       q + 1, n, each[q], s->repeats,
				       SPEC_CELLS_MAX);
	}
	list = arena_alloc(a, more * sizeof(*list) + 1);
	for (uint32_t r = s->repeats + 1; r <= most; r++)
		for (size_t q = 0; q < n; q++)
			if (each[q] >= r)
				list[at++] =
				    (struct spec_more){ r, (uint32_t)q };
	s->each = each;
	s->more = list;
	s->nmore = more;
	return spec_check_size(s, e);
}

int
spec_check_size(const struct spec *s, struct err *e)
{
	size_t targets = s->questions != NULL ? 1 : s->ntarget;
	double n =
	    (double)spec_questions(s) * (double)s->repeats + (double)s->nmore;

	if (n <= SPEC_CELLS_MAX)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%.0f requests (%zu models x %zu samplings x %zu "
		       "prompts x %zu targets x %u repeats), expected at most "
		       "%d",
		       n, s->nmodel, s->nsampling, s->nvariant, targets,
		       s->repeats, SPEC_CELLS_MAX);
}
