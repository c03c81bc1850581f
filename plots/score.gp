# What a judge gives against how far answers are off.
chart = "score"
load "figure.gp"
