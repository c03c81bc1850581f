/*
 * The sweep reader stands below providers and units and may not include them;
 * it is handed their names from up here, so that a new provider or unit needs
 * no change in sweep/.
 */
#include "cmd/known.h"

#include "measure/unit.h"
#include "provider/provider.h"

const struct spec_known *
cmd_known(void)
{
	static struct spec_known known;

	known.providers = provider_names();
	known.units = unit_names();
	return &known;
}
