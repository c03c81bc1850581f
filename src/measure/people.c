/*
 * A person's cell goes through the reader of a judge's reply: "8", "8/10" and
 * "8分" are scores, "7-8" and "good" are none, for both alike. The answers go
 * in beside the scores, as a judge's manifest has them: what people said stays
 * whole when the run is measured again.
 */
#include "measure/people.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/speech.h"
#include "data/json.h"
#include "data/records.h"
#include "data/redact.h"
#include "measure/texts.h"

enum { FORMAT = 1, FILE_MAX = 512 * 1024 * 1024 };

struct head {
	int64_t format;
	const char *name;
	double lo, hi;
};

static const struct field head_fields[] = {
	FIELD("lencurve_people", INT, struct head, format,
	      .flags = FIELD_REQUIRED, .about = "the format, 1"),
	FIELD("name", TEXT, struct head, name, .flags = FIELD_REQUIRED,
	      .about = "the judge's"),
	FIELD("lo", REAL, struct head, lo, .flags = FIELD_REQUIRED,
	      .about = "lowest score of the scale"),
	FIELD("hi", REAL, struct head, hi, .flags = FIELD_REQUIRED,
	      .about = "highest score of the scale"),
	FIELD_END,
};

/* What one person said of one answer. */
struct said {
	const char *id, *who, *score, *reason;
	uint64_t line;
	bool met; /* the run has its answer */
};

static const struct field said_fields[] = {
	FIELD("who", TEXT, struct said, who, .flags = FIELD_REQUIRED,
	      .about = "who scored"),
	FIELD("score", TEXT, struct said, score, .flags = FIELD_REQUIRED,
	      .about = "what was given, as it was written"),
	FIELD("reason", TEXT, struct said, reason, .about = "why"),
	FIELD_END,
};

const struct field_place people_places[] = {
	{ "", head_fields, NULL, "the first line" },
	{ "", judge_of_fields, NULL, "a line for each score" },
	{ "", said_fields, NULL, NULL },
	{ .at = NULL },
};

struct pile {
	const char *file;
	const struct redact_keys *keys;
	struct said *said;
	size_t n, cap;
	struct arena arena;
};

/* ---- the file that people made ------------------------------------------ */

/* A cell as text, whether the file has it as a string or as a number. */
static const char *
cell(const cJSON *o, const char *key, struct arena *a)
{
	const cJSON *v = json_get(o, key);

	if (cJSON_IsString(v))
		return arena_strdup(a, v->valuestring);
	return cJSON_IsNumber(v) ? arena_printf(a, "%.17g", v->valuedouble)
				 : NULL;
}

static int
take_said(struct pile *p, const cJSON *o, uint64_t line, struct err *e)
{
	struct arena *a = &p->arena;
	struct said x = {
		.id = cell(o, "id", a),
		.who = redact_known_text(p->keys, cell(o, "who", a), a),
		.score = cell(o, "score", a),
		.reason = redact_known_text(p->keys, cell(o, "reason", a), a),
		.line = line
	};

	if (x.id == NULL)
		return err_set(e, STATUS_INPUT,
			       "has no \"id\"; expected the columns id (of "
			       "samples.csv), score and, where several score, "
			       "who");
	if (x.score == NULL && !cJSON_IsNull(json_get(o, "score")))
		return err_set(e, STATUS_INPUT,
			       "has no \"score\"; expected a number, or "
			       "nothing where no score was given");
	if (x.score == NULL)
		x.score = "";
	if (x.who == NULL || x.who[0] == '\0')
		x.who = "people";
	p->said = mem_grow(p->said, p->n, &p->cap, sizeof(*p->said));
	p->said[p->n++] = x;
	return 0;
}

static int
take_line(void *pile, uint64_t line, const char *s, size_t n, struct err *e)
{
	struct pile *p = pile;
	cJSON *o;
	int rc;

	if (strspn(s, " \t\r") >= n)
		return 0;
	o = json_parse(s, n, NULL, e);
	rc = o == NULL ? -1 : take_said(p, o, line, e);
	cJSON_Delete(o);
	return rc == 0
		   ? 0
		   : err_at(e, "%s:%llu", p->file, (unsigned long long)line);
}

static int
take_file(struct pile *p, const struct people_given *g, struct err *e)
{
	struct records *r = records_open(g->file, g->encoding, false, e);
	int rc;

	if (r == NULL)
		return -1;
	p->file = records_name(r);
	rc = records_each(r, take_line, p, e);
	if (rc == 0 && p->n == 0)
		rc = err_set(e, STATUS_INPUT, "%s: has no score", p->file);
	p->file = g->file;
	records_close(r);
	return rc;
}

/* ---- beside the answers of the run -------------------------------------- */

static int
by_id(const void *a, const void *b)
{
	const struct said *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	if (c != 0)
		return c;
	return (x->line > y->line) - (x->line < y->line);
}

/* The first of the sorted pile that is of this answer, or its end. */
static size_t
first_of(const struct pile *p, const char *id)
{
	size_t lo = 0, hi = p->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(p->said[mid].id, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
put_scores(struct pile *p, const struct texts_answer *a, struct buf *out)
{
	const struct row *r = &a->row;
	struct judge_of of = judge_of_row(r);
	char plea[JUDGE_PLEA];

	of.id = r->id;
	judge_of_text(&of, a->counted, a->counted_len, plea);
	for (size_t i = first_of(p, r->id);
	     i < p->n && strcmp(p->said[i].id, r->id) == 0; i++) {
		struct jsonw w;

		p->said[i].met = true;
		jsonw_open(&w, out, 0);
		field_json(&w, judge_of_fields, &of);
		field_json(&w, said_fields, &p->said[i]);
		jsonw_close(&w);
	}
}

static int
join(struct pile *p, const char *dir, const struct people_given *g,
     const struct spec_known *k, struct buf *out, struct err *e)
{
	const struct texts_answer *a;
	struct texts *t = texts_open(dir, k, e);
	int rc;

	if (t == NULL)
		return -1;
	while ((rc = texts_next(t, &a, e)) == 1)
		put_scores(p, a, out);
	texts_close(t);
	for (size_t i = 0; i < p->n && rc == 0; i++)
		if (!p->said[i].met)
			rc = err_set(e, STATUS_INPUT,
				     "%s:%llu: there is no answer \"%.80s\" in "
				     "%s; expected an id of its samples.csv",
				     g->file,
				     (unsigned long long)p->said[i].line,
				     p->said[i].id, dir);
	return rc;
}

static int
save(const char *dir, const struct people_given *g, const struct buf *lines,
     struct arena *a, struct err *e)
{
	struct head head = { FORMAT, g->name, g->lo, g->hi };
	const char *path;
	struct buf out;
	int rc;

	if (g->name[0] == '\0' || g->name[0] == '.' ||
	    strchr(g->name, '/') != NULL)
		return err_set(e, STATUS_INPUT,
			       "a judge cannot be called \"%.80s\"; give %s",
			       g->name, speech_setting("name"));
	path = scores_dir(a, dir, g->name);
	if (file_exists(path) && !people_in(path))
		return err_set(e, STATUS_INPUT,
			       "%s is there and holds a judge that is a model; "
			       "call these scores otherwise with %s",
			       path, speech_setting("name"));
	buf_init(&out, FILE_MAX);
	field_json_line(head_fields, &head, &out);
	buf_add(&out, lines->data, lines->len);
	if (buf_failed(&out) || buf_failed(lines))
		rc = err_set(e, STATUS_INPUT, "%s: too large", g->file);
	else
		rc = file_mkdirs(path, e);
	if (rc == 0)
		rc = outfile_save(arena_printf(a, "%s/people.jsonl", path),
				  out.data, out.len, e);
	buf_fini(&out);
	return rc;
}

int
people_take(const char *dir, const struct people_given *g,
	    const struct spec_known *k, struct err *e)
{
	struct people_given mine = *g;
	struct pile p = { .keys = g->keys };
	struct buf lines;
	int rc;

	if (mine.name == NULL)
		mine.name = "people";
	arena_init(&p.arena);
	buf_init(&lines, FILE_MAX);
	rc = take_file(&p, &mine, e);
	if (rc == 0) {
		qsort(p.said, p.n, sizeof(*p.said), by_id);
		rc = join(&p, dir, &mine, k, &lines, e);
	}
	if (rc == 0)
		rc = save(dir, &mine, &lines, &p.arena, e);
	buf_fini(&lines);
	free(p.said);
	arena_fini(&p.arena);
	return rc;
}

/* ---- as a judge's scores ------------------------------------------------- */

enum { PATH_ROOM = 4200 };

static void
file_in(const char *dir, char path[PATH_ROOM])
{
	snprintf(path, PATH_ROOM, "%.4095s/people.jsonl", dir);
}

bool
people_in(const char *dir)
{
	char path[PATH_ROOM];

	file_in(dir, path);
	return file_exists(path);
}

static int
read_head(struct scores *s, const char *line, size_t n, struct err *e)
{
	struct spec_judge *j = arena_alloc(&s->arena, sizeof(*j));
	struct head head;
	unsigned notes;
	const cJSON *o = json_read(line, n, &s->arena, &notes, e);

	if (o == NULL || field_json_read(head_fields, &head, o, e) != 0)
		return -1;
	if (head.format != FORMAT || !(head.lo < head.hi))
		return err_set(e, STATUS_INPUT,
			       "is not the head of scores that people gave");
	*j =
	    (struct spec_judge){ .template = "", .lo = head.lo, .hi = head.hi };
	s->spec.name = arena_strdup(&s->arena, head.name);
	s->spec.judge = j;
	return 0;
}

/* A line: its answer, unless the last line was of the same, and its score. */
static int
read_said(struct scores *s, const char *line, size_t n, struct err *e)
{
	struct judgement_scale scale = { s->spec.judge->lo, s->spec.judge->hi,
					 false };
	struct judge_of *of = &s->answer[s->nanswer];
	struct score *x = &s->score[s->n];
	struct judgement found;
	struct said said;
	unsigned notes;
	const cJSON *o = json_read(line, n, &s->arena, &notes, e);

	if (o == NULL || judge_of_read(of, o, e) != 0 ||
	    field_json_read(said_fields, &said, o, e) != 0)
		return -1;
	if (s->nanswer > 0 && strcmp(of[-1].of, of->of) == 0)
		of--;
	else
		s->nanswer++;
	found =
	    judgement_read(said.score, strlen(said.score), false, scale, NULL);
	*x = (struct score){ .id = of->of,
			     .answer = of,
			     .judge = said.who,
			     .judge_sampling = "",
			     .judge_repeat = 1,
			     .outcome = found.outcome,
			     .how = found.how,
			     .score = found.score,
			     .reason = said.reason };
	for (size_t i = s->n; i-- > 0 && s->score[i].answer == of;)
		if (strcmp(s->score[i].judge, x->judge) == 0) {
			x->judge_repeat = s->score[i].judge_repeat + 1;
			break;
		}
	s->n++;
	return 0;
}

struct said_in {
	struct scores *s;
	const char *path;
};

static int
read_line(void *said_in, uint64_t line, const char *l, size_t n, struct err *e)
{
	const struct said_in *in = said_in;
	int rc;

	if (n == 0)
		return 0;
	rc = in->s->spec.judge == NULL ? read_head(in->s, l, n, e)
				       : read_said(in->s, l, n, e);
	return rc == 0
		   ? 0
		   : err_at(e, "%s:%llu", in->path, (unsigned long long)line);
}

int
people_read(struct scores *s, const char *dir, struct err *e)
{
	char path[PATH_ROOM];
	struct said_in in = { s, path };
	struct buf text;
	size_t lines = 0;
	int rc;

	file_in(dir, path);
	buf_init(&text, FILE_MAX);
	rc = file_read(path, &text, e);
	for (size_t i = 0; rc == 0 && i < text.len; i++)
		lines += text.data[i] == '\n';
	s->answer = arena_alloc(&s->arena, (lines + 1) * sizeof(*s->answer));
	s->score = arena_alloc(&s->arena, (lines + 1) * sizeof(*s->score));
	if (rc == 0)
		rc = records_lines(buf_text(&text), text.len, 1, read_line, &in,
				   e);
	buf_fini(&text);
	if (rc == 0 && s->n == 0)
		rc = err_set(e, STATUS_INPUT, "%s: has no score", path);
	return rc;
}
