# A panel for each of many series, all on one scale; loaded after common.gp.
# A chart draws each behind `eval tile(k)`, where the outermost alone have
# numbers on their axes.
unset key
unset label 3
set label 1 at screen 0.02, screen 1 - (narrow_page ? 24. : slide ? 38. : 28.) / height
set label 2 at screen 0.02, screen 1 - (narrow_page ? 45. : slide ? 76. : 56.) / height
tile_across = tile_columns
tile_down = (tiles + tile_across - 1) / tile_across
tile_left = narrow_page ? 0.13 : 0.085
tile_low = (narrow_page ? 68. : slide ? 100. : 70.) / height
tile_top = 1 - (narrow_page ? 82. : slide ? 128. : 98.) / height
tile_gap_x = 0.02
tile_gap_y = (slide ? 34. : 24.) / height
tile_w = (0.985 - tile_left - tile_gap_x * (tile_across - 1)) / tile_across
tile_h = (tile_top - tile_low - tile_gap_y * (tile_down - 1)) / tile_down
tile_column(k) = (k - 1) % tile_across
tile_row(k) = (k - 1) / tile_across
tile_x(k) = tile_left + tile_column(k) * (tile_w + tile_gap_x)
tile_y(k) = tile_top - tile_row(k) * (tile_h + tile_gap_y)
tile_ends(k) = k + tile_across > tiles
tile(k) = sprintf("set lmargin at screen %.4f; set rmargin at screen %.4f; set tmargin at screen %.4f; set bmargin at screen %.4f; set format x '%s'; set format y '%s'", tile_x(k), tile_x(k) + tile_w, tile_y(k), tile_y(k) - tile_h, tile_ends(k) ? "%g" : "", tile_column(k) == 0 ? "%g" : "")
tile_font = pt(tile_across > 7 ? 8 : tile_across > 5 ? 10 : 11)
tile_places = int(tile_w * width / zoom / (tile_across > 7 ? 6 : 8.5))
# A wide character takes two places; the share of the name that fits is kept.
tile_chars(k) = int(strlen(name[k]) * (tile_places - 1.) / name_width[k])
tile_name(k) = name_width[k] > tile_places ? name[k][1:tile_chars(k)]."…" : name[k]
set xtics nomirror out textcolor rgb ink scale 0.4 font tile_font
set ytics nomirror out textcolor rgb ink scale 0.4 font tile_font
tile_room = height * (tile_top - tile_low) / zoom / 9.
tile_tall = 13. * tile_room / strlen(tile_beside)
tile_tall = tile_tall > 13 ? 13 : tile_tall < 8 ? 8 : tile_tall
tile_most = int(tile_room * 13 / tile_tall)
tile_said = strlen(tile_beside) > tile_most ? tile_beside[1:tile_most - 1]."…" : tile_beside
# What the axes are stands once, below and on the left.
set label 5 tile_below at screen tile_left + (0.985 - tile_left) / 2., screen 20. / height center \
	font pt(13) textcolor rgb ink
set label 6 tile_said at screen narrow_page ? 0.02 : 0.018, screen (tile_top + tile_low) / 2. center \
	rotate by 90 font pt(tile_tall) textcolor rgb ink
