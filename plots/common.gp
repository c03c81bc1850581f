# The look that all charts share. A chart's script sets `chart`, its name,
# and loads this file; settings.gp holds what belongs to the data.
#
#   gnuplot length.gp                             length.svg
#   gnuplot -e "format='png'" length.gp           length.png
#   gnuplot -e "format='pdf'; size_of='column'" length.gp
#                                                 length-column.pdf
#   gnuplot -e "theme='dark'; size_of='slide'" length.gp
#                                                 length-slide-dark.svg
#
# Colours are Okabe and Ito's, which colour-blind readers can tell apart; on
# dark ground their lighter ones.

if (!exists("format")) format = "svg"
if (!exists("size_of")) size_of = "page"
if (!exists("theme")) theme = "light"
if (!exists("columns")) columns = 80
if (!exists("rows")) rows = 24
if (!exists("colour")) colour = 1
if (!exists("settings")) settings = "settings.gp"
if (!exists("width")) width = 960
if (!exists("height")) height = 600
if (!exists("folder")) folder = ""  # a folder, with its slash
if (!exists("each")) each = 0  # a file for each page, which the script opens
load settings

text = format eq "dumb"
# Curves over one another can be told apart up to six. A chart that sets tiled
# has a panel for each of more (tiles.gp), with 2 in a grid of settings too.
if (!exists("tiled")) tiled = 0
tiles = tiled ? nseries : 0
crowd = tiles > 6 && !text && (tiled == 2 || !(exists("npanel") && npanel > 1))
tile_columns = size_of eq "column" ? 3 : size_of eq "slide" ? 6 : 5
if (crowd) {
	height = 160 + 120 * ((tiles + 4) / 5)
	column_height = 130 + 100 * ((tiles + 2) / 3)
}
# Spread: bands along a curve, bars where points are few; with many curves
# either would hide them.
few = npoint <= 20
bare = text || spread eq "" || nseries > 6
nband = bare || few ? 0 : nseries
nbar = bare || !few ? 0 : nseries
nlost = unmeasured > 0 ? nseries : 0
if (bare) spread = ""
sans = "Helvetica Neue,Helvetica,Arial,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
# A slide is read from afar, a column of a paper at 85 mm.
slide = size_of eq "slide"
narrow_page = size_of eq "column"
if (slide) { width = 1280; height = 720 }
if (!exists("column_height")) column_height = 400
if (narrow_page) { width = 520; height = column_height }
zoom = slide ? 1.35 : narrow_page ? 0.8 : 1
pt(n) = sprintf(",%.3g", n * zoom)
tic_font = pt(11)
night = theme eq "dark"
ground = night ? "#15181d" : "white"
kind_of_picture = (size_of eq "page" ? "" : "-".size_of).(night ? "-dark" : "")
if (format eq "svg") {
	set terminal svg noenhanced size width,height dynamic rounded name chart \
		background ground font sans.pt(15) linewidth 1.5 * zoom
}
if (format eq "png") {
	set terminal pngcairo noenhanced size 2 * width,2 * height rounded \
		background ground font "sans".pt(13) fontscale 2 \
		linewidth 3 * zoom pointscale 2.4 * zoom
}
if (format eq "pdf") {
	set terminal pdfcairo noenhanced size width / 100. in,height / 100. in rounded \
		background ground font "sans".pt(15) linewidth 1.5 * zoom
}
if (format eq "sixel") {
	set terminal sixelgd noenhanced size columns,rows truecolor \
		font "sans,11"
}
if (text && colour) { set terminal dumb noenhanced ansi size columns,rows }
if (text && !colour) { set terminal dumb noenhanced mono size columns,rows }
if (!each && (format eq "svg" || format eq "png" || format eq "pdf")) {
	set output folder.chart.kind_of_picture.".".format
}
if (text) { set output folder.chart.".txt" }

set encoding utf8
set datafile separator comma

# Grey would be white on some terminals, and so unseen.
grey = text ? "#008000" : night ? "#8f969e" : "#8c8c8c"
pale = night ? "#2f353c" : "#e4e4e4"
near = night ? "#22272e" : "#ececec"
ink = night ? "#d0d4d9" : "#333333"
bright = night ? "#ffffff" : "#111111"
faint = night ? "#9aa1a9" : "#666666"
array hue[7]
if (night) {
	hue[1] = "#56B4E9"; hue[2] = "#E69F00"; hue[3] = "#2CC295"
	hue[4] = "#E79BC6"; hue[5] = "#F0E442"; hue[6] = "#9AD0F5"
	hue[7] = "#FFFFFF"
} else {
	hue[1] = "#0072B2"; hue[2] = "#D55E00"; hue[3] = "#009E73"
	hue[4] = "#CC79A7"; hue[5] = "#E69F00"; hue[6] = "#56B4E9"
	hue[7] = "#000000"
}
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

# Cold to hot, dark enough at either end for its ground.
heat_r(x) = night ? 70 + 185 * x : 30 + 190 * x
heat_g(x) = night ? 130 + 60 * x - 90 * x * x : 80 + 60 * x - 100 * x * x
heat_b(x) = night ? 230 - 170 * x : 190 - 160 * x
heat_of(x) = sprintf("#%02x%02x%02x", int(heat_r(x)), int(heat_g(x)), int(heat_b(x)))
if (!exists("npanel")) npanel = 1
if (!exists("ended")) ended = 0
if (!exists("runs")) runs = ""
if (!exists("unanswered")) unanswered = ""
ramped = npanel > 1
if (!exists("mark_nothing")) mark_nothing = "no answer was measured"
if (ramped) hue_of(i) = heat_of(ramp[i])
if (ramped) dash_of(i) = 1
if (ramped) { nband = 0; nbar = 0; spread = "" }
set format x "%g"
set format y "%g"
if (!text) {
	set border 3 lc rgb ink lw 0.7
	set tics nomirror out textcolor rgb ink scale 0.6
	set xlabel textcolor rgb ink
	set ylabel textcolor rgb ink
}
set style fill noborder
# Many points need small marks.
size = npoint > 60 ? 0.35 : npoint > 20 ? 0.5 : 0.8

# A round step not below x.
tic_step(x) = tic_in(x, 10.**floor(log10(x > 0 ? x : 1)))
# A round step that a range has two to five of.
tic_few(range) = tic_below(range / 2., 10.**floor(log10(range > 0 ? range / 2. : 1)))
tic_below(x, ten) = x >= 5 * ten ? 5 * ten : x >= 2 * ten ? 2 * ten : ten
tic_in(x, ten) = x <= ten ? ten : x <= 2 * ten ? 2 * ten : x <= 5 * ten ? 5 * ten : 10 * ten

# Text that is long is small: about so many places of size 15 fit.
room = width / 11. / zoom
fit_to(n, w) = w * n / 15. > room ? room * 15. / w : n
small(n, w) = pt(fit_to(n, w) < 7 ? 7 : fit_to(n, w))
if (exists("title_of_chart_width")) title_width = title_of_chart_width
if (!exists("title_width")) title_width = strlen(title_of_chart)
if (!exists("runs_width")) runs_width = strlen(subtitle)
subtitle_all = runs eq "" ? subtitle : runs."; ".subtitle
if (text) {
	# In a terminal axes and words have the colour of its own text.
	set border 3
	set tics nomirror out scale 0.6
	set xlabel textcolor default
	set ylabel textcolor default
	# gnuplot cuts no line, and takes a wide character for one place.
	fits = title_width <= columns - 2
	set title fits ? title_of_chart."\n".subtitle : subtitle
	set key outside bottom center horizontal reverse Left
} else {
	set grid y lt 1 lc rgb pale lw 0.5
	set tmargin nseries == 3 && !ended ? 6.6 : 5.2
	set bmargin spread eq "" && unanswered eq "" ? 3.6 : 4.8
	set label 1 title_of_chart at screen 0.02, screen 0.955 left \
		font small(19, title_width) textcolor rgb bright
	set label 2 subtitle_all at screen 0.02, screen 0.905 left \
		font small(12, runs_width) textcolor rgb faint
	set label 3 unanswered.(unanswered ne "" && spread ne "" ? "; " : "") \
		.spread at screen 0.98, screen 0.025 right \
		font small(11, strlen(unanswered) + strlen(spread)) \
		textcolor rgb faint
	set key Left reverse samplen 1.6 width 1 textcolor rgb ink
	# So large that all names have room below one another.
	listed = height * 0.52 / 1.45 / nseries / zoom
	listed = listed > 12 ? 12 : listed < 5 ? 5 : listed
	# Names stand at the ends of lines; else a few in a line on top, many
	# in a list on the right.
	longest = 0
	do for [i=1:nseries] {
		if (strlen(name[i]) > longest) { longest = strlen(name[i]) }
	}
	if (longest > 20 || narrow_page && longest > 12) { ended = 0 }
	if (ended) {
		unset key
		set rmargin longest + 2 < 10 ? 10 : longest + 2
	} else { if (nseries <= 3) {
		set rmargin 3
		set key at screen 0.02, screen 0.872 left top
		if (longest > 20) {
			set key vertical maxcols 1
			set tmargin 6.2 + 1.2 * (nseries + 1)
		} else {
			set key horizontal
		}
	} else {
		set key outside right top vertical maxcols 1
		eval "set key font '".pt(listed)."'"
	} }
}
if (measured == 0) {
	set label 4 mark_nothing at graph 0.5, graph 0.7 center \
		textcolor rgb ink
}
