# Who wins of pairs, and what place and length are worth.
chart = "pairs"
load "figure.gp"
