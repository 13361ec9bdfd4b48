# tests/programme.bash: what the suites of programmes share; they set SAMPLE to the inbox of the region.
# shellcheck shell=bash

# assert_programme ORACLE OUT: k and n of every indicator, school by school and for the region; the members.
assert_programme() {
	diff <(sed -n 's/^programme\t//p' "$1") \
		<(awk -F '\t' -v OFS='\t' 'NR > 1 && $1 != "municipality" { print $1, $3, $4, $5, $6, $7 }' "$2/programme.tsv" | sort) &&
		diff <(sed -n 's/^member\t//p' "$1") <(tail -n +2 "$2/membership.tsv" | cut -f 1,3,4 | sort)
}

# An inbox of one's own, to be changed.
copy_sample() {
	cp -r "$SAMPLE" in
	chmod -R u+w in
}

# change FILE SED…: the file of the inbox, which is in windows-1251, changed by sed in UTF-8.
change() {
	iconv -f windows-1251 -t UTF-8 "in/$1" | sed "${@:2}" | iconv -f UTF-8 -t windows-1251 >changed
	mv changed "in/$1"
}
