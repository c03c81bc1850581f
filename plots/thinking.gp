# What models think before they answer, by target and wording.
chart = "thinking"
load "figure.gp"
