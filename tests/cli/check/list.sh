# The table behind every provider.
lencurve check --list providers && lencurve check --list auths
