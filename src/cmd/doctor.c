/*
 * Each look notes what it found and goes on, so that one pass shows all that
 * is to be mended. Levels and texts are decided where something was looked
 * at; here they are only shown, as lines or as JSON.
 */
#include "cmd/doctor.h"

#include <stdio.h>
#include <string.h>

#include "base/width.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "data/jsonw.h"

enum { WHAT_COLUMN = 6, TEXT_COLUMN = 16 };

struct doctor_opts {
	bool offline, json;
};

static const char *const levels[] = { "ok", "warn", "fail", NULL };
static const char *const whats[] = {
	[DOCTOR_GNUPLOT] = "gnuplot", [DOCTOR_FONT] = "font",
	[DOCTOR_DISK] = "disk",       [DOCTOR_CA] = "ca",
	[DOCTOR_PROXY] = "proxy",     [DOCTOR_KEY] = "key",
	[DOCTOR_SERVER] = "server",   [DOCTOR_CLOCK] = "clock",
	[DOCTOR_WHATS] = NULL,
};

static const enum words_id level_words[DOCTOR_LEVELS] = {
	[DOCTOR_OK] = WORDS_DOCTOR_OK,
	[DOCTOR_WARN] = WORDS_DOCTOR_WARN,
	[DOCTOR_FAIL] = WORDS_DOCTOR_FAIL,
};
static const enum words_id what_words[DOCTOR_WHATS] = {
	[DOCTOR_GNUPLOT] = WORDS_DOCTOR_GNUPLOT,
	[DOCTOR_FONT] = WORDS_DOCTOR_FONT,
	[DOCTOR_DISK] = WORDS_DOCTOR_SPACE,
	[DOCTOR_CA] = WORDS_DOCTOR_CA,
	[DOCTOR_PROXY] = WORDS_DOCTOR_WAY,
	[DOCTOR_KEY] = WORDS_DOCTOR_KEY,
	[DOCTOR_SERVER] = WORDS_DOCTOR_HOST,
	[DOCTOR_CLOCK] = WORDS_DOCTOR_TIME,
};

void
doctor_note(struct doctor *d, enum doctor_what what, enum doctor_level level,
	    enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	if (d->n == DOCTOR_FINDINGS)
		return;
	buf_init(&text, CMD_PAGE_MAX);
	words_say(&text, id, arg);
	d->finding[d->n++] =
	    (struct doctor_finding){ what, level,
				     arena_strdup(&d->arena, buf_text(&text)) };
	buf_fini(&text);
}

static void
put_cell(struct buf *out, enum words_id id, size_t places)
{
	const char *s = words_text(id);

	buf_puts(out, s);
	buf_printf(out, "%*s", (int)(places - width_of(s)), "");
}

static void
show(const struct doctor *d, struct buf *out)
{
	static const enum words_tone tones[DOCTOR_LEVELS] = { WORDS_GOOD,
							      WORDS_DIM,
							      WORDS_BAD };

	for (size_t i = 0; i < d->n; i++) {
		const struct doctor_finding *f = &d->finding[i];

		words_tone(out, tones[f->level]);
		put_cell(out, level_words[f->level], WHAT_COLUMN);
		words_tone(out, WORDS_PLAIN);
		put_cell(out, what_words[f->what], TEXT_COLUMN - WHAT_COLUMN);
		width_fill(out, f->text, TEXT_COLUMN, words_room());
		buf_putc(out, '\n');
	}
}

static const struct field finding_fields[] = {
	FIELD("what", ENUM, struct doctor_finding, what, .names = whats,
	      .about = "what was looked at"),
	FIELD("level", ENUM, struct doctor_finding, level, .names = levels,
	      .about = "ok, warn or fail"),
	FIELD("text", TEXT, struct doctor_finding, text,
	      .about = "what was found, in the language of the reader"),
	FIELD_END,
};

static const struct field_place places[] = {
	{ "findings[]", finding_fields, NULL, NULL },
	{ .at = NULL },
};

static void
show_json(const struct doctor *d, struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json_list(&w, "findings", finding_fields, d->finding,
			sizeof(*d->finding), d->n);
	jsonw_close(&w);
}

static int
status_of(const struct doctor *d)
{
	if (d->keys_missing)
		return STATUS_CREDENTIALS;
	for (size_t i = 0; i < d->n; i++)
		if (d->finding[i].level == DOCTOR_FAIL)
			return STATUS_INPUT;
	return STATUS_OK;
}

static int
doctor_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct doctor_opts *o = opts;
	struct doctor d = { .spec = NULL };
	struct spec s;
	struct buf out;
	int rc = 0;

	arena_init(&d.arena);
	if (nargs == 1) {
		rc = spec_read(&s, args[0], NULL, cmd_known(), &d.arena, e);
		d.spec = &s;
	}
	if (rc == 0) {
		buf_init(&out, CMD_PAGE_MAX);
		doctor_machine(&d);
		doctor_keys(&d);
		if (!o->offline)
			doctor_servers(&d);
		(o->json ? show_json : show)(&d, &out);
		cmd_page(&out, o->json);
		rc = status_of(&d);
	}
	arena_fini(&d.arena);
	return rc;
}

static const struct doctor_opts defaults;

#define AT(field) offsetof(struct doctor_opts, field)

static const struct opt table[] = {
	OPT(FLAG, "offline", 0, AT(offline), NULL, "connect to no server"),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "doctor --json",
	  "doctor [SWEEP] --json",
	  "What a machine has for a sweep, and what it lacks.",
	  false,
	  { places } },
	{ .name = NULL },
};

const struct cmd cmd_doctor = {
	.name = "doctor",
	.summary = "is this machine ready: charts, keys, endpoints, clock, "
		   "disk",
	.usage = "[SWEEP] [--offline] [--json]",
	.about =
	    "Looks at everything that a sweep needs and sends no question: "
	    "gnuplot and its\nfont, which keys are set (by name, never their "
	    "values), the proxy, the CA bundle,\nwhether the servers can be "
	    "reached, the clock and the disk. With a sweep: its\nmodels' keys "
	    "and servers alone.\n\nExit status 0 when nothing fails, whatever "
	    "is warned of; 3: a key is missing;\n2: anything else.\n",
	.examples = "  lencurve doctor\n"
		    "  lencurve doctor my-sweep.json\n"
		    "  lencurve doctor --offline --json\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct doctor_opts),
	.min_args = 0,
	.max_args = 1,
	.run = doctor_verb,
};
