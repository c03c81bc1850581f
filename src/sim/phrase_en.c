/*
 * English phrases of the Spring Festival, of many lengths, so that a model
 * that is to stop near a length finds one that fits.
 */
#include <stddef.h>

#include "sim/phrase.h"

/* clang-format off */
static const struct phrase_theme themes[] = {
	{ { /* the way home */
	"The last train home is full", "Snow runs past the window",
	"He counts the stations one by one", "Mother waits by the stone bridge",
	"The old dog knows the footsteps first", "A suitcase full of gifts rolls up the lane",
	"The stove glows red", "Somebody takes the heavy bag without a word",
	"The accent of the valley warms the heart", "Every window in the village is lit",
	"A child runs out without a coat", "The year's dust stays outside the door",
	} },
	{ { /* dinner */
	"Dumplings turn over in the pot", "The fish is served whole for plenty",
	"Grandfather lifts the first cup", "Steam climbs the kitchen window",
	"Four generations share one round table", "A coin hides in one lucky dumpling",
	"Sweet rice balls float like small moons", "Chopsticks ring against the bowls",
	"Nobody counts the dishes", "A place is kept for the one who is far away",
	"The rice wine is warm and sweet", "Laughter fills the house till midnight",
	} },
	{ { /* streets */
	"Firecrackers run down the street", "Red paper covers the snow",
	"Golden rain falls slowly over the roofs", "The lion winks and begs for a red envelope",
	"Drums shake the paper lanterns", "A dragon winds through the crowd",
	"Children cover their ears and look anyway", "Sparklers draw circles in the dark",
	"The whole town flickers gold and green", "Sugar figures shine under the lamps",
	"A boy rides on his father's shoulders", "The river carries a thousand lights",
	} },
	{ { /* doors */
	"New couplets frame the old door", "The ink still smells fresh",
	"Lanterns sway under the eaves", "Paper magpies sit on the window",
	"The yard has been swept twice", "The character for luck hangs upside down",
	"Two narcissus flowers open in time", "Red knots hang by the gate",
	"Father asks whether it is straight", "Small oranges glow on the little tree",
	} },
	{ { /* visits */
	"Visitors knock before the sun is up", "New coats rustle in the hall",
	"Red envelopes sleep under pillows", "Grandmother fills every pocket with sweets",
	"Old friends bow and laugh", "The tea is poured again and again",
	"Cousins line up for the family photo", "Good wishes pass from hand to hand",
	"Stories travel round the stove", "The smallest one bows the lowest",
	} },
	{ { /* wishes */
	"May the new year be kind", "Spring is already at the door",
	"The old sorrow stays with the old year", "Seeds turn over under the snow",
	"Home is where the lights are on", "May every traveller find the way back",
	"The swallows will return", "Hope grows like the young wheat",
	"Peace to the old and joy to the young", "The road ahead begins at this gate",
	} },
	{ { NULL } },
};

static const char *const sharp[] = {
	"Happy New Year 2026 🎉", "The clock says 23:59", "Mother made 108 dumplings 🥟",
	"Lanterns everywhere 🏮", "The 👨‍👩‍👧‍👦 photo came out well", "Train D301 arrives on time",
	"A caf\xc3\xa9 stays open 24 hours", "It isn't late yet", "Well-wishers fill the lane",
	"Fireworks \xe2\x80\x94 at last", NULL,
};

static const char *const closers[] = {
	"A", "Oh", "Joy", "Home", "Peace", "Family", "Lantern", "Good luck",
	"Good cheer", "Red lights", "Warm hearts", "Snow outside", "Home at last",
	"Spring is near", "All are home", "Lights are lit", "A happy new year",
	"The year begins", "The snow is deep", "The lamps still burn",
	"Nobody sleeps tonight", "Everyone is together", "The drums go on and on",
	"Morning comes with snow", "And so the year begins", "We are all home once more", NULL,
};
/* clang-format on */

const struct phrase_language phrase_en = {
	.theme = themes,
	.closer = closers,
	.sharp = sharp,
	.comma = { ". " },
	.stop = { ". ", ". ", ". ", "! " },
	.paragraph = { ".\n\n", ".\n" },
	.end = { ".", ".", "", "!" },
	.odd_end = { "!", "!!" },
};
