/*
 * order: comparisons for qsort and bsearch. That of doubles is
 * stat/select.h's.
 */
#ifndef BASE_ORDER_H
#define BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

int order_u32(const void *a, const void *b);
int order_u64(const void *a, const void *b);

/* Sorts x[0..n) and leaves each value once; returns how many there are. */
size_t order_once(uint64_t *x, size_t n);

#endif
