# How many anomalous questions were handled as their author wanted.
chart = "handled"
load "figure.gp"
