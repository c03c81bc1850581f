# All units side by side with what made them differ.
printf '春节快乐😀 a\r\nb GPT-4　👨‍👩‍👧 \xff' > text
lencurve count --explain text
lencurve count --explain --unit word --json text
