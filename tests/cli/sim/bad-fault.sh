#!/bin/bash
lencurve sim --faults '503*3,resett:0.1'
