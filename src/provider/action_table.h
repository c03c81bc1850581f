/*
 * action_table: what vendors say and what it stands for (private to action).
 * A new vendor is rows here and nothing else.
 */
#ifndef PROVIDER_ACTION_TABLE_H
#define PROVIDER_ACTION_TABLE_H

#include "provider/action.h"

/* Beside enum provider_action: kept back by a filter; a limit of a day. */
enum { ACTION_FILTERED = ACTIONS, ACTION_DAILY };

/* A vendor's own code as a number; number -1 ends the table. */
struct action_number {
	enum action_vendor vendor;
	int64_t number;
	int action;
};

/*
 * A word of code, type, status or reason, without case and without anything
 * but letters and digits, so that InvalidApiKey, invalid_api_key and "Invalid
 * API key" are one row; one that ends in '*' is the beginning of a word.
 * `always` words beat the HTTP status; the others are for errors that come
 * with status 200 or 400, which say nothing by themselves.
 */
struct action_word {
	const char *word; /* NULL ends the table */
	int action;
	bool always;
};

/* Prose, for when it is all there is; the surest first. */
struct action_phrase {
	const char *phrase; /* NULL ends the table */
	int action;
};

extern const struct action_number action_numbers[];
extern const struct action_word action_words[];
extern const struct action_phrase action_phrases[];

#endif
