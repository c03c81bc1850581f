# A page of panels in rows and columns with a heading and a legend of its
# own; loaded after common.gp by the charts of effects.
unset label
unset key
set grid x y lt 1 lc rgb pale lw 0.5
set datafile missing NaN
axis_font = pt(narrow_page ? 9 : 12)
left0 = narrow_page ? 0.15 : 0.105; right0 = 0.985; top0 = 0.80; bottom0 = 0.105
gap_x = 0.06; gap_y = 0.04
across = 0.0; down = 0.0
lower(c) = left0 + (c - 1) * (across + gap_x)
upper(r) = top0 - (r - 1) * (down + gap_y)
place_at(l, r, t, b) = sprintf("set lmargin at screen %.4f; set rmargin at screen %.4f; set tmargin at screen %.4f; set bmargin at screen %.4f", l, r, t, b)
# To be evaluated: how many panels, then which one is next.
grid_of(nr, nc) = sprintf("across = (right0 - left0 - %d * gap_x) / %d.; down = (top0 - bottom0 - %d * gap_y) / %d.", nc - 1, nc, nr - 1, nr)
panel(r, c) = place_at(lower(c), lower(c) + across, upper(r), upper(r) - down)
legend_at(y) = place_at(0.02, 0.98, y, y - 0.05)."; set key at screen 0.02, screen ".sprintf("%.4f", y)." left top horizontal maxcols 6 width 0 textcolor rgb ink font '".pt(names_n > 6 ? 9 : names_n > 3 ? 11 : 12)."'; set border 0; unset xtics; unset ytics; unset xlabel; unset ylabel; set title ''"
after_legend = "unset key; unset label 1; unset label 2; set border 3 lc rgb ink lw 0.7; set xtics nomirror out textcolor rgb ink scale 0.6; set ytics nomirror out textcolor rgb ink scale 0.6; set xlabel textcolor rgb ink; set ylabel textcolor rgb ink"
names_n = 1 # of the legend
file_of(p) = sprintf("%s-%d%s.%s", chart, p, kind_of_picture, format)

array line_dash[4] = [1, 2, 4, 5]
line_dash_of(i) = line_dash[(i - 1) % 4 + 1]
# Names along x stand level where they fit.
longest(p) = longest_of(p, nat[p], 0)
longest_of(p, k, most) = k == 0 ? most : longest_of(p, k - 1, strlen(at_label[at0[p] + k]) > most ? strlen(at_label[at0[p] + k]) : most)
slanted(p) = nparts * nat[p] * (longest(p) + 1) > 110

# The measures, as columns and in words.
measure(m) = word("bias spread ".miss_key, m)
measure_title(m) = m == 1 ? word_bias : m == 2 ? word_spread : miss_word.word_units
shown(p, m) = m != 2 || has_spread[p]
in_page(p, q) = column("page") == p && column("part") == part[q]
number(x) = x == x ? x : 0
# A step that gives four to eight tics, half of them where letters are large or
# room is small.
step_of(range) = step_of_all(narrow_page || slide ? 2 * range : range)
step_of_all(range) = step_in(range, 10.**floor(log10(range)))
step_in(range, ten) = range / ten < 2 ? ten / 4 : range / ten < 4 ? ten / 2 : range / ten < 8 ? ten : 2 * ten
# A heading that is long is small; a text's places are estimated.
heading_at(w, y) = sprintf("set label 1 at screen 0.02, screen %.3f left font '%s' textcolor rgb bright", y, small(19, w))
about_at(s, y) = sprintf("set label 2 at screen 0.02, screen %.3f left font '%s' textcolor rgb faint", y, small(12, strlen(s) * letter_places))
with_runs(s) = runs eq "" ? s : runs."; ".s
