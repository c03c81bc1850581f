/*
 * Before a run and apart from it: what is asked here is no question of the
 * sweep, costs nothing and may fail without a word.
 */
#include "cmd/servers.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/version.h"
#include "run/probe.h"

enum { BODY_MAX = 1024 * 1024 };

void
servers_keep(struct load *l, const struct manifest *before)
{
	for (size_t i = 0; i < l->manifest.nsent; i++) {
		struct manifest_sent *now = &l->manifest.sent[i];

		for (size_t k = 0; k < before->nsent; k++) {
			const struct manifest_sent *was = &before->sent[k];

			if (was->says != NULL &&
			    strcmp(was->model, now->model) == 0)
				now->says = arena_strdup(&l->arena, was->says);
		}
	}
}

void
servers_ask(struct load *l, const struct access *a, bool quiet)
{
	const struct spec *s = &l->spec;
	struct http_config config = { .calls = 1,
				      .way = access_way(),
				      .user_agent =
					  "lencurve/" LENCURVE_VERSION,
				      .max_body = BODY_MAX };
	struct http *h = NULL;
	struct err ignored;

	for (size_t i = 0; i < s->nmodel; i++) {
		const struct run_model *m = &a->model[i];
		const char *says;

		if (m->provider->self == NULL)
			continue;
		if (h == NULL && (h = http_open(&config, &ignored)) == NULL)
			return;
		says = probe_self(h, m, &s->limits, &l->arena);
		if (says == NULL)
			continue;
		for (size_t k = 0; k < s->nsampling; k++)
			l->manifest.sent[i * s->nsampling + k].says = says;
		if (!quiet)
			cmd_say(stderr, "%s: its server says of itself: %s\n",
				s->model[i].name, says);
	}
	http_close(h);
}
