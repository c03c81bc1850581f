/* settings: how the settings that messages name are typed. */
#ifndef CMD_SETTINGS_H
#define CMD_SETTINGS_H

/* "unit" as "--unit"; `name` itself where no option sets it. For
 * speech_lend_settings. */
const char *settings_option(const char *name);

#endif
