# The page that teaches.
lencurve count --help
