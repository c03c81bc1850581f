# How deviations lie in each band of targets: a box for each series.
if (!exists("format")) format = "svg"
load "settings.gp"
title_of_chart = title_bands
title_width = title_bands_width
chart = "bands"
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
set xlabel axis_band
set ylabel axis_deviation
set format x "%s"
unset xtics
set grid y lt 1 lc rgb pale lw 0.5
if (!text) {
	set object 1 rectangle from graph 0, first -15 to graph 1, first 15 \
		behind fc rgb near fs solid noborder
}
stats "bands.csv" using "band" name "B" nooutput
set xrange [0.5:B_max + 0.5]
set offsets 0, 0, graph 0.05, graph 0.05
box = 0.8 / nseries
beside(i) = column("band") + (i - (nseries + 1) / 2.) * box
at(i) = column("series") == i ? beside(i) : NaN
set boxwidth box * 0.7
set xtics nomirror out scale 0 textcolor rgb ink
set style fill solid 0.35 border

plot 0 with lines dt (8, 6) lc rgb grey notitle, \
	"bands.csv" using (column("band")):(NaN): \
		xticlabels(sprintf("%.0f-%.0f", column("from"), column("to"))) \
		notitle, \
	for [i=1:nseries] "bands.csv" using (at(i)):"q1":"p5":"p95":"q3" \
		with candlesticks whiskerbars 0.5 fc rgb hue_of(i) \
		lc rgb hue_of(i) lw 1 title name[i], \
	for [i=1:nseries] "bands.csv" using (at(i)):"median":"median":"median":"median" \
		with candlesticks lc rgb bright lw 2 notitle
