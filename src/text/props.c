#include "text/props.h"

#include "text/props.inc"
