# What length does to a judge's score, three ways.
chart = "bias"
load "figure.gp"
