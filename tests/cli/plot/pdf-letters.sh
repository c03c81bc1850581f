# A PDF's letters take the share of its page that a PNG's take: a title of 46
# letters goes over most of a column's width, and not beyond it.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
command -v pdftotext > /dev/null || { echo "no pdftotext here" >&2; exit 77; }
. "$ROOT/tests/cli/verdict/make_run.bash"
make_run a 8 m n
lencurve plot a --chart length --format pdf --size column -o plots \
	> /dev/null 2>&1
pdftotext -bbox plots/length-column.pdf - | awk -F'"' '
	/<page/ { page = $2 }
	/<word/ && (top == "" || $4 < top + 1) { top = $4; if ($6 > most) most = $6 }
	END { print (most / page > 0.75 && most / page <= 1 ? "fills it" : most / page) }'
