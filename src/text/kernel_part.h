/*
 * kernel_part: a few bytes for a vector, by loads of what is there only.
 * Copying them to where a vector can be loaded would cost more than counting
 * them: a load waits for the stores it spans.
 */
#ifndef TEXT_KERNEL_PART_H
#define TEXT_KERNEL_PART_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* p[0..n), n < 16, as two words of the machine, then zeros. */
static inline __attribute__((always_inline)) void
kernel_part(const unsigned char *p, size_t n, uint64_t word[2])
{
	word[0] = word[1] = 0;
	if (n > 8) {
		memcpy(&word[0], p, 8);
		memcpy(&word[1], p + n - 8, 8);
		word[1] >>= 8 * (16 - n);
	} else if (n >= 4) {
		uint32_t first, last;

		memcpy(&first, p, 4);
		memcpy(&last, p + n - 4, 4);
		word[0] = first | (uint64_t)last << 8 * (n - 4);
	} else if (n > 0) {
		word[0] = p[0] | (uint64_t)p[n / 2] << 8 * (n / 2) |
			  (uint64_t)p[n - 1] << 8 * (n - 1);
	}
}

#endif
