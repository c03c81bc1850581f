# Any figure (report/figure.h): pages of panels with lines, bands, bars, boxes,
# single answers, levels, alarms and marks. A chart's script sets `chart` and loads this;
# CHART-settings.gp has what is on it, an array over all pages, panels, lines,
# names, tics or labels, where x0 is how many stand before a page's or panel's.
settings = chart."-settings.gp"
load settings
if (!exists("size_of")) size_of = "page"
narrow_page = size_of eq "column"
slide = size_of eq "slide"

# How many panels side by side, and how tall a row of them is.
fit(n) = n <= 3 ? n : n == 4 ? 2 : n <= 6 ? 3 : n <= 8 ? 4 : slide ? 6 : 5
fit_narrow(n) = n == 1 ? 1 : n <= 4 ? 2 : 3
rows_of(n, c) = (n + c - 1) / c
blocks(n, c) = slide && rows_of(n, c) > 4 ? c * rows_of(rows_of(n, c), 4) : c
across_of(n, c) = c == 0 || c > n ? (narrow_page ? fit_narrow(n) : fit(n)) \
	: narrow_page && c == 2 && n == 2 ? 1 : blocks(n, c)
cols_of(p) = across_of(int(panels[p]), int(side_by_side[p]))
down_of(p) = rows_of(int(panels[p]), cols_of(p))
row_tall(c, r) = c > 3 ? (r < 3 ? 200 : 120) : r == 1 ? (c < 3 ? 470 : 320) : r == 2 ? 235 : 190
row_narrow(c, r) = r == 1 ? 260 : r == 2 ? 180 : c > 2 && r > 3 ? 100 : 140
# The legend of a page, in as many columns as gnuplot gives its longest name.
array widest[npages]
legend_fit(p, w) = int(w / (widest[p] * 11 + 60))
legend_cols(p, w) = legend_fit(p, w) < 1 ? 1 : legend_fit(p, w) > 6 ? 6 : legend_fit(p, w)
legend_rows(p, w) = rows_of(int(names[p]), legend_cols(p, w))
# A title, what stands below it or a note that would have to be small takes two
# lines, of which the first ends about its middle: behind a mark, between parts,
# or else at a space.
fitted(n, w, pixels) = w * n * 0.72 > pixels ? pixels / (w * 0.72) : n
ends_line(s, k, marks) = strstrt(marks, s[k:k]) > 0 && strstrt("%)", s[k + 1:k + 1]) == 0
apart_at(s, k, least, marks) = k < least ? 0 : ends_line(s, k, marks) ? k : apart_at(s, k - 1, least, marks)
parts_line(s, k) = s[k + 1:k + 1] eq "（" || s[k - 2:k + 1] eq " to " || s[k - 1:k + 1] eq " 到 "
before_at(s, k, least) = k < least ? 0 : parts_line(s, k) ? k : before_at(s, k - 1, least)
apart_in(s, most, least) = apart_at(s, most, least, ";；:：") > 0 ? apart_at(s, most, least, ";；:：") \
	: apart_at(s, most, least, ",，、") > 0 ? apart_at(s, most, least, ",，、") \
	: before_at(s, most, least) > 0 ? before_at(s, most, least) : apart_at(s, most, least, " ")
middle_of(s) = apart_in(s, int(strlen(s) * 0.7), int(strlen(s) * 0.3) + 1)
breaks(n, s, w, pixels) = fitted(n, w, pixels) < 0.9 * n && middle_of(s) > 0
in_lines(n, s, w, pixels) = !breaks(n, s, w, pixels) ? s \
	: s[1:middle_of(s)]."\n".s[middle_of(s) + (s[middle_of(s) + 1:middle_of(s) + 1] eq " " ? 2 : 1):]
line_size(n, s, w, pixels) = !breaks(n, s, w, pixels) ? fitted(n, w, pixels) \
	: fitted(n, w * (middle_of(s) * 2 > strlen(s) ? middle_of(s) + 0. : strlen(s) - middle_of(s)) / strlen(s), pixels)
subtitle_all = runs eq "" ? subtitle : runs.apart.subtitle
second_of(p) = about_width[p] > 0 ? (runs eq "" ? "" : runs.apart).about[p] : subtitle_all
second_width(p) = strlen(second_of(p)) * letter_places
head_room(p, w) = 29 * breaks(19, heading[p], heading_width[p], w * 0.96) \
	+ 17 * breaks(12, second_of(p), second_width(p), w * 0.96)
note_lines(p, w) = breaks(11, note[p], note_width[p], w * 0.96)
note_room(p, w) = note_width[p] > 0 ? 26 + 15 * note_lines(p, w) : 4
height = 0
column_height = 0
do for [p=1:npages] {
	widest[p] = 0
	do for [i=int(name0[p]) + 1:int(name0[p] + names[p])] {
		if (entry_width[i] > widest[p]) { widest[p] = entry_width[i] }
	}
	tall = 124 + note_room(p, 960) + head_room(p, 960) + 23 * legend_rows(p, 960) + down_of(p) * row_tall(cols_of(p), down_of(p))
	height = tall > height ? tall : height
	tall = 99 + note_room(p, 650) + head_room(p, 650) + 19 * legend_rows(p, 650) + down_of(p) * row_narrow(cols_of(p), down_of(p))
	column_height = tall > column_height ? tall : column_height
}
load "common.gp"
set style textbox opaque margins 0.3,0.3 fillcolor rgb ground noborder
set grid x y lt 1 lc rgb pale lw 0.5

# A page measured in places of its own letters: a pixel of a page's size.
tall = height / (zoom + 0.)
wide = width / (zoom + 0.)
red = night ? "#FF6B6B" : "#B2182B"
pale_limits = night ? "#3a4149" : "#dddddd"
if (!exists("numbered")) numbered = npages > 1
file_of(p) = !numbered ? chart.kind_of_picture.".".format \
	: sprintf("%s-%d%s.%s", chart, p, kind_of_picture, format)
place_at(l, r, t, b) = sprintf("set lmargin at screen %.4f; set rmargin at screen %.4f; set tmargin at screen %.4f; set bmargin at screen %.4f", l, r, t, b)
# As many tics as there is room for, but no crowd.
tics_in(n) = n < 2 ? 2. : n > 8 ? 8. : n
# Where a tic stands along its axis.
along(q, x) = on_logarithm[q] ? log(x) : x
share_x(q, k) = (along(q, tic_x[k]) - along(q, x0[q])) / (along(q, x1[q]) - along(q, x0[q]))
# n, or so small that w places have so many pixels; no smaller than 7.
font_of(n, w, pixels) = pt(fitted(n, w, pixels) < 7 ? 7 : fitted(n, w, pixels))
# As many places of a text as there is room for, from either end, which tell
# names apart; a wide letter takes two.
ends_of(s, n) = s[1:n]."…".s[strlen(s) - n + 1:]
cut_at(s, w, most) = w > most ? ends_of(s, int(strlen(s) * (most - 1.) / w / 2)) : s

# Names and words stand where this size has room.
place_of = narrow_page ? "narrow" : "label"
leftwards(at) = narrow_page ? narrow_left[at] : label_left[at]

# ---- a line, as a part of a plot: its rows, as its look has them; gnuplot
# looks for names of columns only where one is written out
in_y = "'".y_column."'"
at_y = "(column(".in_y."))"
in_lo = "'".lo_column."'"
in_hi = "'".hi_column."'"
colour_of(l) = colour(hues[l])
x_of(l) = sprintf("(column('%s') + %.4f)", x_column, beside[l])
in_rows(a, b) = sprintf("csv every ::%d::%d using ", a, b)
points_of(l) = in_rows(first[l], last[l])
count_of(l) = last[l] - first[l] + 1
cloud_of(l) = first[l] > cloud[l] ? ", ".in_rows(cloud[l], first[l] - 1).x_of(l) \
	.":".in_y." with points lc rgb '#B0".substr(colour_of(l), 2, 7)."' pt 7 ps 0.35 notitle" : ""
many(l) = smooth[l] || count_of(l) > (across * wide < 340 ? across * wide / 17 : 20)
drawn(l, how) = count_of(l) < 1 ? "" : ", ".points_of(l).x_of(l).":".how." notitle"
pen(l) = sprintf(" lc rgb '%s' ", colour_of(l))
area_of(l) = drawn(l, in_lo.":".in_hi.sprintf(" with filledcurves fc rgb '%s'", pale_limits))
band_of(l) = drawn(l, in_lo.":".in_hi." with filledcurves fc rgb '#D0".substr(colour_of(l), 2, 7)."'")
bars_of(l) = drawn(l, at_y.":".in_lo.":".in_hi." with yerrorbars".pen(l).sprintf("lw %g pt 0", narrow_page ? 0.5 : 0.9))
dots_of(l) = drawn(l, at_y." with points".pen(l)."pt 7 ps 0.25")
level_of(l) = drawn(l, at_y.sprintf(" with lines lc rgb '%s' dt (6, 5) lw 1.3", grey))
joined_of(l) = drawn(l, at_y." with lines".pen(l).sprintf("lw 1.4 dt %d", part_hue[q] != 0 || hues[l] < 0 ? 1 : dash_of(hues[l])))
marks_of(l) = drawn(l, at_y." with points".pen(l).sprintf("pt %d ps %g", mark_of(hues[l]), count_of(l) > 12 ? 0.6 : 0.9))
boxes_of(l) = drawn(l, "'q1':".in_lo.":".in_hi.":'q3' with candlesticks whiskerbars 0.5".sprintf(" fs transparent solid 0.35 border lc rgb '%s' fc rgb '%s' lw 1", colour_of(l), colour_of(l))) \
	.drawn(l, in_y.":".in_y.":".in_y.":".in_y." with candlesticks".sprintf(" lc rgb '%s' lw 2", bright))
lost_of(l) = drawn(l, "(0) with points".pen(l)."pt 2 ps 0.7")
rings_of(l) = drawn(l, at_y.sprintf(" with points lc rgb '%s' pt 6 ps 1.6 lw 1.4", red))
# 0 a line, 1 points, 2 dots, 3 a level, 4 an area, 5 alarms, 6 boxes, 7 what
# has no length; what lies below is drawn first.
below(l) = look[l] == 4 ? area_of(l) : look[l] == 0 && many(l) ? band_of(l) : ""
behind(l) = cloud_of(l).(look[l] == 3 ? level_of(l) : look[l] == 2 ? dots_of(l) \
	: look[l] == 1 || look[l] == 0 && !many(l) ? bars_of(l) : "")
above(l) = look[l] == 0 ? joined_of(l).(many(l) || hues[l] < 0 ? "" : marks_of(l)) \
	: look[l] == 1 ? marks_of(l) : look[l] == 5 ? rings_of(l) \
	: look[l] == 6 ? boxes_of(l) : look[l] == 7 ? lost_of(l) : ""

# ---- a name of the legend
entry_pen(i) = sprintf(" lc rgb '%s' ", colour(entry_hue[i]))
entry_as(i) = entry_look[i] == 0 && entry_hue[i] < 0 ? "lines".entry_pen(i)."lw 3" \
	: entry_look[i] == 0 ? "linespoints".entry_pen(i).sprintf("dt %d pt %d ps 0.8 lw 1.2", dash_of(entry_hue[i]), mark_of(entry_hue[i])) \
	: entry_look[i] == 1 ? "points".entry_pen(i).sprintf("pt %d ps 0.9", mark_of(entry_hue[i])) \
	: entry_look[i] == 2 ? "points".entry_pen(i)."pt 7 ps 0.4" \
	: entry_look[i] == 3 ? sprintf("lines lc rgb '%s' dt (6, 5) lw 1.3", grey) \
	: entry_look[i] == 4 ? sprintf("boxes fs solid fc rgb '%s'", pale_limits) \
	: entry_look[i] == 6 ? "boxes fs transparent solid 0.35 border".entry_pen(i)."fc".entry_pen(i)[4:] \
	: entry_look[i] == 7 ? sprintf("points lc rgb '%s' pt 2 ps 0.7", grey) \
	: entry_look[i] == 8 ? sprintf("boxes fs solid fc rgb '%s'", near) \
	: sprintf("points lc rgb '%s' pt 6 ps 1.6 lw 1.4", red)

do for [p=1:npages] {
	if (format ne "sixel") { set output folder.file_of(p) }
	cols = cols_of(p)
	rows = down_of(p)
	titled = 0
	digits = 3
	do for [q=int(panel0[p]) + 1:int(panel0[p] + panels[p])] {
		if (part_width[q] > 0) { titled = 1 }
		do for [y in sprintf("%d %d", int(y0[q]), int(y1[q]))] {
			if (strlen(y) > digits) { digits = strlen(y) }
		}
	}
	widest_part = 0
	do for [q=int(panel0[p]) + 1:int(panel0[p] + panels[p])] {
		if (part_width[q] > widest_part) { widest_part = part_width[q] }
	}
	longest_label = 0
	q = int(panel0[p]) + 1
	do for [i=int(label0[q]) + 1:int(label0[q] + ends[q])] {
		if (label_width[i] > longest_label) { longest_label = label_width[i] }
	}
	# Room around panels and between them.
	left0 = (50 + digits * 10) / wide
	right0 = 1 - (14 + (longest_label > 0 ? 20 + longest_label * 9.8 : 0)) / wide
	gap_x = (same_y[p] ? 28 : y_title[int(panel0[p]) + 1] ne y_title[int(panel0[p]) + (panels[p] > 1 ? 2 : 1)] ? 84 : 54) / wide
	gap_x = narrow_page && gap_x * wide > 54 ? 70 / wide : gap_x
	across = (right0 - left0 - (cols - 1) * gap_x) / cols
	part_size = fitted(cols > 3 ? 11 : 13, widest_part, across * wide)
	part_size = part_size < 8 ? 8 : part_size
	# Words along x that have no room beside one another stand aslant, where
	# there are too many every second or so is left out.
	aslant = 0
	tic_longest = 0
	do for [q=int(panel0[p]) + 1:int(panel0[p] + panels[p])] {
		long = 0
		least = 1
		do for [k=int(tic0[q]) + 1:int(tic0[q] + tics[q])] {
			if (tic_width[k] > long) { long = tic_width[k] }
			if (k > tic0[q] + 1 && share_x(q, k) - share_x(q, k - 1) < least) {
				least = share_x(q, k) - share_x(q, k - 1)
			}
		}
		if ((long + 1.5) * 6.8 > least * across * wide) {
			aslant = 1
			if (long > tic_longest) { tic_longest = long }
		}
	}
	below_x = 60 + (aslant ? tic_longest * 3.2 - 4 : 0)
	head = head_room(p, wide)
	foot = below_x + note_room(p, wide)
	top0 = 1 - (74 + head + 23 * legend_rows(p, wide) + (titled ? 24 : 6)) / tall
	bottom0 = foot / tall
	gap_y = (same_x[p] ? (titled && part_width[int(panel0[p]) + int(panels[p])] > 0 ? 34 : 20) : below_x + 28) / tall
	down = (top0 - bottom0 - (rows - 1) * gap_y) / rows
	set label 1 in_lines(19, heading[p], heading_width[p], wide * 0.96) \
		at screen 0.02, screen 1 - 28 / tall left \
		font pt(line_size(19, heading[p], heading_width[p], wide * 0.96)) \
		textcolor rgb bright
	set label 2 in_lines(12, second_of(p), second_width(p), wide * 0.96) \
		at screen 0.02, screen 1 - (54 + 29 * breaks(19, heading[p], heading_width[p], wide * 0.96)) / tall left \
		font pt(line_size(12, second_of(p), second_width(p), wide * 0.96)) \
		textcolor rgb faint
	small = line_size(11, note[p], note_width[p], wide * 0.96)
	set label 3 in_lines(11, cut_at(note[p], note_width[p], wide * 1.9 * 0.96 / (7 * 0.72)), note_width[p], wide * 0.96) \
		at screen 0.98, screen (14 + 15 * note_lines(p, wide)) / tall right \
		font pt(small < 7 ? 7 : small) textcolor rgb faint
	if (same_x[p]) {
		q = int(panel0[p]) + 1
		set label 4 x_title[q] at screen (left0 + right0) / 2, \
			screen (foot - below_x + 11) / tall center \
			font font_of(13, x_title_width[q], 1.94 * ((left0 + right0) / 2 < 0.5 ? (left0 + right0) / 2 : 1 - (left0 + right0) / 2) * wide) \
			textcolor rgb ink
	}
	if (same_y[p]) {
		q = int(panel0[p]) + 1
		set label 5 y_title[q] at screen 18 / wide, \
			screen (top0 + bottom0) / 2 center rotate by 90 \
			font font_of(13, y_title_width[q], (top0 - bottom0) * tall) \
			textcolor rgb ink
	}
	set multiplot
	eval place_at(0.02, 0.98, 1 - (70 + head) / tall, 1 - (76 + head) / tall)
	set key at screen 0.012, screen 1 - (68 + head) / tall left top horizontal \
		Left reverse maxcols legend_cols(p, wide) width 1 samplen 1.8 textcolor rgb ink
	eval "set key font '".pt(12)."'"
	set border 0
	unset xtics
	unset ytics
	unset xlabel
	unset ylabel
	set title ""
	set xrange [0.1:1]
	set yrange [0:1]
	unset logscale
	what = "plot NaN notitle"
	do for [i=int(name0[p]) + 1:int(name0[p] + names[p])] {
		what = what.", keyentry with ".entry_as(i).sprintf(" title entry[%d]", i)
	}
	eval what
	unset key
	do for [i=1:5] { unset label i }
	set border 3 lc rgb ink lw 0.7

	do for [k=1:int(panels[p])] {
		q = int(panel0[p]) + k
		row = (k - 1) / cols
		col = (k - 1) % cols
		left = left0 + col * (across + gap_x)
		top = top0 - row * (down + gap_y)
		lowest = k + cols > panels[p]
		eval place_at(left, left + across, top, top - down)
		set xrange [x0[q]:x1[q]]
		set yrange [y0[q]:y1[q]]
		if (on_logarithm[q]) { set logscale x } else { unset logscale }
		told_x = lowest || !same_x[p]
		told_y = col == 0 || y_title[q] ne y_title[q - 1] \
			|| y0[q] != y0[q - 1] || y1[q] != y1[q - 1]
		set format x "%g"
		set format y (told_y ? "%g" : "")
		set xtics tic_step((x1[q] - x0[q]) / tics_in(across * wide / 50.)) \
			nomirror out font tic_font textcolor rgb ink scale 0.6 norotate center
		if (on_logarithm[q]) { set xtics autofreq }
		if (tics[q] > 0) {
			set xtics ()
			if (aslant) { set xtics rotate by 25 right }
			every_nth = int(ceil(tics[q] * (aslant ? 36. : 10.) / (across * wide)))
			do for [i=1:int(tics[q]):every_nth] {
				set xtics add ((told_x ? tic_text[int(tic0[q]) + i] : "") \
					tic_x[int(tic0[q]) + i])
			}
		} else { if (!told_x) { set format x "" } }
		set ytics tic_two(tic_step((y1[q] - y0[q]) / tics_in(down * tall / 36.)), y0[q], y1[q]) \
			nomirror out font tic_font textcolor rgb ink scale 0.6
		if (!same_y[p] && (col == 0 || y_title[q] ne y_title[q - 1])) {
			set label 5 y_title[q] at screen left - (col == 0 ? left0 - 18 / wide : 58 / wide), \
				screen top - down / 2 center rotate by 90 \
				font font_of(12, y_title_width[q], (down + gap_y) * tall * 0.85) \
				textcolor rgb ink
		}
		if (!same_x[p] && x_title_width[q] > 0) {
			set label 4 x_title[q] at screen left + across / 2, \
				screen top - down - (below_x - 11) / tall center \
				font font_of(12, x_title_width[q], across * wide) \
				textcolor rgb ink
		}
		set label 1 cut_at(part[q], part_width[q], across * wide / (part_size * 0.72) + 0.5) \
			at graph 0, graph 1 offset 0,0.6 left \
			font pt(part_size) textcolor rgb part_hue[q] != 0 \
			? colour(part_hue[q]) : ink
		do for [i=1:int(labels[q])] {
			at = int(label0[q]) + i
			eval sprintf("set label 20 + i label[at] at graph %s_x[at], graph %s_y[at] %s offset %g,0", place_of, place_of, leftwards(at) ? "right" : "left", (leftwards(at) ? -1 : 1) * (i > ends[q] ? 1.3 : 0.8)) \
				." font pt(i > ends[q] ? 11 : 13) textcolor rgb colour(label_hue[at])".(i > ends[q] ? " front boxed" : "")
		}
		unset arrow
		unset object
		if (strip_hi[q] > strip_lo[q]) {
			set object 1 rectangle from graph 0, first strip_lo[q] to graph 1, \
				first strip_hi[q] behind fc rgb near fs solid noborder
		}
		set boxwidth box[q]
		# A mark is a rule from top to bottom, or a square.
		do for [i=1:int(marks[q])] {
			at = int(mark0[q]) + i
			if (mark_y[at] == mark_y[at]) {
				set label 40 + i "" at first mark_x[at], first mark_y[at] \
					point pt 4 ps 1.6 lc rgb colour(mark_hue[at]) lw 1.6
			} else {
				set arrow 10 + i from mark_x[at], graph 0 to mark_x[at], \
					graph 1 nohead back lc rgb colour(mark_hue[at]) lw 0.5
			}
		}
		if (asked_at[q] == asked_at[q]) {
			set arrow 1 from asked_at[q], graph 0 to asked_at[q], \
				graph 1 nohead dt (8, 6) lc rgb grey lw 1
		}
		if (level_at[q] == level_at[q]) {
			set arrow 2 from graph 0, first level_at[q] to graph 1, \
				first level_at[q] nohead dt (8, 6) lc rgb grey lw 1
		}
		what = "plot NaN notitle"
		do for [l=int(line0[q]) + 1:int(line0[q] + lines[q])] { what = what.below(l) }
		if (zero[q] && !same[q]) { what = what.", 0 with lines lc rgb grey lw 0.8 notitle" }
		if (same[q]) { what = what.(same[q] == 1 ? ", x" : ", 0")." with lines dt (8, 6) lc rgb grey notitle" }
		do for [l=int(line0[q]) + 1:int(line0[q] + lines[q])] { what = what.behind(l) }
		do for [l=int(line0[q]) + 1:int(line0[q] + lines[q])] { what = what.above(l) }
		eval what
		do for [i=1:5] { unset label i }
		do for [i=1:int(labels[q])] { unset label 20 + i }
		do for [i=1:int(marks[q])] { unset label 40 + i }
	}
	unset multiplot
}
