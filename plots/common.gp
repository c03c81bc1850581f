# The look that all charts share. A chart's script sets `chart`, its name, and
# loads figure.gp, which loads this; CHART-settings.gp holds what belongs to the
# data.
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
if (!exists("theme")) theme = "light"
if (!exists("folder")) folder = ""  # a folder, with its slash
width = 960
# A slide is read from afar, a column of a paper at 85 mm.
if (slide) { width = 1280; height = 720 }
if (narrow_page) { width = 520; height = column_height }
if (format eq "sixel") { width = columns; height = rows }
sans = "Helvetica Neue,Helvetica,Arial,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
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
# A hundredth of an inch is a pixel, and 0.72 points.
if (format eq "pdf") {
	set terminal pdfcairo noenhanced size width / 100. in,height / 100. in rounded \
		background ground font "sans".pt(13) fontscale 0.72 linewidth 1.5 * zoom
}
if (format eq "sixel") {
	set terminal sixelgd noenhanced size columns,rows truecolor \
		font "sans,11"
}
set encoding utf8
set datafile separator comma

grey = night ? "#8f969e" : "#8c8c8c"
pale = night ? "#2f353c" : "#e4e4e4"
near = night ? "#2a323c" : "#ececec"
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
# Cold to hot, dark enough at either end for its ground.
heat_r(x) = night ? 70 + 185 * x : 30 + 190 * x
heat_g(x) = night ? 130 + 60 * x - 90 * x * x : 80 + 60 * x - 100 * x * x
heat_b(x) = night ? 230 - 170 * x : 190 - 160 * x
heat_of(x) = sprintf("#%02x%02x%02x", int(heat_r(x)), int(heat_g(x)), int(heat_b(x)))
# A line's colour: its own, or its place on the ramp; of none it is grey.
colour(h) = h > 0 ? hue_of(int(h)) : h < 0 ? heat_of(-h - 1) : grey
set border 3 lc rgb ink lw 0.7
set style fill noborder

# A round step not below x.
tic_step(x) = tic_in(x, 10.**floor(log10(x > 0 ? x : 1)))
tic_in(x, ten) = x <= ten ? ten : x <= 2 * ten ? 2 * ten : x <= 5 * ten ? 5 * ten : 10 * ten
# The step, or the next round ones below it until two tics tell the scale
# between a and b.
tics_from(t, a, b) = floor(b / t + 1e-9) - ceil(a / t - 1e-9)
tic_below(t) = tic_step(0.39 * t)
tic_two(t, a, b) = tics_from(t, a, b) > 0 ? t : tics_from(tic_below(t), a, b) > 0 ? tic_below(t) : tic_below(tic_below(t))
