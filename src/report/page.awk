# page.awk: the page's style and script as the build puts them into the program:
# without comments, and without spaces that say nothing. It knows strings,
# templates and regular expressions, inside of which nothing is touched; names
# stay as they are, so that the page's source can be read. What ends a statement
# in the script is always a semicolon: no line end has to stay for it.

{ text = text $0 "\n" }

END {
	style = FILENAME ~ /\.css$/
	n = length(text)
	last = "\n"
	for (i = 1; i <= n; i++) {
		c = substr(text, i, 1)
		if (c ~ /[ \t\n]/) {
			space = 1
		} else if (substr(text, i, 2) == "/*") {
			i += 2 + index(substr(text, i + 2), "*/")
			space = 1
		} else {
			if (space && needed(last, c))
				printf " "
			gap = space
			space = 0
			if (c ~ /["'`]/ || (c == "/" && pattern()))
				c = literal(c)
			printf "%s", c
			word = gap || c !~ /[a-z]/ ? c : word c
			last = substr(c, length(c))
		}
	}
}

# Does a space between the two hold them apart?
function needed(a, b) {
	if (style)
		return a !~ /[{};:,>]/ && b !~ /[{};,>]/ && a != "\n"
	return (a ~ /[A-Za-z0-9_$]/ && b ~ /[A-Za-z0-9_$]/) ||
		(a == b && a ~ /[-+\/]/)
}

# Does a slash here begin a regular expression? Not where it divides.
function pattern() {
	return !style && (last ~ /[(,=:[!&|?{};]/ || word == "return")
}

# From its first character, at i, to its last, where i is left.
function literal(quote,    from, c, set) {
	from = i
	while (++i <= n) {
		c = substr(text, i, 1)
		if (c == "\\")
			i++
		else if (quote == "/" && (c == "[" || c == "]"))
			set = c == "["
		else if (c == quote && !set)
			break
	}
	while (quote == "/" && substr(text, i + 1, 1) ~ /[a-z]/)
		i++
	return substr(text, from, i - from + 1)
}
