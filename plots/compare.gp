# Above, the curves; below, how much nearer than A each came, with its
# interval. Of more than six the second alone, a panel for each B.
if (!exists("format")) format = "svg"
chart = "compare"
settings = chart."-settings.gp"
column_height = 520
tiled = 1
load "common.gp"

of(i, column_name) = column("pair") == i ? column(column_name) : NaN
nb = nseries - nbase
shown_d(i) = column("smooth") == column("smooth") ? column("smooth") : \
	npoint < 20 ? column("d") : NaN
top = 0.83
low = slide ? 0.18 : 0.16
middle = low + (top - low) * 0.5

set multiplot
if (crowd) {
	tile_below = axis_asked
	tile_beside = axis_nearer
	load "tiles.gp"
	set xrange [0:target_max * 1.02]
	set yrange [d_min:d_max]
	set xtics tic_few(target_max)
	set ytics tic_few(d_max - d_min)
	do for [k=1:nb] {
		eval tile(k)
		set label 10 tile_name(nbase + k) at graph 0, graph 1 \
			offset 0.3,0.55 left font tile_font \
			textcolor rgb hue_of(nbase + k)
		plot "compare.csv" every ::::last_row \
				using (of(k, "target")):"lo":"hi" \
				with filledcurves fc rgb shade_of(nbase + k) \
				notitle, \
			0 with lines lc rgb grey notitle, \
			"compare.csv" every ::::last_row \
				using (of(k, "target")):"d" with points \
				lc rgb hue_of(nbase + k) pt 7 ps 0.12 notitle, \
			"compare.csv" every ::::last_row \
				using (of(k, "target")):(shown_d(k)) with lines \
				lc rgb hue_of(nbase + k) lw 1.4 notitle
		do for [i=1:6] { unset label i }
	}
} else {
	set lmargin 9
	if (!ended) {
		# Names have the height of both panels.
		set rmargin longest + 7
		set key at screen 0.99, screen top right top vertical maxcols 1
		eval "set key font '".pt(listed)."'"
		set tmargin at screen top
		set bmargin at screen low
		set border 0
		unset xtics
		unset ytics
		set xrange [0:1]
		set yrange [0:1]
		plot NaN notitle, keyentry with lines dt (8, 6) lc rgb grey \
			title mark_asked, \
			for [i=1:nseries] keyentry with lines lc rgb hue_of(i) \
			dt dash_of(i) lw 1.4 title name[i]
		do for [i=1:3] { unset label i }
		unset key
		set border 3 lc rgb ink lw 0.7
		set xtics nomirror out textcolor rgb ink scale 0.6
		set ytics nomirror out textcolor rgb ink scale 0.6
	}
	set tmargin at screen top
	set bmargin at screen middle + 0.04
	set xrange [0:target_max * 1.02]
	set yrange [0:length_max]
	set format x ""
	set ytics tic_step(length_max / 4.)
	# Beside so low a panel its name would be too long.
	set label 10 axis_measured at graph 0, graph 1 offset 0,0.7 left font pt(12) \
		textcolor rgb ink
	if (ended) {
		set label 20 mark_asked at graph 1.01, first end_length[nseries + 1] \
			left textcolor rgb grey font pt(12)
		do for [i=1:nseries] {
			if (end_length[i] == end_length[i]) {
				set label 20 + i name[i] at graph 1.01, \
					first end_length[i] left \
					textcolor rgb hue_of(i) font pt(13)
			}
		}
	}
	plot sample \
		[0:target_max] x with lines dt (8, 6) lc rgb grey notitle, \
		for [k=1:nbase] "compare.csv" every ::::last_row \
			using (of(pair_of_base[k], "target")):"length_a" \
			with linespoints lc rgb hue_of(k) dt dash_of(k) lw 1.1 \
			pt mark_of(k) ps size notitle, \
		for [i=1:nb] "compare.csv" every ::::last_row \
			using (of(i, "target")):"length_b" \
			with linespoints lc rgb hue_of(nbase + i) dt dash_of(nbase + i) \
			lw 1.1 pt mark_of(nbase + i) ps size notitle

	do for [i=1:3] { unset label i }
	do for [i=0:nseries] { unset label 20 + i }
	set format x "%g"
	set tmargin at screen middle - 0.05
	set bmargin at screen low
	set xlabel axis_asked
	set label 10 axis_nearer
	set yrange [d_min:d_max]
	set ytics tic_step((d_max - d_min) / 4.)
	if (ended) {
		do for [i=1:nb] {
			if (end_d[i] == end_d[i]) {
				set label 20 + i name[nbase + i] at graph 1.01, \
					first end_d[i] left \
					textcolor rgb hue_of(nbase + i) font pt(13)
			}
		}
	}
	plot \
		for [i=1:nb] "compare.csv" every ::::last_row \
			using (of(i, "target")):"lo":"hi" \
			with filledcurves fc rgb shade_of(nbase + i) notitle, \
		0 with lines lc rgb grey notitle, \
		for [i=1:nb] "compare.csv" every ::::last_row \
			using (of(i, "target")):"d" \
			with points lc rgb hue_of(nbase + i) pt 7 ps 0.25 notitle, \
		for [i=1:nb] "compare.csv" every ::::last_row \
			using (of(i, "target")):(shown_d(i)) \
			with lines lc rgb hue_of(nbase + i) dt dash_of(nbase + i) lw 1.6 notitle
}
unset multiplot
