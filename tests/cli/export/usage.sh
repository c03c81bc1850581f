# What is asked for is said by an option or by the file's name.
mkdir run
cat > run/samples.csv <<'END'
model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts
m,,,,about,5,1,ok,excel,5,,,,,,00000000000000aa,
m,,,,about,10,1,ok,excel,9,,,,,,00000000000000ab,
END
lencurve export run -o there.txt
echo $?
lencurve export run --csv --jsonl
echo $?
lencurve export run --as parquet
echo $?
lencurve export run run
echo $?
lencurve export run --xlsx -o /dev/stdout
echo $?
lencurve export nowhere
echo $?
# Texts that nobody kept are no failure.
lencurve export run
ls run
lencurve export run/ -o x.jsonl && grep -c '"text_state":"lost"' x.jsonl
