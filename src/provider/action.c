#include "provider/action.h"

#include <string.h>
#include <strings.h>

/* Qianfan's numbers; those that are not here fail the cell. */
static const struct {
	int64_t number;
	enum provider_action action;
} numbers[] = {
	{ 18, ACTION_RATE_LIMIT },     /* QPS */
	{ 336501, ACTION_RATE_LIMIT }, /* requests a minute */
	{ 336502, ACTION_RATE_LIMIT }, /* tokens a minute */
	{ 1, ACTION_BUSY },
	{ 2, ACTION_BUSY },
	{ 4, ACTION_BUSY },
	{ 15, ACTION_BUSY },
	{ 336000, ACTION_BUSY },
	{ 336100, ACTION_BUSY },
	{ 500000, ACTION_BUSY },
	{ 110, ACTION_TOKEN }, /* invalid */
	{ 111, ACTION_TOKEN }, /* expired */
	{ 6, ACTION_STOP },    /* no permission */
	{ 13, ACTION_STOP },
	{ 14, ACTION_STOP }, /* IAM */
	{ 17, ACTION_STOP }, /* a day's quota */
	{ 19, ACTION_STOP }, /* the whole quota */
};

/*
 * Words of error.code and error.type. `always` words beat the HTTP status;
 * the others are for errors that arrive with status 200, in a stream.
 */
static const struct {
	const char *word;
	enum provider_action action;
	bool always, filtered;
} words[] = {
	{ "insufficient_quota", ACTION_STOP, true, false },
	{ "billing_hard_limit_reached", ACTION_STOP, true, false },
	{ "billing_not_active", ACTION_STOP, true, false },
	{ "billing_error", ACTION_STOP, true, false },
	{ "account_deactivated", ACTION_STOP, true, false },
	{ "invalid_api_key", ACTION_STOP, true, false },
	{ "authentication_error", ACTION_STOP, true, false },
	{ "permission_error", ACTION_STOP, true, false },
	{ "access_denied", ACTION_STOP, true, false },
	{ "AccessDenied", ACTION_STOP, true, false },
	{ "InvalidAccessKeyId", ACTION_STOP, true, false },
	{ "SignatureDoesNotMatch", ACTION_STOP, true, false },
	{ "IamSignatureInvalid", ACTION_STOP, true, false },
	{ "RequestExpired", ACTION_STOP, true, false },
	{ "invalid_iam_token", ACTION_TOKEN, true, false },
	{ "content_filter", ACTION_ANSWER, true, true },
	{ "content_policy_violation", ACTION_ANSWER, true, true },
	{ "ResponsibleAIPolicyViolation", ACTION_ANSWER, true, true },
	{ "data_inspection_failed", ACTION_ANSWER, true, true },
	{ "rate_limit_error", ACTION_RATE_LIMIT, false, false },
	{ "rate_limit_exceeded", ACTION_RATE_LIMIT, false, false },
	{ "rpm_rate_limit_exceeded", ACTION_RATE_LIMIT, true, false },
	{ "tpm_rate_limit_exceeded", ACTION_RATE_LIMIT, true, false },
	{ "user_rate_limit_exceeded", ACTION_RATE_LIMIT, true, false },
	{ "preemptible_rate_limit_exceeded", ACTION_RATE_LIMIT, true, false },
	{ "overloaded_error", ACTION_BUSY, true, false },
	{ "timeout_error", ACTION_BUSY, false, false },
	{ "api_error", ACTION_BUSY, false, false },
	{ "server_error", ACTION_BUSY, false, false },
	{ "internal_error", ACTION_BUSY, false, false },
	{ "internal_server_error", ACTION_BUSY, false, false },
	{ "InternalServerError", ACTION_BUSY, false, false },
	{ "service_unavailable", ACTION_BUSY, false, false },
	{ "unavailable_error", ACTION_BUSY, false, false },
};

/* Some say only in prose that the account is empty. */
static const char *const no_money[] = {
	"credit balance is too low",
	"insufficient balance",
	NULL,
};

static const struct {
	const char *word;
	enum finish finish;
} finishes[] = {
	{ "stop", FINISH_STOP },
	{ "end_turn", FINISH_STOP },
	{ "length", FINISH_CUT },
	{ "max_tokens", FINISH_CUT },
	{ "model_context_window_exceeded", FINISH_CUT },
	{ "model_length", FINISH_CUT },
	{ "content_filter", FINISH_FILTERED },
	{ "sensitive", FINISH_FILTERED },
	{ "refusal", FINISH_REFUSED },
	{ "error", FINISH_BROKEN },
	{ "abort", FINISH_BROKEN },
	{ "insufficient_system_resource", FINISH_BROKEN },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
find_word(const char *word, bool always, enum provider_action *v,
	  bool *filtered)
{
	for (size_t i = 0; word != NULL && i < COUNT(words); i++) {
		if (words[i].always >= always &&
		    strcmp(words[i].word, word) == 0) {
			*v = words[i].action;
			*filtered = words[i].filtered;
			return true;
		}
	}
	return false;
}

static bool
says(const char *message, const char *phrase)
{
	size_t n = strlen(phrase);

	for (; message != NULL && *message != '\0'; message++)
		if (strncasecmp(message, phrase, n) == 0)
			return true;
	return false;
}

static enum provider_action
by_status(int64_t status)
{
	switch (status) {
	case 401:
	case 402:
	case 403:
		return ACTION_STOP;
	case 404:
		return ACTION_ABSENT;
	case 408:
	case 409:
	case 425:
		return ACTION_BUSY;
	case 429:
		return ACTION_RATE_LIMIT;
	default:
		return status >= 500 ? ACTION_BUSY : ACTION_CELL;
	}
}

enum provider_action
action_of(const struct fault *f, bool *filtered)
{
	bool success = f->status >= 200 && f->status < 300;
	enum provider_action v;

	*filtered = false;
	if (find_word(f->code, !success, &v, filtered) ||
	    find_word(f->type, !success, &v, filtered))
		return v;
	for (size_t i = 0; i < COUNT(numbers); i++)
		if (numbers[i].number == f->number)
			return numbers[i].action;
	for (size_t i = 0; no_money[i] != NULL; i++)
		if (says(f->message, no_money[i]))
			return ACTION_STOP;
	/* An error that is only a text, after success: the server broke. */
	if (success && f->number < 0 && f->code == NULL && f->type == NULL)
		return ACTION_BUSY;
	return by_status(f->status);
}

enum finish
finish_of(const char *word)
{
	for (size_t i = 0; word != NULL && i < COUNT(finishes); i++)
		if (strcmp(finishes[i].word, word) == 0)
			return finishes[i].finish;
	return FINISH_STOP;
}
