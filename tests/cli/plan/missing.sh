#!/bin/bash
# A file that is not there.
lencurve plan sweeps/none.json
