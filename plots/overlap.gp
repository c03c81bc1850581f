# Overlap with references against length over target.
chart = "overlap"
load "figure.gp"
