#!/bin/bash
lencurve sim --list formula
