/*
 * Which of an error's parts decides. The parts are looked up in tables:
 * action_words.c has the codes, action_phrases.c the prose.
 */
#include "provider/action.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "provider/action_table.h"

/* A limit of a day; without case. */
static const char *const days[] = {
	"per day",  "per-day", "perday", "daily",     "(tpd)",   "(rpd)",
	" tpd",     " rpd",    "a day",  "for today", "today's", "each day",
	"24 hours", "每日",    "每天",   "今日",      "今天",    "当日",
	"当天",     "日限额",  NULL,
};

/* Money, whatever the code says: some have one for it and for a minute. */
static const char *const spent[] = {
	"credits are depleted", "spending cap", "spend cap",
	"spending limit",       NULL,
};

/* Somebody in between gave up; whoever was behind may have gone on. */
static const int lost_behind[] = { 408, 499, 502, 504, 520, 524, 598, 599 };
static const char *const timed_out[] = {
	"timeout",  "timed out", "time out", "time-out",
	"deadline", "超时",      NULL,
};

/* A field that is not taken, in prose; which one stands beside it. */
static const char *const unwanted[] = {
	"unknown",       "unrecognized",
	"unrecognised",  "unsupported",
	"not supported", "not support",
	"not permitted", "not taken",
	"unexpected",    "extra_forbidden",
	"extra inputs",  "cannot find field",
	"invalid name",  "doesn't support",
	"not accept",    "deprecated",
	"不支持",        "未知",
	"无法识别",      NULL,
};
/* ... or not with this value. */
static const char *const misfit[] = {
	"must be", "only",    "cannot both",  "greater than", "less than",
	"between", "invalid", "out of range", "not allowed",  "非法",
	"取值",    "范围",    NULL,
};

/*
 * Fields of ours that are the same for every cell of a sampling; a ceiling
 * is not, so only a name that is not taken is about every cell.
 */
static const struct {
	const char *name;
	bool varies;
} fields[] = {
	{ "seed", false },
	{ "temperature", false },
	{ "top_p", false },
	{ "stream_options", false },
	{ "cache_prompt", false },
	{ "penalty_score", false },
	{ "stream", false },
	{ "max_completion_tokens", true },
	{ "max_output_tokens", true },
	{ "max_tokens", true },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Letters and digits in lower case; bytes past ASCII as they are. */
static void
plain(const char *s, char *out, size_t size)
{
	size_t n = 0;

	for (; s != NULL && *s != '\0' && n + 1 < size; s++)
		if (isalnum((unsigned char)*s) || (*s & 0x80) != 0)
			out[n++] = (char)tolower((unsigned char)*s);
	out[n] = '\0';
}

static bool
is_word(const char *row, const char *word)
{
	size_t n = strcspn(row, "*");

	if (row[n] == '\0')
		return strcmp(row, word) == 0;
	return strncmp(row, word, n) == 0;
}

static bool
find_word(const char *s, bool always, int *action)
{
	char word[128];

	plain(s, word, sizeof(word));
	for (const struct action_word *w = action_words;
	     word[0] != '\0' && w->word != NULL; w++) {
		if (w->always >= always && is_word(w->word, word)) {
			*action = w->action;
			return true;
		}
	}
	return false;
}

static const char *
says(const char *message, const char *phrase)
{
	size_t n = strlen(phrase);

	for (; message != NULL && *message != '\0'; message++)
		if (strncasecmp(message, phrase, n) == 0)
			return message;
	return NULL;
}

static bool
says_any(const char *message, const char *const *any)
{
	for (; *any != NULL; any++)
		if (says(message, *any) != NULL)
			return true;
	return false;
}

static bool
find_number(const struct action_fault *f, int *action)
{
	for (const struct action_number *n = action_numbers;
	     f->number >= 0 && n->number >= 0; n++) {
		if (n->vendor == f->vendor && n->number == f->number) {
			*action = n->action;
			return true;
		}
	}
	return false;
}

static bool
find_phrase(const char *message, int *action)
{
	for (const struct action_phrase *p = action_phrases;
	     message != NULL && p->phrase != NULL; p++) {
		if (says(message, p->phrase) != NULL) {
			*action = p->action;
			return true;
		}
	}
	return false;
}

bool
action_is_daily(const char *text)
{
	return text != NULL && says_any(text, days);
}

/* The name as a word of its own in the message. */
static bool
names(const char *message, const char *field)
{
	size_t n = strlen(field);
	const char *at = message;

	for (; at != NULL && (at = says(at, field)) != NULL; at++)
		if ((at == message ||
		     (!isalnum((unsigned char)at[-1]) && at[-1] != '_')) &&
		    !isalnum((unsigned char)at[n]) && at[n] != '_')
			return true;
	return false;
}

const char *
action_field(const struct action_fault *f)
{
	bool refused = f->status == 400 || f->status == 422;
	bool unknown = refused && says_any(f->message, unwanted);
	bool value = refused && (unknown || says_any(f->message, misfit));

	/* The field it names; else one in its prose. */
	for (size_t i = 0; refused && i < 2 * COUNT(fields); i++) {
		const char *name = fields[i % COUNT(fields)].name;
		bool varies = fields[i % COUNT(fields)].varies;
		bool named = f->field != NULL && strcmp(f->field, name) == 0;

		if (i < COUNT(fields) && named && (!varies || unknown))
			return name;
		if (i >= COUNT(fields) && (varies ? unknown : value) &&
		    names(f->message, name))
			return name;
	}
	return NULL;
}

static int
by_status(int64_t status)
{
	switch (status) {
	case 401:
	case 402:
	case 403:
		return ACTION_STOP;
	case 404:
	case 405:
	case 410:
		return ACTION_ADDRESS;
	case 408:
	case 409:
	case 424: /* Bedrock: the model failed */
	case 425:
	case 499:
		return ACTION_BUSY;
	case 413:
		return ACTION_CELL;
	case 429:
		return ACTION_RATE_LIMIT;
	case 451:
		return ACTION_FILTERED;
	default:
		if (status >= 300 && status < 400)
			return ACTION_ADDRESS;
		/* A success that is an error, and nobody knows which. */
		return status >= 500 || status < 300 ? ACTION_BUSY
						     : ACTION_UNKNOWN;
	}
}

/* A 404 that speaks of a model is about the model; so is what begins with it
 * and says that it is not there. */
static bool
absent_model(const struct action_fault *f)
{
	static const char *const begins[] = { "the model", "model", "模型" };
	static const char *const absent[] = { "not supported", "not found",
					      "not exist",     "not available",
					      "no longer",     "不存在",
					      "不支持",        "不可用" };
	const char *m = f->message == NULL ? "" : f->message;
	bool begun = false;

	if (f->status == 404)
		return says(m, "model") != NULL || says(m, "模型") != NULL ||
		       says(m, "deployment") != NULL;
	for (size_t i = 0; i < COUNT(begins); i++)
		begun |= strncasecmp(m, begins[i], strlen(begins[i])) == 0;
	for (size_t i = 0; begun && f->status == 400 && i < COUNT(absent); i++)
		if (says(m, absent[i]) != NULL)
			return true;
	return false;
}

/* What its parts say, the HTTP status apart. */
static bool
named(const struct action_fault *f, int *v)
{
	bool vague = f->status < 300 || f->status == 400;

	if (f->flagged) {
		*v = ACTION_FILTERED;
		return true;
	}
	/* More than a minute's tokens in one request: no minute takes it. */
	if (f->status == 413 || says(f->message, "request too large") != NULL) {
		*v = ACTION_CELL;
		return true;
	}
	/* A filter that answers as if it were a matter of rights or form. */
	if ((f->status == 403 || f->status == 400) &&
	    find_phrase(f->message, v) && *v == ACTION_FILTERED)
		return true;
	if (f->message != NULL && says_any(f->message, spent)) {
		*v = ACTION_STOP;
		return true;
	}
	if (find_word(f->reason, true, v) || find_number(f, v) ||
	    find_word(f->code, true, v))
		return true;
	if (action_field(f) != NULL) {
		*v = ACTION_FORM;
		return true;
	}
	if (find_word(f->type, true, v))
		return true;
	/* At 429 "check your plan and billing" is said of a minute as well;
	 * money is named plainly. */
	if (find_phrase(f->message, v) &&
	    !(f->status == 429 && *v != ACTION_STOP && *v != ACTION_FILTERED) &&
	    !(*v == ACTION_BUSY && f->status >= 401 && f->status < 500 &&
	      f->status != 422))
		return true;
	return vague &&
	       (find_word(f->code, false, v) || find_word(f->type, false, v));
}

static int
look_up(const struct action_fault *f)
{
	int v;

	if (named(f, &v))
		return v;
	if (absent_model(f))
		return ACTION_MODEL;
	return by_status(f->status);
}

bool
action_unsure(const struct action_fault *f)
{
	int v;

	for (size_t i = 0; i < COUNT(lost_behind); i++)
		if (f->status == lost_behind[i])
			return true;
	if (f->status >= 300 && f->status < 500)
		return false;
	return says_any(f->message, timed_out) ||
	       says_any(f->code, timed_out) || says_any(f->type, timed_out) ||
	       (f->status < 300 && !named(f, &v));
}

enum provider_action
action_of(const struct action_fault *f, bool *filtered)
{
	int v = look_up(f);

	if (v == ACTION_RATE_LIMIT &&
	    (f->daily || action_is_daily(f->message) ||
	     action_is_daily(f->code)))
		v = ACTION_DAILY;
	*filtered = v == ACTION_FILTERED;
	if (v == ACTION_FILTERED)
		return ACTION_ANSWER;
	return v == ACTION_DAILY ? ACTION_DAY : (enum provider_action)v;
}

static const struct action_meaning meanings[ACTIONS] = {
	[ACTION_STOP] = { STATUS_CREDENTIALS, "the server refuses" },
	[ACTION_TOKEN] = { STATUS_CREDENTIALS, "the server refuses" },
	[ACTION_DAY] = { STATUS_CREDENTIALS, "the day's quota is used up" },
	[ACTION_MODEL] = { STATUS_INPUT, "the server has no such model; "
					 "correct \"model\"" },
	[ACTION_ADDRESS] = { STATUS_INPUT, "there is nothing at this address; "
					   "correct \"base_url\"" },
	[ACTION_FORM] = { STATUS_INPUT,
			  "the server does not take requests like this" },
};

const struct action_meaning *
action_meaning(enum provider_action v)
{
	return meanings[v].says == NULL ? NULL : &meanings[v];
}
