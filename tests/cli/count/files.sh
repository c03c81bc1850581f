# Several files like wc: a total, and the errors named.
printf '一二三' > a
printf 'four five\n' > b
: > empty
mkdir d
lencurve count a b empty
lencurve count a missing d b
echo "status $?"
lencurve count - < a
lencurve count --json a b
