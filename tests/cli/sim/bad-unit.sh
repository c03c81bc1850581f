#!/bin/bash
lencurve sim --unit chars
