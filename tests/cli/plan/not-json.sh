#!/bin/bash
# HTML saved as a sweep.
echo "<!DOCTYPE html>" > s.json
lencurve plan s.json
