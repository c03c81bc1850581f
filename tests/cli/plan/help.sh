#!/bin/bash
# The help page.
lencurve plan --help
