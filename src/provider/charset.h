/* charset: a body in the charset that its content type names, made UTF-8. */
#ifndef PROVIDER_CHARSET_H
#define PROVIDER_CHARSET_H

#include "provider/provider.h"

/*
 * Sets body and body_len where they change; the new ones lie in the arena. A
 * body that is UTF-8 whatever its type says, or in a charset nobody knows,
 * stays as it is.
 */
void charset_heed(struct provider_response *r, struct arena *a);

#endif
