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
