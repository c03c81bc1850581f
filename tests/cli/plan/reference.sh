#!/bin/bash
# The reference sweep at a glance.
lencurve plan "$ROOT/sweeps/spring-festival.json"
