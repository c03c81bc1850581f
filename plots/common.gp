# The look that all charts share. A chart's script sets `chart`, its name,
# and loads this file; settings.gp holds what belongs to the data.
#
#   gnuplot length.gp                          length.svg
#   gnuplot -e "format='png'" length.gp        length.png
#   gnuplot -e "format='pdf'" length.gp        length.pdf
#
# Colours are Okabe and Ito's, which colour-blind readers can tell apart.

if (!exists("format")) format = "svg"
if (!exists("columns")) columns = 80
if (!exists("rows")) rows = 24
if (!exists("colour")) colour = 1
if (!exists("settings")) settings = "settings.gp"
if (!exists("width")) width = 960
if (!exists("height")) height = 600
if (!exists("each")) each = 0  # a file for each page, which the script opens
load settings

text = format eq "dumb"
# Spread: bands along a curve, bars where points are few; with many curves
# either would hide them.
few = npoint <= 20
bare = text || spread eq "" || nseries > 6
nband = bare || few ? 0 : nseries
nbar = bare || !few ? 0 : nseries
nlost = unmeasured > 0 ? nseries : 0
if (bare) spread = ""
sans = "Helvetica Neue,Helvetica,Arial,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
if (format eq "svg") {
	set terminal svg noenhanced size width,height dynamic rounded name chart \
		background "white" font sans.",15" linewidth 1.5
}
if (format eq "png") {
	set terminal pngcairo noenhanced size 2 * width,2 * height rounded \
		background "white" font "sans,13" fontscale 2 linewidth 3 \
		pointscale 2.4
}
if (format eq "pdf") {
	set terminal pdfcairo noenhanced size width / 100. in,height / 100. in rounded \
		background "white" font "sans,15" linewidth 1.5
}
if (format eq "sixel") {
	set terminal sixelgd noenhanced size columns,rows truecolor \
		font "sans,11"
}
if (text && colour) { set terminal dumb noenhanced ansi size columns,rows }
if (text && !colour) { set terminal dumb noenhanced mono size columns,rows }
if (!each && (format eq "svg" || format eq "png" || format eq "pdf")) {
	set output chart.".".format
}
if (text) { set output chart.".txt" }

set encoding utf8
set datafile separator comma

# Grey would be white on some terminals, and so unseen.
grey = text ? "#008000" : "#8c8c8c"
pale = "#e4e4e4"
near = "#ececec"
ink = "#333333"
array hue[7] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", \
	"#56B4E9", "#000000"]
# The eighth series takes the first colour again, with another dash.
hue_of(i) = hue[(i - 1) % 7 + 1]
dash_of(i) = (i - 1) / 7 + 1
array mark[6] = [7, 5, 9, 11, 13, 15]
mark_of(i) = mark[(i - 1) % 6 + 1]
# The rows of a series in curve.csv are first[i] to last[i]. What lies around
# a mean: the quartiles from five answers up, else the extremes; less x.
low(x) = column(column("measured") >= 5 ? "length_q1" : "length_min") - x
high(x) = column(column("measured") >= 5 ? "length_q3" : "length_max") - x
shade_of(i) = "#D0".substr(hue_of(i), 2, 7)

if (!text) {
	set border 3 lc rgb ink lw 0.7
	set tics nomirror out textcolor rgb ink scale 0.6
	set xlabel textcolor rgb ink
	set ylabel textcolor rgb ink
}
set style fill noborder
# Many points need small marks.
size = npoint > 60 ? 0.35 : npoint > 20 ? 0.5 : 0.8

if (text) {
	# In a terminal axes and words have the colour of its own text.
	set border 3
	set tics nomirror out scale 0.6
	set xlabel textcolor default
	set ylabel textcolor default
	set title title_of_chart."\n".subtitle
	set key outside bottom center horizontal reverse Left
} else {
	set grid y lt 1 lc rgb pale lw 0.5
	set tmargin nseries == 3 ? 6.6 : 5.2  # three may take two lines
	set bmargin spread eq "" ? 3.6 : 4.8
	set label 1 title_of_chart at graph 0, screen 0.955 left \
		font ",19" textcolor rgb "#111111"
	set label 2 subtitle at graph 0, screen 0.91 left font ",12" \
		textcolor rgb "#666666"
	set label 3 spread at graph 1, screen 0.025 right font ",11" \
		textcolor rgb "#666666"
	set key Left reverse samplen 1.6 width 1 textcolor rgb ink
	# A few names stand in a line on top, many in a list on the right.
	if (nseries <= 3) {
		set rmargin 3
		set key at graph 0, screen 0.882 left top horizontal
	} else {
		set key outside right top vertical
	}
}
if (measured == 0) {
	set label 4 "no answer was measured" at graph 0.5, graph 0.7 center \
		textcolor rgb ink
}
