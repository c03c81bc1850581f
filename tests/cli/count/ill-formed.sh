# Bytes that are not UTF-8 are counted by maximal parts, and told.
printf 'a\xf1\x80\x80\xe1\x80\xc2b\x80c\x80\xbfd' > bad
lencurve count --unit codepoint bad
printf '\xe6\x98' | lencurve count
