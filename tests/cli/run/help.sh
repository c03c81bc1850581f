#!/bin/bash
# The help page.
lencurve run --help
