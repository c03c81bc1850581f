#!/bin/bash
# Without a sweep.
lencurve plan
