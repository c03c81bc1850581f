# How deviations lie in each band of targets: a box for each series. Of more
# than six a panel for each.
if (!exists("format")) format = "svg"
load "settings.gp"
title_of_chart = title_bands
title_width = title_bands_width
chart = "bands"
tiled = 2
load "common.gp"
ended = 0
if (!text) {
	set label 3 (unanswered.(unanswered eq "" ? "" : "; ").mark_boxes) \
		font small(11, mark_boxes_width + strlen(unanswered))
	set bmargin 4.8
	if (nseries <= 6) {
		set rmargin 3
		set tmargin 6.6
		set key at screen 0.02, screen 0.868 left top horizontal \
			maxcols auto maxrows 1
		eval "set key font '".small(12, names_width)."'"
	} else {
		set key outside right top vertical
	}
}
stats "bands.csv" using "band" name "B" nooutput
band_name(from, to) = sprintf("%.0f-%.0f", from, to)
set style fill solid 0.35 border
if (crowd) {
	stats "bands.csv" using "p5":"p95" name "Y" nooutput
	y_lo = Y_min_x < -15 ? Y_min_x : -15
	y_hi = Y_max_y > 15 ? Y_max_y : 15
	array name_of_band[B_max]
	do for [b=1:B_max] {
		stats "bands.csv" using (column("band") == b ? column("from") : NaN): \
			(column("band") == b ? column("to") : NaN) name "R" nooutput
		name_of_band[b] = band_name(R_min_x, R_min_y)
	}
	tile_below = axis_band
	tile_beside = axis_deviation
	load "tiles.gp"
	set xrange [0.5:B_max + 0.5]
	set yrange [1.05 * y_lo:1.05 * y_hi]
	set ytics tic_few(y_hi - y_lo)
	set object 1 rectangle from graph 0, first -15 to graph 1, first 15 \
		behind fc rgb near fs solid noborder
	set boxwidth 0.4
	set multiplot
	do for [k=1:nseries] {
		eval tile(k)
		set xtics () scale 0
		do for [b=1:B_max] {
			set xtics add ((tile_ends(k) ? name_of_band[b] : "") b)
		}
		set label 10 tile_name(k) at graph 0, graph 1 offset 0.3,0.55 left \
			font tile_font textcolor rgb hue_of(k)
		here(x) = column("series") == k ? column(x) : NaN
		plot 0 with lines dt (8, 6) lc rgb grey notitle, \
			"bands.csv" using (here("band")):"q1":"p5":"p95":"q3" \
				with candlesticks whiskerbars 0.5 fc rgb hue_of(k) \
				lc rgb hue_of(k) lw 1 notitle, \
			"bands.csv" using (here("band")): \
				"median":"median":"median":"median" \
				with candlesticks lc rgb bright lw 2 notitle
		do for [i=1:6] { unset label i }
	}
	unset multiplot
} else {
	set xlabel axis_band
	set ylabel axis_deviation
	set format x "%s"
	unset xtics
	set grid y lt 1 lc rgb pale lw 0.5
	if (!text) {
		set object 1 rectangle from graph 0, first -15 to graph 1, first 15 \
			behind fc rgb near fs solid noborder
	}
	set xrange [0.5:B_max + 0.5]
	set offsets 0, 0, graph 0.05, graph 0.05
	box = 0.8 / nseries
	beside(i) = column("band") + (i - (nseries + 1) / 2.) * box
	at(i) = column("series") == i ? beside(i) : NaN
	set boxwidth box * 0.7
	set xtics nomirror out scale 0 textcolor rgb ink

	plot 0 with lines dt (8, 6) lc rgb grey notitle, \
		"bands.csv" using (column("band")):(NaN): \
			xticlabels(band_name(column("from"), column("to"))) \
			notitle, \
		for [i=1:nseries] "bands.csv" using (at(i)):"q1":"p5":"p95":"q3" \
			with candlesticks whiskerbars 0.5 fc rgb hue_of(i) \
			lc rgb hue_of(i) lw 1 title name[i], \
		for [i=1:nseries] "bands.csv" using (at(i)):"median":"median":"median":"median" \
			with candlesticks lc rgb bright lw 2 notitle
}
