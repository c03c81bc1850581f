#!/bin/bash
lencurve sim --list models
