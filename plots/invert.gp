# What to ask for over what is wanted, with the interval of the ask; where a
# curve ends, more cannot be had. Of more than six a panel for each.
if (!exists("format")) format = "svg"
chart = "invert"
settings = chart."-settings.gp"
tiled = 1
load "common.gp"

of(i, column_name) = column("series") == i ? column(column_name) : NaN

set xrange [0:target_max * 1.02]
set yrange [0:ask_max]
if (crowd) {
	tile_below = axis_wanted
	tile_beside = axis_ask
	load "tiles.gp"
	set xtics tic_few(target_max)
	set ytics tic_few(ask_max)
	set multiplot
	do for [k=1:nseries] {
		eval tile(k)
		set label 10 tile_name(k) at graph 0, graph 1 offset 0.3,0.55 left \
			font tile_font textcolor rgb hue_of(k)
		plot sample [0:target_max] x with lines dt (8, 6) lc rgb grey \
				notitle, \
			"invert.csv" every ::::last_row \
				using (of(k, "target")):"ask_lo":"ask_hi" \
				with filledcurves fc rgb shade_of(k) notitle, \
			"invert.csv" every ::::last_row \
				using (of(k, "target")):"ask" with lines \
				lc rgb hue_of(k) lw 1.4 notitle
		do for [i=1:6] { unset label i }
	}
	unset multiplot
} else {
	set xlabel axis_wanted
	set ylabel axis_ask
	if (ended) {
		do for [i=1:nseries] {
			if (end_y[i] == end_y[i]) {
				set label 20 + i name[i] at first end_x[i], \
					first end_y[i] left offset 0.8,0 \
					textcolor rgb hue_of(i) font pt(13)
			}
		}
		set label 20 mark_same at first target_max, first target_max left \
			offset 0.8,0 textcolor rgb grey font pt(12)
		set rmargin mark_same_width + 3
	}
	plot sample \
		[0:target_max] x with lines dt (8, 6) lc rgb grey \
			title mark_same, \
		for [i=1:nband] "invert.csv" every ::::last_row \
			using (of(i, "target")):"ask_lo":"ask_hi" \
			with filledcurves fc rgb shade_of(i) notitle, \
		for [i=1:nseries] "invert.csv" every ::::last_row using (of(i, "target")):"ask" \
			with lines lc rgb hue_of(i) lw 1.6 dt dash_of(i) \
			title name[i]
}
