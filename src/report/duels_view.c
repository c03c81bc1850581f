/*
 * Shares of one judge stand beside one another over the same rule: a win rate
 * of 60 % reads otherwise where the longer answer, or the first one, wins as
 * often.
 */
#include "report/duels_view.h"

#include "report/duels_show.h"
#include "report/title.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 4096 };

static const struct {
	enum words_id name;
	size_t at; /* of its share in a part */
} shares[] = {
	{ WORDS_HEAD_DUELS_RATE, offsetof(struct duels_part, rate) },
	{ WORDS_HEAD_DUELS_CONTROLLED,
	  offsetof(struct duels_part, controlled) },
	{ WORDS_DUELS_LONGER_WINS, offsetof(struct duels_part, longer) },
	{ WORDS_DUELS_FIRST_WINS, offsetof(struct duels_part, first) },
	{ WORDS_DUELS_ORDERS_AGREE, offsetof(struct duels_part, agree) },
};

enum { SHARES = sizeof(shares) / sizeof(shares[0]) };

static void
add_part(struct figure *f, const struct duels *d, size_t part)
{
	struct figure_line *l;
	struct buf name;

	buf_init(&name, NAME_MAX_LEN);
	duels_show_name(d, &d->part[part], &name);
	l = figure_line(f, 0, arena_strdup(f->arena, buf_text(&name)));
	buf_fini(&name);
	for (size_t i = 0; i < SHARES; i++) {
		const struct duels_share *x =
		    (const void *)((const char *)&d->part[part] + shares[i].at);

		figure_add(f, l, (double)i, 100 * x->value,
			   interval_times(x->in, 100));
	}
}

struct figure *
duels_view_figure(const struct duels *d, const struct scores *s,
		  struct arena *a)
{
	struct title_found *won =
	    arena_alloc(a, (d->nparts + 1) * sizeof(*won));
	struct figure *f = figure_new(a, 1);
	const char *list, *base = d->nparts > 0 ? d->part[0].base : "";

	for (size_t i = 0; i < d->nparts; i++) {
		add_part(f, d, i);
		won[i] = (struct title_found){
			.name = f->panel[0].line[i].name,
			.x = 100 * d->part[i].rate.value,
			.says = WORDS_FOUND_SHARE,
		};
	}
	list = title_list(won, d->nparts, WORDS_FOUND_LEAST_MOST, 1, a);
	for (size_t i = 0; i < SHARES; i++)
		figure_word(f, words_text(shares[i].name));
	f->title = words_kept(
	    a, WORDS_DUELS_CHART,
	    WORDS_ARGS(words_str("list", list),
		       words_str("base", table_short(a, base, CHART_NAME)),
		       words_str("judge", s->spec.name),
		       words_when("simulated", d->simulated,
				  WORDS_BOOK_IS_SIMULATED)));
	f->note = words_text(WORDS_DUELS_CHART_NOTE);
	f->x_title = f->x_head = words_text(WORDS_AXIS_DUELS_WHAT);
	f->y_title = f->y_head = words_text(WORDS_AXIS_DUELS);
	f->key = "pairs";
	f->words = true;
	f->level = 50;
	f->decimals = 1;
	figure_known(f);
	return f;
}

static int
draw(const struct samples *of, const char *dir, const struct scores *s,
     const struct chart_form *form, struct err *e)
{
	const struct figure *f;
	struct duels d;
	struct arena a;
	int rc;

	arena_init(&a);
	duels_of(&d, s, 0.95);
	f = duels_view_figure(&d, s, &a);
	rc = figure_draw_run(dir, f->key, &f, 1, of, form, e);
	duels_fini(&d);
	arena_fini(&a);
	return rc;
}

int
duels_view_draw(const char *run, const struct samples *of, const char *dir,
		const struct spec_known *k, const struct chart_form *form,
		struct err *e)
{
	struct scores s;
	struct arena a;
	char **name;
	size_t n;
	int rc;

	arena_init(&a);
	name = scores_pair_judges(run, k, &a, &n);
	if (n == 0) {
		rc = err_set(e, STATUS_INPUT,
			     "%s has no judge of pairs, so there is no chart "
			     "of them; lencurve judge %s with "
			     "sweeps/judge-pairwise.json asks one first",
			     run, run);
	} else {
		rc = scores_read_pairs(&s, scores_dir(&a, run, name[0]), of, k,
				       e);
		if (rc == 0) {
			rc = draw(of, dir, &s, form, e);
			scores_fini(&s);
		}
	}
	arena_fini(&a);
	return rc;
}
