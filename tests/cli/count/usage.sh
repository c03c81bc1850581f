# A unit that is not there; a kernel that is not there.
lencurve count --unit wrod /dev/null
echo "status $?"
lencurve count --unit 7 /dev/null
echo "status $?"
LENCURVE_KERNEL=none lencurve count /dev/null 2> err
echo "status $?"
sed 's/has: .*scalar$/has: .../' err
