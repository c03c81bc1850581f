#!/bin/bash
# LibreOffice opens the workbook that export makes, calculates its formulas
# anew, and comes to our counts: in every row of unit excel2, which is how it
# counts. The values that stand in the file are taken out of it first, so that
# nothing is left but what it calculates. Where LibreOffice cannot be had,
# this is skipped.
set -eu
export DEBIAN_FRONTEND=noninteractive
for tool in soffice:libreoffice-calc-nogui unzip:unzip zip:zip; do
	command -v "${tool%%:*}" > /dev/null && continue
	if [ "$(id -u)" -ne 0 ] || ! timeout 300 apt-get install -y -qq \
		--no-install-recommends "${tool#*:}" > apt.log 2>&1; then
		echo "needs ${tool#*:}, which cannot be installed here" >&2
		exit 77
	fi
done

# Recalculation is a setting of a user of its own.
mkdir -p office/user
cat > office/user/registrymodifications.xcu << 'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END

# table FILE SHEET: the sheet with that number as text, by LibreOffice.
table() {
	rm -rf out
	HOME=$PWD timeout 120 soffice "-env:UserInstallation=file://$PWD/office" \
		--headless --convert-to \
		"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,$2" \
		--outdir out "$1" > soffice.log 2>&1 ||
		{ cat soffice.log >&2; exit 1; }
	cat out/*.csv
}

# forget FILE: the values of its formulas become -1.
forget() {
	rm -rf parts && mkdir parts
	(cd parts && unzip -q "../$1" &&
		sed -i -E 's|(</f><v>)[^<]*(</v>)|\1-1\2|g' xl/worksheets/*.xml &&
		rm "../$1" && zip -q -r "../$1" .)
}

# judge FILE ROWS: what stands before the note of each row, after its outcome:
# length, deviation, our count, Excel's count, and the difference.
judge() {
	grep -oE ',ok,[0-9]+,-?[0-9]+,[0-9]+,-?[0-9]+,-?[0-9]+,' "$1" |
		awk -F, -v want="$2" '
			{ rows++ }
			$5 != $6 || $7 != 0 { print; bad++ }
			END { print rows " rows, " bad + 0 " differ"
				exit rows != want || bad > 0 }'
}

sed -e 's/"unit": "excel"/"unit": "excel2"/' \
	"$ROOT/sweeps/spring-festival.json" > sweep.json
lencurve run sweep.json -q --no-plot -o run > /dev/null
lencurve export run -o run.xlsx > /dev/null
forget run.xlsx
table run.xlsx 3 > samples.csv
judge samples.csv 280

# And it would see a count that is wrong: one more sign in one answer.
(cd parts && sed -i '0,/万家灯火/s//万家灯火火/' xl/worksheets/sheet3.xml &&
	rm ../run.xlsx && zip -q -r ../run.xlsx .)
table run.xlsx 3 > wrong.csv
if judge wrong.csv 280; then
	echo "a count that is wrong was not seen" >&2
	exit 1
fi
