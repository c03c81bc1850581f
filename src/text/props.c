/*
 * The data are written whole by gen_props.py and stand in an object of their
 * own: included where they are used, each kernel would carry its copy. Two
 * stages of small blocks, as the properties of the few scripts in use then
 * stay in the cache.
 */
#include "text/props.h"

#include "text/props.inc"
