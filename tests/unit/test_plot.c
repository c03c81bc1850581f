#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outfile.h"
#include "measure/row.h"
#include "report/gnuplot.h"
#include "report/plot.h"
#include "tests/unit/scratch.h"

static char dir[SCRATCH_PATH], plots[96];

static void
setup(void)
{
	scratch_make(dir, "plot");
	snprintf(plots, sizeof(plots), "%s/plots", dir);
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(plot, .init = setup, .fini = teardown);

/* Three targets of one model, each asked `repeats` times. */
static void
make_samples(const char *model, int repeats, bool answered)
{
	char path[128];
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	field_csv_head(row_fields, true, &b);
	csv_end(&b);
	for (int t = 1; t <= 3; t++) {
		for (int k = 1; k <= repeats; k++) {
			struct row r;

			row_init(&r);
			r.model = model;
			r.sampling = "min";
			r.variant = "plain";
			r.target = t * 10;
			r.repeat = k;
			r.unit = "excel";
			r.temperature = 0.01;
			r.top_p = 0;
			r.pinned = r.simulated = 1;
			if (answered) {
				r.outcome = OUTCOME_OK;
				r.length = t * 10 + k;
			}
			row_derive(&r);
			field_csv_line(row_fields, &r, false, &b);
		}
	}
	snprintf(path, sizeof(path), "%s/samples.csv", dir);
	cr_assert_eq(outfile_save(path, b.data, b.len, &e), 0);
	buf_fini(&b);
}

static void
slurp(const char *name, struct buf *b)
{
	char path[256];
	struct err e;

	buf_init(b, 1 << 24);
	snprintf(path, sizeof(path), "%s/%s", plots, name);
	cr_assert_eq(file_read(path, b, &e), 0, "%s", e.msg);
}

static void
draw(struct plot_result *r)
{
	const char *dirs[] = { dir };
	struct err e = { 0 };

	cr_assert_eq(plot_dirs(dirs, 1, plots, NULL, r, &e), 0, "%s", e.msg);
}

/* One glyph that no font has would cover the whole PNG. */
Test(plot, text_beyond_the_first_plane_is_a_square)
{
	struct buf b;

	buf_init(&b, 1 << 16);
	gnuplot_set_text(&b, "name", "\u6a21\U0001f642x\U00020bb7");
	cr_assert_str_eq(buf_text(&b), "name = \"\u6a21\u25a1x\u25a1\"\n");
	buf_fini(&b);
}

Test(plot, writes_scripts_settings_and_data)
{
	static const char *const settings[] = {
		"# What belongs to the data; written by lencurve.\n"
		"unit = \"excel\"\n"
		"subtitle = \"unit excel; temperature 0.01, top_p 0; "
		"simulated; 3 "
		"prompts, 2 repeats\"\n",
		"array heading[1] = [\"Answers within 15 characters: it\\047s ",
		"array note[1] = [\"line: mean; spread: least to greatest "
		"answer\"]\n",
		"array entry[2] = [\"it\\047s \\042q\\042 "
		"\\134 \\140x\\140 \\044H \\100m "
		"\\136\\173a\\175_b\\134nz\", \"as asked\"]\n",
		"array same[1] = [1]\n",
	};
	struct plot_result r;
	struct buf b;

	/* Names are data, whatever gnuplot or a shell would make of them. */
	make_samples("it's \"q\" \\ `x` $H @m ^{a}_b\nz", 2, true);
	draw(&r);
	slurp("length.csv", &b);
	cr_assert_not_null(strstr(b.data, ",target,length_mean,length_min,"
					  "length_max,q1,q3\n"));
	cr_assert_not_null(strstr(b.data, ",0,30,31.5,31,32,,\n"));
	buf_fini(&b);
	slurp("length-settings.gp", &b);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
		cr_assert_not_null(strstr(b.data, settings[i]), "%s in %s",
				   settings[i], b.data);
	buf_fini(&b);
	slurp("deviation-settings.gp", &b);
	cr_assert_not_null(strstr(b.data,
				  "array heading[1] = [\"Mean deviation "
				  "in characters: it"),
			   "%s", b.data);
	cr_assert_not_null(strstr(b.data, "array strip_lo[1] = [-15]\n"));
	buf_fini(&b);
	slurp("length.gp", &b);
	cr_assert_str_eq(b.data, "chart = \"length\"\nload \"figure.gp\"\n");
	buf_fini(&b);
	for (const struct gnuplot_script *s = gnuplot_scripts; s->name != NULL;
	     s++) {
		slurp(s->name, &b);
		cr_assert_str_eq(b.data, s->text);
		buf_fini(&b);
	}
}

/* The points of several runs follow one another. */
Test(plot, runs_over_each_other_are_lines_of_one_figure)
{
	const char *dirs[] = { dir, dir };
	struct plot_result r;
	struct buf b;
	struct err e;

	make_samples("v2", 2, true);
	cr_assert_eq(plot_dirs(dirs, 2, plots, NULL, &r, &e), 0, "%s", e.msg);
	slurp("deviation.csv", &b);
	cr_assert_not_null(strstr(b.data,
				  ",cloud,target,bias_mean,lo,hi,q1,q3\n"
				  "1,1,1,deviation,,v2 (test-plot-"));
	cr_assert_not_null(strstr(b.data, ",0,30,1.5,1,2,,\n1,1,2,"));
	buf_fini(&b);
}

Test(plot, svg_is_the_same_on_every_run)
{
	struct plot_result r;
	struct buf one, two;

	make_samples("v2 春节", 1, true);
	draw(&r);
	if (!r.drawn)
		cr_skip_test("no gnuplot here");
	slurp("length.svg", &one);
	draw(&r);
	slurp("length.svg", &two);
	cr_assert_str_eq(one.data, two.data);
	cr_assert_not_null(strstr(one.data, "v2 春节"));
	buf_fini(&one);
	buf_fini(&two);
}

Test(plot, draws_when_nothing_was_measured)
{
	struct plot_result r;
	struct buf b;

	make_samples("v2", 3, false);
	draw(&r);
	if (!r.drawn)
		cr_skip_test("no gnuplot here");
	slurp("length.svg", &b);
	cr_assert_not_null(strstr(b.data, "No answer measured: v2"));
	buf_fini(&b);
}

/* Of 10, 20 and 30 asked, each answered by 1 and by 2 too many. */
Test(plot, misses_and_bands_have_their_points_beside_the_scripts)
{
	static const char *const charts[] = { "miss", "bands" };
	const char *dirs[] = { dir };
	struct plot_opts o = {
		charts,
		2,
		{ .format = { "svg" }, .size = "slide", .theme = "dark" }
	};
	struct plot_result r;
	struct buf b;
	struct err e;

	make_samples("v2", 2, true);
	cr_assert_eq(plot_dirs(dirs, 1, plots, &o, &r, &e), 0, "%s", e.msg);
	slurp("miss.csv", &b);
	cr_assert_str_eq(strchr(b.data, '\n'), "\n1,1,1,miss,,v2,0,10,1.5,,,,\n"
					       "1,1,1,miss,,v2,0,20,1.5,,,,\n"
					       "1,1,1,miss,,v2,0,30,1.5,,,,\n");
	buf_fini(&b);
	slurp("bands.csv", &b);
	cr_assert_str_eq(strchr(b.data, '\n'),
			 "\n1,1,1,bands,,v2,0,0,1.5,1,2,1,2\n");
	buf_fini(&b);
	slurp("miss-settings.gp", &b);
	cr_assert_not_null(
	    strstr(b.data,
		   "array heading[1] = [\"Mean |deviation| in characters: v2 "
		   "1.5\""),
	    "%s", b.data);
	cr_assert_not_null(strstr(b.data, "array panels[1] = [1]\n"));
	buf_fini(&b);
	if (!r.drawn)
		cr_skip_test("no gnuplot here");
	slurp("miss-slide-dark.svg", &b);
	cr_assert_not_null(strstr(b.data, "within 15"));
	cr_assert_not_null(strstr(b.data, "simulated"));
	buf_fini(&b);
	slurp("bands-slide-dark.svg", &b);
	buf_fini(&b);
}

Test(plot, without_gnuplot_the_scripts_are_there)
{
	struct plot_result r;
	struct buf b;

	setenv("PATH", plots, 1);
	make_samples("v2", 1, true);
	draw(&r);
	cr_assert_not(r.drawn);
	slurp("length.gp", &b);
	buf_fini(&b);
}

Test(plot, what_gnuplot_says_becomes_the_error)
{
	struct gnuplot_form f = { .format = "svg" };
	struct plot_result r;
	char path[256];
	struct err e;

	make_samples("v2", 1, true);
	draw(&r);
	if (!r.drawn)
		cr_skip_test("no gnuplot here");
	snprintf(path, sizeof(path), "%s/broken.gp", plots);
	cr_assert_eq(outfile_save(path, "plot nonsense(\n", 15, &e), 0);
	cr_assert_eq(gnuplot_draw(plots, "broken.gp", &f, &e), -1);
	cr_assert_not_null(strstr(e.msg, "broken.gp"), "%s", e.msg);
}
