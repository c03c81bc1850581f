/* sha256 against FIPS 180-4's examples and the lengths around a block. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

static const struct {
	const char *text;
	size_t times; /* the text is repeated */
	const char *digest;
} cases[] = {
	{ "", 1,
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", 1,
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "a", 55,
	  "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
	{ "a", 56,
	  "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a" },
	{ "a", 64,
	  "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
	{ "a", 1000000,
	  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

Test(sha256, known_answers)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t n = strlen(cases[i].text), all = n * cases[i].times;
		char *s = malloc(all + 1), hex[2 * SHA256_BYTES + 1];
		unsigned char d[SHA256_BYTES];

		for (size_t k = 0; k < cases[i].times; k++)
			memcpy(s + k * n, cases[i].text, n);
		sha256(d, s, all);
		for (int k = 0; k < SHA256_BYTES; k++)
			sprintf(hex + 2 * k, "%02x", d[k]);
		cr_assert_str_eq(hex, cases[i].digest, "case %zu", i);
		free(s);
	}
}

Test(sha256, as_a_policy_has_it)
{
	char text[SHA256_BASE64];

	sha256_base64(text, "", 0);
	cr_assert_str_eq(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
	cr_assert_eq(strlen(text), SHA256_BASE64 - 1);
}
