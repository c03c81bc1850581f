# The samplings of a grid, coldest first: how far, how spread, how wrong.
title_of_chart = "What temperature and top_p do"
chart = "effects"
load "common.gp"

of(i, column_name) = column("line") == i ? column(column_name) : NaN

set ytics font ",10"
set multiplot layout 3,1
set lmargin 10
set rmargin 3
set key at graph 0, screen 0.882 left top horizontal
set bmargin 1
set xrange [0.5:npoint + 0.5]
set format x ""
set ylabel "bias"
plot for [i=1:nseries] "effects.csv" \
	using (of(i, "cell")):"bias":"bias_lo":"bias_hi" \
	with yerrorbars lc rgb hue_of(i) pt mark_of(i) ps 0.8 title name[i]
unset label 1
unset label 2
unset label 3
unset key
set tmargin 1
set ylabel "spread"
set yrange [0:*]
plot for [i=1:nseries] "effects.csv" \
	using (of(i, "cell")):"spread":"spread_lo":"spread_hi" \
	with yerrorbars lc rgb hue_of(i) pt mark_of(i) ps 0.8
set ylabel "MALD"
set format x
set xtics rotate by -20
set bmargin 4
plot for [i=1:nseries] "effects.csv" \
	using (of(i, "cell")):"mald":"mald_lo":"mald_hi":xtic(strcol("sampling")) \
	with yerrorbars lc rgb hue_of(i) pt mark_of(i) ps 0.8
unset multiplot
