/*
 * As gettext(3) does it, but with a table inside the program: there is no
 * catalogue to install, and what is said depends on no locale.
 */
#include "base/speech.h"

#include <stddef.h>

static const char *(*lent)(const char *english);
static const char *(*spelled)(const char *name);

void
speech_lend(const char *(*find)(const char *english))
{
	lent = find;
}

const char *
speech_of(const char *english)
{
	const char *other = lent != NULL ? lent(english) : NULL;

	return other != NULL ? other : english;
}

const char *
speech_for(bool programs, const char *english)
{
	return programs ? english : speech_of(english);
}

void
speech_lend_settings(const char *(*spell)(const char *name))
{
	spelled = spell;
}

const char *
speech_setting(const char *name)
{
	return spelled != NULL ? spelled(name) : name;
}
