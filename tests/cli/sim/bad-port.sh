#!/bin/bash
lencurve sim --port 65536
