#!/bin/bash
# The closed form itself: a change here is a change of every expected curve.
lencurve sim --list curves
