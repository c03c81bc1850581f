/*
 * Folders below know settings, not options: a message there asks for the
 * setting by name (base/speech), and these rows spell it as it is typed. A
 * literal a row, because messages are made on any thread.
 */
#include "cmd/settings.h"

#include <stddef.h>
#include <string.h>

#define SETTING(name)                                                          \
	{                                                                      \
		name, "--" name                                                \
	}

static const struct {
	const char *name, *option;
} setting_table[] = {
	SETTING("adopt"),
	SETTING("band"),
	SETTING("base"),
	SETTING("batch"),
	SETTING("common"),
	SETTING("encoding"),
	SETTING("id"),
	SETTING("label"),
	SETTING("like"),
	SETTING("list"),
	SETTING("name"),
	SETTING("only"),
	SETTING("prompt"),
	SETTING("reference"),
	SETTING("skip-bad"),
	SETTING("target"),
	SETTING("target-from-prompt"),
	SETTING("target-pattern"),
	SETTING("targets"),
	SETTING("text"),
	SETTING("under-test"),
	SETTING("undo"),
	SETTING("unit"),
	SETTING("where"),
};

const char *
settings_option(const char *name)
{
	for (size_t i = 0; i < sizeof(setting_table) / sizeof(*setting_table);
	     i++)
		if (strcmp(setting_table[i].name, name) == 0)
			return setting_table[i].option;
	return name;
}
