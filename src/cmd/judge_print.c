/*
 * One page whatever it is of: several judges one after the other would be
 * several JSON texts, which few programs read.
 */
#include "cmd/judge_print.h"

#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/known.h"
#include "measure/scores.h"
#include "report/duels_show.h"
#include "report/judge_json.h"
#include "report/judge_show.h"

/* What is printed of one judge or of several. */
struct page {
	bool json;
	struct buf text;
	struct jsonw w;
	struct samples run; /* that was judged */
	bool counted;       /* it has a samples.csv still */
};

static void
page_open(struct page *p, const char *dir, bool json)
{
	struct err gone;

	p->counted = samples_read(&p->run, dir, &gone) == 0;
	p->json = json;
	buf_init(&p->text, CMD_PAGE_MAX);
	jsonw_init(&p->w, &p->text, 2);
}

static void
page_close(struct page *p)
{
	if (p->json && p->text.len > 0)
		buf_putc(&p->text, '\n');
	cmd_page(&p->text, p->json);
	if (p->counted)
		samples_fini(&p->run);
}

static const struct samples *
page_run(const struct page *p)
{
	return p->counted ? &p->run : NULL;
}

static int
show_scores(struct page *p, const struct scores *s, const char *path,
	    struct err *e)
{
	struct judged j;
	int rc = 0;

	judged_of(&j, s, 0.95);
	if (p->json)
		judge_json(&j, s, &p->w);
	else
		judge_show_text(&j, s, NULL, &p->text);
	if (judged_scored(&j) == 0)
		rc = err_set(e, STATUS_INCOMPLETE,
			     "%s: not one of %zu judgements has a score; what "
			     "was said is in its directory",
			     path, s->n);
	judged_fini(&j);
	return rc;
}

static int
show_pairs(struct page *p, const struct scores *s, const char *path,
	   struct err *e)
{
	struct duels d;
	int rc = 0;

	duels_of(&d, s, 0.95);
	if (p->json)
		duels_show_json(&d, s, &p->w);
	else
		duels_show_text(&d, s, &p->text);
	if (duels_scored(&d) == 0)
		rc = err_set(e, STATUS_INCOMPLETE,
			     "%s: not one of %zu judgements names a winner; "
			     "what was said is in its directory",
			     path, s->n);
	duels_fini(&d);
	return rc;
}

/* One judge's scores, as a file as well. */
int
judge_print(const char *dir, const char *path, bool json, struct err *e)
{
	bool pairs = scores_are_pairs(path, cmd_known());
	struct err *first = e, later = { 0 };
	struct scores s;
	struct page p;
	int rc;

	page_open(&p, dir, json);
	if ((pairs ? scores_read_pairs : scores_read)(&s, path, page_run(&p),
						      cmd_known(), e) != 0) {
		page_close(&p);
		return -1;
	}
	rc = scores_write(&s, path, e);
	if (rc != 0)
		first = &later;
	if ((pairs ? show_pairs : show_scores)(&p, &s, path, first) != 0)
		rc = -1;
	page_close(&p);
	scores_fini(&s);
	return rc;
}

/* How all judges of the run agree; those of one are in its own table. */
static void
show_together(struct page *p, const struct scores *one, size_t n)
{
	struct scores all;
	struct judged j;
	size_t left;

	scores_join(&all, one, n, &left);
	judged_of(&j, &all, 0.95);
	if (p->json)
		judge_json_together(&j, left, &p->w);
	else
		judge_show_together(&j, left, &p->text);
	judged_fini(&j);
	scores_fini(&all);
}

/* The judges of a run by their names: those that score, and those of pairs. */
struct names {
	char **name, **pairs;
	size_t n, npairs;
};

/* The n judges that score are read into one[0..*read). */
static int
show_each(struct page *p, const struct names *v, const char *dir,
	  struct scores *one, size_t *read, struct arena *a, struct err *e)
{
	struct scores s;
	const char *path;
	int rc = 0;

	for (size_t i = 0; i < v->n && rc == 0; i++) {
		path = scores_dir(a, dir, v->name[i]);
		rc = scores_read(&one[i], path, page_run(p), cmd_known(), e);
		if (rc != 0)
			break;
		*read = i + 1;
		rc = show_scores(p, &one[i], path, e);
	}
	if (!p->json && *read > 1)
		show_together(p, one, *read);
	for (size_t i = 0; i < v->npairs && rc == 0; i++) {
		path = scores_dir(a, dir, v->pairs[i]);
		rc = scores_read_pairs(&s, path, page_run(p), cmd_known(), e);
		if (rc != 0)
			break;
		rc = show_pairs(p, &s, path, e);
		scores_fini(&s);
	}
	return rc;
}

/* Every judge, pairwise ones last; JSON of one is its object. */
static int
show_named(const struct names *v, const char *dir, bool json,
	   struct scores *one, size_t *read, struct arena *a, struct err *e)
{
	bool list = json && v->n + v->npairs > 1;
	struct page p;
	int rc;

	page_open(&p, dir, json);
	if (list) {
		jsonw_object(&p.w);
		jsonw_karray(&p.w, "judges");
	}
	rc = show_each(&p, v, dir, one, read, a, e);
	if (list) {
		jsonw_end(&p.w);
		if (*read > 1)
			show_together(&p, one, *read);
		jsonw_end(&p.w);
	}
	page_close(&p);
	return rc;
}

int
judge_print_all(const char *dir, bool json, struct err *e)
{
	struct scores *one;
	struct names v;
	struct arena a;
	size_t read = 0;
	int rc;

	arena_init(&a);
	v.name = scores_judges(dir, cmd_known(), &a, &v.n);
	v.pairs = scores_pair_judges(dir, cmd_known(), &a, &v.npairs);
	one = arena_alloc(&a, (v.n + 1) * sizeof(*one));
	if (access(dir, F_OK) != 0)
		rc = err_errno(e, STATUS_INPUT, "%s: cannot open", dir);
	else if (v.n + v.npairs == 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s has not been judged; name a judge's file: "
			     "lencurve judge %s --with sweeps/judge-zh.json",
			     dir, dir);
	else
		rc = show_named(&v, dir, json, one, &read, &a, e);
	while (read > 0)
		scores_fini(&one[--read]);
	arena_fini(&a);
	return rc;
}
