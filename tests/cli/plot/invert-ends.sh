# Lines that end at one point: no name covers another, and the title says the
# least and the most of what is to be asked, of equals that they are.
. "$ROOT/tests/cli/verdict/make_run.bash"
said() {
	lencurve plot "$1" --chart invert --format svg -o plots > /dev/null 2>&1
	grep -E '^array (heading|label_[xy])\[' plots/invert-settings.gp
}
make_run same 0 m1 m2 m3 m4 m5 m6
said same
make_run apart 1 m1 m2 m3 m4
said apart
