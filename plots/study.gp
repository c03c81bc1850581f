# Each goal of a study by its factors: one along x, a line for each level of the
# next, a panel for each of the third.
chart = "study"
load "figure.gp"
