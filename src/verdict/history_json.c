/* history as JSON. */
#include <string.h>

#include "curve/interval.h"
#include "verdict/history.h"

static void
json_point(struct jsonw *w, const struct history_point *p, const char *name,
	   bool limits)
{
	jsonw_object(w);
	jsonw_kint(w, "night", (int64_t)p->run + 1);
	jsonw_kstr(w, "run", name);
	jsonw_kint(w, "planned", (int64_t)p->planned);
	jsonw_kint(w, "measured", (int64_t)p->measured);
	jsonw_knum(w, relation_miss_key(limits), p->miss);
	interval_json(w, limits ? "miss_interval" : "mald_interval", p->in);
	jsonw_knum(w, "centre", p->centre);
	jsonw_knum(w, "lower", p->lower);
	jsonw_knum(w, "upper", p->upper);
	jsonw_knum(w, "cusum_up", p->cusum_up);
	jsonw_knum(w, "cusum_down", p->cusum_down);
	jsonw_kstr(w, "signal", p->signal[0] != '\0' ? p->signal : NULL);
	jsonw_kbool(w, "alarm", p->alarm);
	jsonw_end(w);
}

/* The n points of one line. */
static void
json_line(struct jsonw *w, const struct history *h,
	  const struct history_point *p, size_t n, const char *const *name)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", p->model);
	jsonw_kstr(w, "sampling", p->sampling);
	jsonw_kstr(w, "variant", p->variant);
	jsonw_knum(w, "from", p->lo);
	jsonw_knum(w, "to", p->hi);
	jsonw_key(w, "nights");
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		json_point(w, &p[i], name[p[i].run], h->limits);
	jsonw_end(w);
	jsonw_end(w);
}

void
history_json(const struct history *h, const char *const *name, struct jsonw *w)
{
	jsonw_object(w);
	jsonw_kstr(w, "unit", h->unit);
	jsonw_kbool(w, "simulated", h->simulated);
	jsonw_kint(w, "reference", (int64_t)h->reference);
	jsonw_knum(w, "decision", h->decision);
	jsonw_key(w, "lines");
	jsonw_array(w);
	for (size_t i = 0, n; i < h->n; i += n) {
		n = history_line(h, i);
		json_line(w, h, &h->point[i], n, name);
	}
	jsonw_end(w);
	jsonw_end(w);
}
