/*
 * The words, one row each, spelled as what is left of a server's word without
 * case, prefix and punctuation: vendors differ in those, and a row has to hold
 * for all of them. A new vendor's are rows.
 */
#include "provider/finish.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

static const struct {
	const char *word;
	enum finish finish;
} words[] = {
	{ "stop", FINISH_STOP },
	{ "stopped", FINISH_STOP },
	{ "stopsequence", FINISH_STOP },
	{ "stoptoken", FINISH_STOP },
	{ "stopword", FINISH_STOP },
	{ "endturn", FINISH_STOP },
	{ "endofturn", FINISH_STOP },
	{ "end", FINISH_STOP },
	{ "eos", FINISH_STOP },
	{ "eostoken", FINISH_STOP }, /* TGI */
	{ "eosfound", FINISH_STOP }, /* LM Studio */
	{ "stopstringfound", FINISH_STOP },
	{ "eot", FINISH_STOP },
	{ "normal", FINISH_STOP },   /* Qianfan */
	{ "complete", FINISH_STOP }, /* Cohere */
	{ "completed", FINISH_STOP },
	{ "finish", FINISH_STOP },
	{ "finished", FINISH_STOP },
	{ "done", FINISH_STOP },
	{ "success", FINISH_STOP },
	{ "toolcalls", FINISH_STOP },
	{ "toolcall", FINISH_STOP },
	{ "tooluse", FINISH_STOP },
	{ "functioncall", FINISH_STOP },
	{ "length", FINISH_CUT },
	{ "lengthlimit", FINISH_CUT },
	{ "limit", FINISH_CUT },
	{ "maxtokens", FINISH_CUT },
	{ "maxtoken", FINISH_CUT },
	{ "maxlength", FINISH_CUT },
	{ "maxnewtokens", FINISH_CUT },
	{ "maxoutputtokens", FINISH_CUT },
	{ "maxcompletiontokens", FINISH_CUT },
	{ "maxtokensreached", FINISH_CUT },
	{ "maxpredictedtokensreached", FINISH_CUT }, /* LM Studio */
	{ "tokenlimit", FINISH_CUT },
	{ "tokenlimitreached", FINISH_CUT },
	{ "outputlimit", FINISH_CUT },
	{ "modelcontextwindowexceeded", FINISH_CUT },
	{ "contextwindowexceeded", FINISH_CUT },
	{ "contextlengthexceeded", FINISH_CUT },
	{ "contextlength", FINISH_CUT },
	{ "exceedcontextwindow", FINISH_CUT },
	{ "modellength", FINISH_CUT }, /* Mistral */
	{ "maxtokensexceeded", FINISH_CUT },
	{ "maxoutputtokensexceeded", FINISH_CUT },
	{ "maxtokenlimit", FINISH_CUT },
	{ "exceededmaxtokens", FINISH_CUT },
	{ "outputlength", FINISH_CUT },
	{ "lengthcapped", FINISH_CUT },
	{ "lengthexceeded", FINISH_CUT },
	{ "lengthreached", FINISH_CUT },
	{ "cutoff", FINISH_CUT },
	{ "truncated", FINISH_CUT },
	{ "incomplete", FINISH_CUT },
	{ "contentfilter", FINISH_FILTERED },
	{ "contentfiltered", FINISH_FILTERED },
	{ "contentblocked", FINISH_FILTERED },
	{ "blocked", FINISH_FILTERED },
	{ "responseblocked", FINISH_FILTERED },
	{ "promptblocked", FINISH_FILTERED },
	{ "contentpolicy", FINISH_FILTERED },
	{ "contentpolicyviolation", FINISH_FILTERED },
	{ "riskcontrol", FINISH_FILTERED },
	{ "risk", FINISH_FILTERED },
	{ "sensitive", FINISH_FILTERED }, /* Zhipu */
	{ "safety", FINISH_FILTERED },    /* Gemini */
	{ "recitation", FINISH_FILTERED },
	{ "blocklist", FINISH_FILTERED },
	{ "prohibitedcontent", FINISH_FILTERED },
	{ "spii", FINISH_FILTERED },
	{ "imagesafety", FINISH_FILTERED },
	{ "modelarmor", FINISH_FILTERED },
	{ "guardrailintervened", FINISH_FILTERED }, /* Bedrock */
	{ "moderation", FINISH_FILTERED },
	{ "moderated", FINISH_FILTERED },
	{ "flagged", FINISH_FILTERED },
	{ "errortoxic", FINISH_FILTERED }, /* Cohere */
	{ "censored", FINISH_FILTERED },
	{ "refusal", FINISH_REFUSED },
	{ "refused", FINISH_REFUSED },
	{ "error", FINISH_BROKEN },
	{ "errorlimit", FINISH_BROKEN },
	{ "abort", FINISH_BROKEN },
	{ "aborted", FINISH_BROKEN },
	{ "cancel", FINISH_BROKEN },
	{ "canceled", FINISH_BROKEN },
	{ "cancelled", FINISH_BROKEN },
	{ "usercancel", FINISH_BROKEN },
	{ "failed", FINISH_BROKEN },
	{ "failure", FINISH_BROKEN },
	{ "timeout", FINISH_BROKEN },
	{ "interrupted", FINISH_BROKEN },
	{ "userstopped", FINISH_BROKEN }, /* LM Studio */
	{ "modelunloaded", FINISH_BROKEN },
	{ "unload", FINISH_BROKEN }, /* Ollama */
	{ "networkerror", FINISH_BROKEN },
	{ "overloaded", FINISH_BROKEN },
	{ "ratelimited", FINISH_BROKEN },
	{ "systemerror", FINISH_BROKEN },
	{ "internalerror", FINISH_BROKEN },
	{ "servererror", FINISH_BROKEN },
	{ "malformedfunctioncall", FINISH_BROKEN },
	{ "insufficientsystemresource", FINISH_BROKEN }, /* DeepSeek */
	{ "load", FINISH_LOADING },                      /* Ollama */
	{ "loading", FINISH_LOADING },
};

/* What a type's name leaves before its word. */
static const char *const prefixes[] = { "finishreason", "stopreason", "finish",
					"reason", NULL };

/* A word nobody knows that has one of these is told by it, in this order. */
static const struct {
	const char *part;
	enum finish finish;
} parts[] = {
	{ "maxtoken", FINISH_CUT },       { "maxlength", FINISH_CUT },
	{ "tokenlimit", FINISH_CUT },     { "lengthlimit", FINISH_CUT },
	{ "outputlimit", FINISH_CUT },    { "contextlength", FINISH_CUT },
	{ "contextwindow", FINISH_CUT },  { "maxoutput", FINISH_CUT },
	{ "maxnewtoken", FINISH_CUT },    { "truncat", FINISH_CUT },
	{ "filter", FINISH_FILTERED },    { "moderat", FINISH_FILTERED },
	{ "sensitiv", FINISH_FILTERED },  { "safety", FINISH_FILTERED },
	{ "censor", FINISH_FILTERED },    { "unsafe", FINISH_FILTERED },
	{ "prohibit", FINISH_FILTERED },  { "violat", FINISH_FILTERED },
	{ "guardrail", FINISH_FILTERED },
};

static enum finish
find_part(const char *word)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(word, parts[i].part) != NULL)
			return parts[i].finish;
	return FINISH_UNKNOWN;
}

static enum finish
find(const char *word)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].finish;
	return FINISH_UNKNOWN;
}

enum finish
finish_of(const char *word)
{
	char plain[64];
	size_t n = 0;
	enum finish f;

	for (; word != NULL && *word != '\0' && n + 1 < sizeof(plain); word++) {
		if (utf8_among(*word, ".:/") && word[1] != '\0')
			n = 0;
		else if (isalnum((unsigned char)*word))
			plain[n++] = (char)tolower((unsigned char)*word);
	}
	plain[n] = '\0';
	if (n == 0 || strcmp(plain, "null") == 0 || strcmp(plain, "none") == 0)
		return FINISH_NONE;
	f = find(plain);
	for (size_t i = 0; f == FINISH_UNKNOWN && prefixes[i] != NULL; i++) {
		size_t len = strlen(prefixes[i]);

		if (strncmp(plain, prefixes[i], len) == 0 && plain[len] != '\0')
			f = find(plain + len);
	}
	return f == FINISH_UNKNOWN ? find_part(plain) : f;
}

const char *
finish_word(const cJSON *field, struct arena *a)
{
	const cJSON *v;

	if (cJSON_IsString(field))
		return *field->valuestring == '\0' ? NULL : field->valuestring;
	if (cJSON_IsNumber(field))
		return arena_printf(a, "%.0f", field->valuedouble);
	if (cJSON_IsArray(field) || cJSON_IsObject(field))
		cJSON_ArrayForEach(v, field)
		{
			if (cJSON_IsString(v) && *v->valuestring != '\0')
				return v->valuestring;
		}
	return NULL;
}
