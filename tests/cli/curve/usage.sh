lencurve curve; echo "$?"
lencurve curve nowhere; echo "$?"
lencurve curve nowhere --band 9-1; echo "$?"
mkdir broken
echo 'a,b' > broken/samples.csv
lencurve curve broken; echo "$?"
