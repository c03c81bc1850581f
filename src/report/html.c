/*
 * The page is written as it is made, so that fifty thousand answers need no
 * room in memory, and takes its name only when it is whole, so that a reload
 * never shows half of it. First the parts that need no script, then the data
 * and the script, so that it begins before the texts have come. The policy
 * names script and style by their digests: whatever an escaping fault might
 * let in is neither run nor obeyed.
 */
#include "report/html.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/sha256.h"
#include "base/speech.h"
#include "report/curve_show.h"
#include "report/html_data.h"
#include "report/html_file.h"
#include "report/html_part.h"
#include "report/terms_text.h"

/* The files whose names end so, one after the other. */
static void
add_files(struct buf *out, const char *end)
{
	for (const struct html_file *f = html_files; f->name != NULL; f++) {
		size_t n = strlen(f->name), k = strlen(end);

		if (n > k && strcmp(f->name + n - k, end) == 0)
			buf_puts(out, f->text);
	}
}

/* Says at once that scripts run; takes it back should ours not get going. */
static const char early[] =
    "document.documentElement.className=\"live\";"
    "addEventListener(\"error\",()=>{const c=document.documentElement."
    "classList;if(!c.contains(\"ready\"))c.remove(\"live\")});";

/* Runs that would fill the screen before anything is said of them. */
enum { MANY = 3 };

struct page {
	struct buf style, script, out;
};

static void
add_policy(struct page *p)
{
	char style[SHA256_BASE64], script[SHA256_BASE64], first[SHA256_BASE64];

	sha256_base64(style, p->style.data, p->style.len);
	sha256_base64(script, p->script.data, p->script.len);
	sha256_base64(first, early, strlen(early));
	buf_printf(&p->out,
		   "<meta http-equiv=\"Content-Security-Policy\" content=\""
		   "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; "
		   "style-src 'sha256-%s'; base-uri 'none'; "
		   "form-action 'none'\">\n",
		   first, script, style);
}

/* Each by name; of many the first and the last. */
static void
name_runs(const struct html_run *run, size_t n, struct buf *out)
{
	struct buf from, to;

	for (size_t i = 0; n <= MANY && i < n; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		html_run_name(&run[i], out);
	}
	if (n <= MANY)
		return;
	buf_init(&from, HTML_NAME_MAX);
	buf_init(&to, HTML_NAME_MAX);
	html_run_name(&run[0], &from);
	html_run_name(&run[n - 1], &to);
	words_say(out, WORDS_PAGE_FROM_TO,
		  WORDS_ARGS(words_str("from", buf_text(&from)),
			     words_str("to", buf_text(&to)),
			     words_count("n", n)));
	buf_fini(&to);
	buf_fini(&from);
}

static void
add_head(const struct html_run *run, size_t n, struct page *p)
{
	struct buf title, names;

	buf_init(&title, HTML_NAME_MAX);
	buf_init(&names, HTML_NAME_MAX);
	name_runs(run, n, &names);
	words_say(&title, WORDS_PAGE_TITLE,
		  WORDS_ARGS(words_str("run", buf_text(&names))));
	buf_printf(&p->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
		   words_text(WORDS_PAGE_LANG));
	buf_puts(&p->out, "<meta charset=\"utf-8\">\n");
	add_policy(p);
	buf_puts(&p->out,
		 "<meta name=\"viewport\" content=\"width=device-width, "
		 "initial-scale=1\">\n<meta name=\"referrer\" "
		 "content=\"no-referrer\">\n<title>");
	html_text(&p->out, buf_text(&title));
	buf_printf(&p->out, "</title>\n<style>%s</style>\n<script>%s</script>",
		   p->style.data, early);
	buf_puts(&p->out, "\n</head>\n<body>\n<header class=\"top\">\n<h1>"
			  "<bdi>");
	html_text(&p->out, buf_text(&title));
	buf_puts(&p->out, "</bdi></h1>\n");
	buf_fini(&names);
	buf_fini(&title);
}

/* ---- what holds for a run, under its title ---- */

static void
add_outcomes(const struct html_facts *f, struct buf *out)
{
	char x[NUM_TEXT], w[NUM_TEXT];
	double at = 0, all = f->all == 0 ? 1 : (double)f->all;

	buf_puts(out, "<div class=\"outcomes\"><svg viewBox=\"0 0 100 1\" "
		      "preserveAspectRatio=\"none\" role=\"img\" "
		      "aria-label=\"");
	html_words(out, WORDS_PAGE_OUTCOMES,
		   WORDS_ARGS(words_count("n", f->all)));
	buf_puts(out, "\">");
	for (int o = 0; o < OUTCOMES; o++) {
		double share = 100 * (double)f->outcome[o] / all;

		if (f->outcome[o] == 0)
			continue;
		num_fixed(x, at, 3);
		num_fixed(w, share, 3);
		buf_printf(out,
			   "<rect class=\"o%d\" x=\"%s\" width=\"%s\" "
			   "height=\"1\"/>",
			   o, x, w);
		at += share;
	}
	buf_puts(out, "</svg>\n<ul>");
	for (int o = 0; o < OUTCOMES; o++) {
		if (f->outcome[o] == 0)
			continue;
		buf_printf(out, "<li class=\"o%d\">%zu ", o, f->outcome[o]);
		/* The rows stand in the order of the outcomes. */
		html_words(out, (enum words_id)(WORDS_UI_OUTCOME_OK + o), NULL);
		buf_puts(out, "</li>");
	}
	buf_puts(out, "</ul></div>\n");
}

static void
add_fact(struct buf *out, enum words_id name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	buf_puts(out, "<div><dt>");
	html_words(out, name, NULL);
	buf_puts(out, "</dt><dd><bdi>");
	html_text(out, value);
	buf_puts(out, "</bdi></dd></div>\n");
}

/* What all series have in common, or "a; b" of those that differ. */
static void
add_sampling(const struct curve_run *r, const struct html_facts *f,
	     struct buf *out)
{
	struct buf sent, asked, one;

	buf_init(&sent, HTML_NAME_MAX);
	buf_init(&asked, HTML_NAME_MAX);
	buf_init(&one, HTML_NAME_MAX);
	for (size_t i = 0; i < r->s.nseries; i++) {
		buf_reset(&one);
		curve_show_sampling(&r->s.series[i], &one);
		if (strstr(buf_text(&sent), buf_text(&one)) == NULL)
			buf_printf(&sent, "%s%s",
				   sent.len > 0 ? speech_of("; ") : "",
				   buf_text(&one));
		if (f->asked[i] != NULL &&
		    strstr(buf_text(&asked), f->asked[i]) == NULL)
			buf_printf(&asked, "%s%s",
				   asked.len > 0 ? speech_of("; ") : "",
				   f->asked[i]);
	}
	add_fact(out, WORDS_PAGE_FACT_ASKED, buf_text(&asked));
	add_fact(out, WORDS_PAGE_FACT_SENT, buf_text(&sent));
	buf_fini(&one);
	buf_fini(&asked);
	buf_fini(&sent);
}

static void
add_terms(const struct samples *s, struct buf *out)
{
	static const enum words_id rule[] = {
		[SEED_CELL] = WORDS_SEED_CELL,
		[SEED_FIXED] = WORDS_SEED_FIXED,
		[SEED_REPEAT] = WORDS_SEED_REPEAT,
	};
	struct buf text;
	bool seeded = false;

	for (size_t i = 0; i < s->nseries; i++)
		seeded |= s->series[i].seeded;
	if (!s->terms.known)
		return;
	if (seeded)
		add_fact(out, WORDS_PAGE_FACT_SEEDS,
			 words_text(rule[s->terms.seeds]));
	if (s->terms.batch)
		add_fact(out, WORDS_PAGE_FACT_VIA,
			 words_text(terms_text_via(&s->terms)));
	if (s->terms.flight == 0)
		return;
	buf_init(&text, HTML_NAME_MAX);
	words_say(&text, WORDS_FLIGHT,
		  WORDS_ARGS(words_count("n", s->terms.flight),
			     words_fixed("to",
					 s->terms.flight_to > s->terms.flight
					     ? (double)s->terms.flight_to
					     : NAN,
					 0)));
	add_fact(out, WORDS_PAGE_FACT_FLIGHT, buf_text(&text));
	buf_fini(&text);
}

/* "2026-11-27 07:18" of "2026-11-27T07:18:01.066Z". */
static void
minute(char out[CLOCK_STAMP], const char *stamp)
{
	snprintf(out, CLOCK_STAMP, "%.16s", stamp);
	for (char *t = out; *t != '\0'; t++)
		*t = *t == 'T' ? ' ' : *t;
}

static void
add_dates(const struct html_facts *f, struct buf *out)
{
	char from[CLOCK_STAMP], to[CLOCK_STAMP];
	struct buf text;

	if (f->first == NULL)
		return;
	buf_init(&text, HTML_NAME_MAX);
	minute(from, f->first);
	minute(to, f->last);
	words_say(
	    &text, WORDS_PAGE_DATES,
	    WORDS_ARGS(words_str("from", from),
		       words_str("to", strcmp(from, to) == 0 ? NULL : to)));
	add_fact(out, WORDS_PAGE_FACT_DATES, buf_text(&text));
	buf_fini(&text);
}

static void
add_run_head(const struct html_run *run, const struct html_facts *f, size_t n,
	     struct buf *out)
{
	const struct samples *s = &run->r->s;
	char planned[NUM_TEXT];

	buf_puts(out, "<div class=\"run-head\">");
	html_run_heading(run, n, out);
	add_outcomes(f, out);
	buf_puts(out, "<dl class=\"facts-line\">\n");
	num_format_int(planned, (int64_t)f->all);
	add_fact(out, WORDS_PAGE_FACT_UNIT, s->unit);
	if (s->labels != NULL)
		add_fact(out, WORDS_PAGE_FACT_LABELS, s->labels);
	add_sampling(run->r, f, out);
	add_terms(s, out);
	add_fact(out, WORDS_PAGE_FACT_PLANNED, planned);
	add_dates(f, out);
	add_fact(out, WORDS_PAGE_FACT_SERVED, f->served);
	if (f->manifest)
		add_fact(out, WORDS_PAGE_FACT_VERSION, f->m.version);
	if (s->simulated)
		add_fact(out, WORDS_PAGE_FACT_SIMULATED, words_text(WORDS_YES));
	buf_puts(out, "</dl></div>\n");
}

static void
add_top(const struct html_run *run, const struct html_facts *f, size_t n,
	const struct html_compared *x, struct buf *out)
{
	struct buf verdict;
	bool simulated = false;

	buf_init(&verdict, HTML_NAME_MAX);
	html_verdict(x, run, n, &verdict);
	buf_puts(out, "</header>\n<div role=\"region\" aria-label=\"");
	html_words(out, WORDS_BOOK_VERDICT, NULL);
	buf_puts(out, "\">\n");
	if (verdict.len > 0) {
		buf_puts(out, "<p class=\"verdict\">");
		html_text(out, verdict.data);
		buf_puts(out, "</p>\n");
	}
	buf_fini(&verdict);
	for (size_t i = 0; i < n; i++)
		simulated |= run[i].r->s.simulated;
	if (simulated)
		html_note(out, "sim", WORDS_PAGE_SIMULATED, NULL);
	if (!excerpt_whole(f->excerpt))
		html_note(out, "sim", WORDS_PAGE_EXCERPT,
			  WORDS_ARGS(words_count("n", f->excerpt->shown),
				     words_count("all", f->excerpt->all),
				     words_fixed("seed",
						 (double)f->excerpt->seed, 0)));
	if (n > MANY) {
		buf_puts(out, "<details class=\"runs\"><summary>");
		html_words(out, WORDS_PAGE_RUNS,
			   WORDS_ARGS(words_count("n", n)));
		buf_puts(out, "</summary>\n");
	}
	for (size_t i = 0; i < n; i++)
		add_run_head(&run[i], &f[i], n, out);
	buf_puts(out, n > MANY ? "</details>\n</div>\n" : "</div>\n");
}

static void
add_sections(const struct html_run *run, size_t n,
	     const struct html_compared *x, const struct spec_known *k,
	     struct buf *out)
{
	buf_puts(out, "<p id=\"heard\" aria-live=\"polite\"></p>\n<main>\n"
		      "<div id=\"tabs\" role=\"tablist\"></div>\n");
	html_curve(run, n, out);
	html_worst(run, n, k, out);
	html_compare(x, run, n, out);
	html_effects(run, n, out);
	html_score(run, n, k, out);
	html_handled(run, n, k, out);
	html_thinking(run, n, out);
	html_overlap(run, n, out);
	html_history(run, n, out);
	html_invert(run, n, out);
	html_units(run, n, out);
	buf_puts(out, "</main>\n");
}

static int
write_page(const struct html_run *run, const struct html_facts *f, size_t n,
	   const char *path, const struct spec_known *k, struct page *p,
	   struct err *e)
{
	struct outfile *o = outfile_open(path, FILE_OPEN, e);
	int rc = o == NULL ? -1 : 0;
	struct html_compared x;

	html_compared_init(&x, run, n);
	add_head(run, n, p);
	add_top(run, f, n, &x, &p->out);
	add_sections(run, n, &x, k, &p->out);
	html_compared_fini(&x);
	html_data(run, f, n, &p->out);
	buf_printf(&p->out, "<script>%s</script>\n", p->script.data);
	if (rc == 0 && buf_failed(&p->out))
		rc = err_set(e, STATUS_INPUT,
			     "%s would hold more than %zu bytes before the "
			     "first answer; report fewer runs at a time",
			     path, HTML_MAX);
	if (rc == 0)
		outfile_write(o, p->out.data, p->out.len);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = html_texts(&run[i], &f[i], i, k, o, e);
	if (rc < 0) {
		outfile_abandon(o);
		return -1;
	}
	outfile_puts(o, "</body>\n</html>\n");
	return outfile_commit(o, e);
}

int
html_report(const struct html_run *run, size_t n, const char *path, size_t most,
	    uint64_t seed, const struct spec_known *k, struct err *e)
{
	const struct samples **s = mem_calloc(n, sizeof(*s));
	struct html_facts *f = mem_calloc(n, sizeof(*f));
	struct excerpt x;
	struct page p;
	size_t have = 0;
	int rc = 0;

	buf_init(&p.style, HTML_NAME_MAX);
	buf_init(&p.script, HTML_NAME_MAX);
	buf_init(&p.out, HTML_MAX);
	add_files(&p.style, ".css");
	buf_puts(&p.script, "(() => {\n");
	add_files(&p.script, ".js");
	buf_puts(&p.script, "})();\n");
	for (size_t i = 0; i < n; i++)
		s[i] = &run[i].r->s;
	excerpt_of(&x, s, n, most, seed);
	for (; rc == 0 && have < n; have += rc == 0)
		rc = html_facts(&f[have], &run[have], &x, k, e);
	if (rc == 0)
		rc = write_page(run, f, n, path, k, &p, e);
	while (have > 0)
		html_facts_fini(&f[--have]);
	buf_fini(&p.out);
	buf_fini(&p.script);
	buf_fini(&p.style);
	free(f);
	free(s);
	return rc;
}

/* The look of the report, and no script at all, which its policy says. */
void
html_saved(const char *title, const struct said *d, const struct buf *text,
	   struct buf *out)
{
	char digest[SHA256_BASE64];
	struct buf style;

	buf_init(&style, HTML_NAME_MAX);
	add_files(&style, ".css");
	sha256_base64(digest, style.data, style.len);
	buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
		   words_text(WORDS_PAGE_LANG));
	buf_printf(out,
		   "<meta charset=\"utf-8\">\n<meta http-equiv=\""
		   "Content-Security-Policy\" content=\"default-src 'none'; "
		   "style-src 'sha256-%s'; base-uri 'none'; form-action "
		   "'none'\">\n",
		   digest);
	buf_puts(out, "<meta name=\"viewport\" content=\"width=device-width, "
		      "initial-scale=1\">\n<meta name=\"referrer\" "
		      "content=\"no-referrer\">\n<title>");
	html_text(out, title);
	buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n",
		   style.data);
	buf_puts(out, "<h1><bdi>");
	html_text(out, title);
	buf_puts(out, "</bdi></h1>\n<main>\n");
	html_said(out, d, text);
	buf_puts(out, "</main>\n</body>\n</html>\n");
	buf_fini(&style);
}
