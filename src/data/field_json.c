/*
 * A journal has a line for every answer, so lines have a writer of their own:
 * ,"name": stands ready in the table, and numbers are made in place. Results
 * are small and go through jsonw, which can indent.
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/field_get.h"

/* ---- members through jsonw ---- */

static void
add_bits(struct jsonw *w, const struct field *f, unsigned bits)
{
	struct buf text;

	buf_init(&text, 1 << 16);
	field_bits(f->names, bits, &text);
	jsonw_str(w, buf_text(&text));
	buf_fini(&text);
}

static void
add_interval(struct jsonw *w, const double *in)
{
	if (isnan(in[0])) {
		jsonw_null(w);
		return;
	}
	jsonw_array(w);
	jsonw_num(w, in[0]);
	jsonw_num(w, in[1]);
	jsonw_end(w);
}

static void
add_list(struct jsonw *w, const struct field *f, const void *row)
{
	const char *const *rows = (const void *)((const char *)row + f->at);

	field_json_list(w, f->name, f->of, *rows, f->size,
			*field_with_size(f, row));
}

static void
add_texts(struct jsonw *w, const char *const *text, size_t n)
{
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		jsonw_str(w, text[i]);
	jsonw_end(w);
}

static void
add_wholes(struct jsonw *w, const uint32_t *x, size_t n)
{
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		jsonw_int(w, x[i]);
	jsonw_end(w);
}

/* The kinds that are more than a key and a value. */
static bool
add_composed(struct jsonw *w, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;

	switch (f->kind) {
	case FIELD_RANGE:
		jsonw_knum(w, "from", *(const double *)v);
		jsonw_knum(w, "to", *field_with_real(f, row));
		return true;
	case FIELD_INTERVAL:
		jsonw_key(w, f->name);
		add_interval(w, v);
		return true;
	case FIELD_ESTIMATE:
		jsonw_kobject(w, f->name);
		jsonw_knum(w, "value", *(const double *)v);
		jsonw_key(w, "interval");
		add_interval(w, field_with_real(f, row));
		jsonw_end(w);
		return true;
	case FIELD_OBJECT:
		jsonw_key(w, f->name);
		field_json_object(w, f->of, v);
		return true;
	case FIELD_LIST:
		add_list(w, f, row);
		return true;
	default:
		return false;
	}
}

static void
add_value(struct jsonw *w, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;
	char hex[HASH_HEX];

	switch (f->kind) {
	case FIELD_TEXT:
		jsonw_str(w, *(const char *const *)v);
		break;
	case FIELD_BODY:
		jsonw_strn(w, *(const char *const *)v,
			   *field_with_size(f, row));
		break;
	case FIELD_BOOL:
		jsonw_bool(w, *(const bool *)v);
		break;
	case FIELD_U32:
		jsonw_int(w, *(const uint32_t *)v);
		break;
	case FIELD_U64:
		jsonw_int(w, (int64_t) * (const uint64_t *)v);
		break;
	case FIELD_SIZE:
		jsonw_int(w, (int64_t) * (const size_t *)v);
		break;
	case FIELD_INT:
	case FIELD_TIME:
		jsonw_int(w, *(const int64_t *)v);
		break;
	case FIELD_HASH:
		hash_hex(hex, *(const uint64_t *)v);
		jsonw_str(w, hex);
		break;
	case FIELD_ENUM:
		jsonw_str(w, field_word(f, v));
		break;
	case FIELD_BITS:
		add_bits(w, f, *(const unsigned *)v);
		break;
	case FIELD_TEXTS:
		add_texts(w, *(const char *const *const *)v,
			  *field_with_size(f, row));
		break;
	case FIELD_WHOLES:
		add_wholes(w, *(const uint32_t *const *)v,
			   *field_with_size(f, row));
		break;
	case FIELD_RAW:
		jsonw_raw(w, *(const char *const *)v,
			  strlen(*(const char *const *)v));
		break;
	default:
		jsonw_num(w, field_number(f, row));
	}
}

void
field_json(struct jsonw *w, const struct field *table, const void *row)
{
	for (const struct field *f = table; f->name != NULL; f++) {
		bool missing;

		if (!field_in_json(f) || add_composed(w, f, row))
			continue;
		missing = field_is_missing(f, row);
		if (missing && (f->flags & FIELD_SPARSE) != 0)
			continue;
		jsonw_key(w, f->name);
		if (missing)
			jsonw_null(w);
		else
			add_value(w, f, row);
	}
}

void
field_json_object(struct jsonw *w, const struct field *table, const void *row)
{
	jsonw_object(w);
	field_json(w, table, row);
	jsonw_end(w);
}

void
field_json_list(struct jsonw *w, const char *key, const struct field *table,
		const void *rows, size_t size, size_t n)
{
	jsonw_karray(w, key);
	for (size_t i = 0; i < n; i++)
		field_json_object(w, table, (const char *)rows + i * size);
	jsonw_end(w);
}

/* ---- a line, written fast ---- */

static void
put_text(struct buf *out, const char *s)
{
	jsonw_quote(out, s, strlen(s));
}

/* There is room for a number behind every lead. */
static void
put_int(struct buf *out, int64_t x)
{
	out->len += num_format_int(out->data + out->len, x);
}

static void
put_real(struct buf *out, double x)
{
	if (isfinite(x))
		out->len += num_format(out->data + out->len, x);
	else
		buf_puts(out, "null");
}

/* Names have nothing to escape. */
static void
put_bits(struct buf *out, const struct field *f, unsigned bits)
{
	buf_putc(out, '"');
	field_bits(f->names, bits, out);
	buf_putc(out, '"');
}

static void
put_value(struct buf *out, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;
	char hex[HASH_HEX];

	switch (f->kind) {
	case FIELD_TEXT:
		put_text(out, *(const char *const *)v);
		break;
	case FIELD_BODY:
		jsonw_quote(out, *(const char *const *)v,
			    *field_with_size(f, row));
		break;
	case FIELD_U32:
		put_int(out, *(const uint32_t *)v);
		break;
	case FIELD_U64:
		put_int(out, (int64_t) * (const uint64_t *)v);
		break;
	case FIELD_SIZE:
		put_int(out, (int64_t) * (const size_t *)v);
		break;
	case FIELD_INT:
	case FIELD_TIME:
		put_int(out, *(const int64_t *)v);
		break;
	case FIELD_REAL:
		put_real(out, *(const double *)v);
		break;
	case FIELD_BOOL:
		buf_puts(out, *(const bool *)v ? "true" : "false");
		break;
	case FIELD_HASH:
		hash_hex(hex, *(const uint64_t *)v);
		put_text(out, hex);
		break;
	case FIELD_ENUM:
		put_text(out, field_word(f, v));
		break;
	case FIELD_BITS:
		put_bits(out, f, *(const unsigned *)v);
		break;
	default:
		assert(false && "a kind that no line has");
	}
}

int
field_json_line(const struct field *table, const void *row, struct buf *out)
{
	size_t start = out->len;

	for (const struct field *f = table; f->name != NULL; f++) {
		if (field_is_missing(f, row))
			continue;
		if (buf_reserve(out, sizeof(f->lead) + NUM_TEXT) != 0)
			return -1;
		memcpy(out->data + out->len, f->lead, sizeof(f->lead));
		out->len += f->lead_len;
		put_value(out, f, row);
	}
	out->data[start] = '{'; /* it was the first field's comma */
	buf_puts(out, "}\n");
	return buf_failed(out) ? -1 : 0;
}

/* ---- read back ---- */

/* A whole number from lo to 2^53, the largest that JSON carries exactly. */
static bool
whole(const cJSON *v, double lo, double hi, int64_t *x)
{
	double d = v->valuedouble;

	if (!cJSON_IsNumber(v) || d != floor(d) || d < lo || d > hi)
		return false;
	*x = (int64_t)d;
	return true;
}

static bool
read_number(const struct field *f, const cJSON *v, void *to)
{
	int64_t x = 0;

	if (f->kind == FIELD_REAL) {
		*(double *)to = v->valuedouble;
		return cJSON_IsNumber(v);
	}
	if (!whole(v, f->kind == FIELD_TIME ? -0x1p53 : 0,
		   f->kind == FIELD_U32 ? UINT32_MAX : 0x1p53, &x))
		return false;
	if (f->kind == FIELD_U32)
		*(uint32_t *)to = (uint32_t)x;
	else if (f->kind == FIELD_U64)
		*(uint64_t *)to = (uint64_t)x;
	else if (f->kind == FIELD_SIZE)
		*(size_t *)to = (size_t)x;
	else
		*(int64_t *)to = x;
	return true;
}

static bool
find_word(const struct field *f, const char *s, unsigned *to)
{
	for (unsigned i = 0; f->names[i] != NULL; i++) {
		if (strcmp(f->names[i], s) == 0) {
			*to = i;
			return true;
		}
	}
	return false;
}

bool
field_text_read(const struct field *f, const char *s, size_t n, void *row)
{
	void *to = (char *)row + f->at;

	switch (f->kind) {
	case FIELD_BODY:
		*(size_t *)(void *)((char *)row + f->with) = n;
		/* fall through */
	case FIELD_TEXT:
		*(const char **)to = s;
		return true;
	case FIELD_HASH:
		return hash_unhex(s, to) == 0;
	case FIELD_ENUM:
		return find_word(f, s, to);
	case FIELD_BITS:
		*(unsigned *)to = field_bits_read(f->names, s);
		return true;
	default:
		return false;
	}
}

static bool
read_value(const struct field *f, const cJSON *v, void *row)
{
	void *to = (char *)row + f->at;
	const char *s;

	switch (f->kind) {
	case FIELD_U32:
	case FIELD_U64:
	case FIELD_SIZE:
	case FIELD_INT:
	case FIELD_TIME:
	case FIELD_REAL:
		return read_number(f, v, to);
	case FIELD_BOOL:
		*(bool *)to = cJSON_IsTrue(v);
		return cJSON_IsBool(v);
	default:
		s = cJSON_GetStringValue(v);
		return s != NULL && field_text_read(f, s, strlen(s), row);
	}
}

int
field_json_read(const struct field *table, void *row, const cJSON *o,
		struct err *e)
{
	const cJSON *next = o->child;

	for (const struct field *f = table; f->name != NULL; f++) {
		const cJSON *v = next;

		if (f->kind >= FIELD_OBJECT) {
			field_clear_one(f, row);
			continue;
		}
		/* Our own lines have the order of the table. */
		if (v == NULL || strcmp(v->string, f->name) != 0)
			v = json_get(o, f->name);
		if (v != NULL)
			next = v->next;
		if (v == NULL || cJSON_IsNull(v)) {
			if ((f->flags & FIELD_REQUIRED) == 0) {
				field_clear_one(f, row);
				continue;
			}
			return err_set(e, STATUS_INPUT, "\"%s\" is missing",
				       f->name);
		}
		if (!read_value(f, v, row))
			return err_set(e, STATUS_INPUT,
				       "\"%s\" has a value that cannot be",
				       f->name);
	}
	return 0;
}
