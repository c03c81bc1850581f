/*
 * In a pipe the distance between lines grows, since a log of a night's run
 * should be a page and its beginning is what is watched. The line is put
 * together in a buffer and written in one piece, which keeps it whole beside
 * other output.
 */
#include "cmd/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/pulse.h"
#include "base/speech.h"
#include "base/width.h"
#include "cmd/screen.h"
#include "data/escape.h"
#include "report/words.h"

enum { LINE_MAX_BYTES = 1024 };
static const double GAP_FIRST = 10, GAP_MOST = 300;

/* What is read, or reckoned. */
static struct {
	bool drawn;
	uint64_t hash;        /* of its name */
	uint64_t since;       /* clock_mono of its first word */
	uint64_t first, done; /* what that said, and what the last */
} reading;

void
progress_init(struct progress *p, bool quiet)
{
	const char *term = getenv("TERM");

	if (quiet)
		pulse_lend(NULL);
	*p = (struct progress){ .quiet = quiet, .gap_s = GAP_FIRST };
	p->next_s = GAP_FIRST;
	p->terminal =
	    isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
}

uint64_t
progress_every(const struct progress *p)
{
	return p->terminal ? CLOCK_SECOND / 10 : CLOCK_SECOND;
}

static void
outcomes(const struct run_progress *r, struct buf *out)
{
	for (int o = 0; o < OUTCOMES; o++)
		if (r->outcome[o] > 0)
			buf_printf(out, "  %s %llu",
				   outcome_name((enum outcome)o),
				   (unsigned long long)r->outcome[o]);
}

static void
waiting(const struct run_progress *r, struct buf *out)
{
	static const char *const words[PACE_WHYS] = {
		[PACE_SLOWED] = "slowed down after a rate limit",
		[PACE_PAUSED] = "rate limit, waiting",
		[PACE_BACKOFF] = "server busy, next attempt in",
		[PACE_RPM] = "at the limit of requests a minute",
		[PACE_TPM] = "at the limit of tokens a minute",
		[PACE_TOLD_RPM] =
		    "the server allows so few requests a minute, next in",
		[PACE_TOLD_TPM] =
		    "the server allows so few tokens a minute, next in",
		[PACE_BUDGET] = "waiting for room in the budget",
	};
	char t[CLOCK_STAMP];

	if (r->ending) {
		buf_printf(out, speech_of("  finishing %u in flight"),
			   r->in_flight);
		return;
	}
	if (r->token) {
		buf_puts(out, speech_of("  fetching an access token"));
		return;
	}
	if (words[r->why] == NULL)
		return;
	buf_printf(out, "  %s: %s", r->why_model, speech_of(words[r->why]));
	if (r->why_s >= 1) {
		clock_duration(t, ceil(r->why_s));
		buf_printf(out, " %s", t);
	}
}

void
progress_line(const struct run_progress *r, struct buf *out)
{
	char t[CLOCK_STAMP];

	buf_printf(out, "%llu/%llu", (unsigned long long)(r->kept + r->done),
		   (unsigned long long)r->planned);
	outcomes(r, out);
	if (r->rate > 0)
		buf_printf(out, "  %.*f/s", r->rate < 10 ? 1 : 0, r->rate);
	if (!isnan(r->eta_s) && r->kept + r->done < r->planned) {
		clock_duration(t, ceil(r->eta_s));
		buf_printf(out, speech_of("  %s left"), t);
	}
	waiting(r, out);
}

/* The line at so many seconds from the start, whose time has come. */
static void
put(struct progress *p, double seconds, const struct buf *said)
{
	struct buf line;

	buf_init(&line, LINE_MAX_BYTES);
	escape_line(&line, said->data, said->len);
	if (p->terminal) {
		line.len = width_line(buf_text(&line),
				      screen_columns(STDERR_FILENO) - 1);
		fprintf(stderr, "\r%.*s\033[K", (int)line.len, line.data);
		p->drawn = true;
	} else {
		fprintf(stderr, "%.*s\n", (int)line.len, line.data);
		p->gap_s = fmin(GAP_MOST, p->gap_s * 1.5);
		p->next_s = seconds + p->gap_s;
	}
	buf_fini(&line);
}

void
progress_show(struct progress *p, const struct run_progress *r)
{
	struct buf said;

	if (p->quiet || (!p->terminal && r->seconds < p->next_s))
		return;
	buf_init(&said, LINE_MAX_BYTES);
	progress_line(r, &said);
	put(p, r->seconds, &said);
	reading.drawn = false; /* it was drawn over */
	buf_fini(&said);
}

/* The first word of something else, or of the same from its beginning on. */
static bool
begins(uint64_t hash, uint64_t done, uint64_t now)
{
	bool anew = hash != reading.hash || done < reading.done;

	if (anew) {
		reading.hash = hash;
		reading.since = now;
		reading.first = done;
	}
	reading.done = done;
	return anew;
}

static void
tell(const char *what, uint64_t done, uint64_t all)
{
	uint64_t now = clock_mono();
	bool first = begins(hash_text(what, strlen(what)), done, now);
	char left[CLOCK_STAMP] = "";
	struct buf said;

	if (all > 0 && (first || done == reading.first))
		return; /* nobody knows yet how long it takes */
	what = speech_of(what);
	buf_init(&said, LINE_MAX_BYTES);
	if (all == 0) {
		words_say(&said, WORDS_WRITING,
			  WORDS_ARGS(words_str("what", what)));
	} else {
		double share = 100 * (double)done / (double)all;
		double s = (double)(now - reading.since) / CLOCK_SECOND;

		clock_duration(left, ceil(s * (double)(all - done) /
					  (double)(done - reading.first)));
		words_say(&said, WORDS_READING,
			  WORDS_ARGS(words_str("what", what),
				     words_fixed("share", fmin(share, 100), 0),
				     words_str("left", left)));
	}
	put(&(struct progress){ .terminal = true }, 0, &said);
	reading.drawn = true;
	buf_fini(&said);
}

void
progress_lend(void)
{
	struct progress p;

	progress_init(&p, false);
	if (p.terminal)
		pulse_lend(tell);
}

void
progress_hide(void)
{
	if (reading.drawn)
		fputs("\r\033[K", stderr);
	reading.drawn = false;
}

/* A small file is read before anything is said of it. */
void
progress_records(struct progress *p, uint64_t records, double share)
{
	uint64_t now = clock_mono();
	struct buf said;
	double seconds;

	if (p->start == 0) {
		pulse_lend(NULL);
		p->start = now;
		p->due = now + CLOCK_SECOND;
	}
	seconds = (double)(now - p->start) / CLOCK_SECOND;
	if (p->quiet || now < p->due || (!p->terminal && seconds < p->next_s))
		return;
	p->due = now + CLOCK_SECOND / 10;
	buf_init(&said, LINE_MAX_BYTES);
	words_say(&said, isnan(share) ? WORDS_RECORDS_READ : WORDS_RECORDS_HELD,
		  WORDS_ARGS(words_count("n", records),
			     words_fixed("share", 100 * share, 0)));
	put(p, seconds, &said);
	buf_fini(&said);
}

void
progress_end(struct progress *p)
{
	if (p->drawn)
		fputc('\n', stderr);
	p->drawn = false;
}
