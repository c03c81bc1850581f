/*
 * The bands are the first run's for all: a band that moved from night to night
 * would compare other targets under one name.
 */
#include "verdict/runs.h"

#include <stdlib.h>

#include "base/mem.h"

int
runs_read(struct runs *r, size_t n, const char *const *path,
	  const char *const *band, size_t nband, const struct spec_known *k,
	  struct err *e)
{
	struct spec_band bands[CURVE_BANDS];
	size_t nbands;

	*r = (struct runs){ 0, mem_calloc(n, sizeof(*r->s)),
			    mem_calloc(n, sizeof(*r->c)) };
	if (curve_bands(path[0], k, band, nband, bands, &nbands, e) < 0)
		goto fail;
	for (; r->n < n; r->n++) {
		if (samples_read(&r->s[r->n], path[r->n], e) < 0)
			goto fail;
		curve_of(&r->c[r->n], &r->s[r->n], bands, nbands);
	}
	if (curve_bands_met(r->c, r->n, band, nband, e) < 0)
		goto fail;
	return 0;
fail:
	runs_fini(r);
	return -1;
}

void
runs_fini(struct runs *r)
{
	for (size_t i = 0; i < r->n; i++) {
		curve_fini(&r->c[i]);
		samples_fini(&r->s[i]);
	}
	free(r->c);
	free(r->s);
	*r = (struct runs){ 0, NULL, NULL };
}
