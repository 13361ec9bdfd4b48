# tests/programme.bash: what the suites of programmes share; they set SAMPLE to the inbox of the region.
# shellcheck shell=bash

# assert_indicators COUNTS TABLE STREAM: the whole stream of the programme, every column of every line of schools,
# municipalities and the region, from the counts that an oracle has made of the raw files.
assert_indicators() {
	diff <(awk -f "$TOP/tests/oracle/programme.awk" "$2" "$1" | sort) <(tail -n +2 "$3" | sort)
}

# assert_programme ORACLE OUT: the whole programme of the region of $TABLES, and its members.
assert_programme() {
	assert_indicators "$1" "$TABLES/programme.tsv" "$2/programme.tsv" &&
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
