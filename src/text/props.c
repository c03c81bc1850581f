/*
 * One object of generated data, so that its size and its alignment are paid
 * for once and the counting code is compiled without it. Two stages of small
 * blocks: properties of the scripts in use stay in the cache.
 */
#include "text/props.h"

#include "text/props.inc"
