#!/bin/bash
lencurve sim --list faults
