#!/bin/bash
lencurve sim --help
