#!/usr/bin/env bats
# shellcheck disable=SC2154 # run --separate-stderr sets stderr
# A run is whole or not at all: what OUT holds after failures, kills, and two runs at once.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	SAMPLE=$TOP/samples/orenburg
}

run_orenburg() {
	"$TOP/pipelines/orenburg/run" "$@"
}

# Every output named in the manifest is there with its checksum, and nothing else is.
assert_whole() {
	while IFS=$'\t' read -r kind name sum _; do
		[ "$kind" = output ] || continue
		[ "$(sha256sum <"$1/$name")" = "$sum  -" ] || fail "$1/$name is not what the manifest says"
	done <"$1/manifest.tsv"
	[ "$(find "$1" -type f | wc -l)" = $(($(grep -c '^output' "$1/manifest.tsv") + 1)) ]
}

# A folder of programs where $1 is replaced by the script on standard input.
replace_program() {
	mkdir bin
	ln -s "$BUILD"/bin/shnor-* bin/
	rm "bin/$1"
	cat >"bin/$1"
	chmod +x "bin/$1"
	export SHNOR_BIN=$PWD/bin
}

@test "nothing is written to the inbox" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	find in -printf '%p %s %T@ %C@\n' | sort >before
	run_orenburg in out 2>/dev/null
	find in -printf '%p %s %T@ %C@\n' | sort >after
	diff before after
}

@test "beside OUT only the lock is left" {
	run_orenburg "$SAMPLE" results/out 2>/dev/null
	run ls -A results
	assert_output '.out.shnor-lock
out'
}

@test "too many rejects: OUT stays, the results are in OUT.failed, exit 1" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	cp -a out before
	run -1 --separate-stderr run_orenburg --max-rejects 25 "$SAMPLE" out
	assert_regex "$stderr" 'more records rejected than 25'
	diff -r before out
	assert_whole out.failed
	[ "$(tail -n +2 out.failed/rejects.tsv | wc -l)" = 26 ]
	run_orenburg --max-rejects 26 "$SAMPLE" out 2>/dev/null
	run_orenburg --max-rejects=0.5% "$SAMPLE" out 2>/dev/null
	run -1 run_orenburg --max-rejects 0.01% "$SAMPLE" out
}

@test "a filter that dies in the middle leaves the last good OUT, exit 3" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	cp -a out before
	replace_program shnor-normalize <<'END'
#!/bin/sh
head -c 100000
kill -KILL $$
END
	run -3 run_orenburg "$SAMPLE" out
	diff -r before out
	[ ! -e .out.shnor-run ]
}

@test "a file too large for the disk leaves the last good OUT, exit 3" {
	! under_sanitizer || skip "the sanitizer writes files of its own"
	run_orenburg "$SAMPLE" out 2>/dev/null
	cp -a out before
	run -3 bash -c 'trap "" XFSZ; ulimit -f 32; "$0" "$1" out' "$TOP/pipelines/orenburg/run" "$SAMPLE"
	assert_output --partial 'File too large'
	diff -r before out
	[ ! -e .out.shnor-run ]
}

@test "killed at any moment, OUT is whole, and the next run works" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	cp -a out before
	hits=0
	for moment in 00 02 04 07 10 13 16 20 25 30 35 40 45 50 55; do
		setsid "$TOP/pipelines/orenburg/run" "$SAMPLE" out 2>/dev/null &
		sleep "0.$moment"
		kill -KILL -- "-$!" 2>/dev/null && hits=$((hits + 1))
		wait "$!" 2>/dev/null || true
		assert_whole out
	done
	# Some moments come after the end of the run; most must not.
	[ "$hits" -ge 5 ]
	run_orenburg --wait "$SAMPLE" out 2>/dev/null
	diff -r before out
	[ ! -e .out.shnor-run ]
}

@test "two runs at once: the second refuses, or waits if asked to" {
	replace_program shnor-publish <<END
#!/bin/sh
sleep 3
exec $BUILD/bin/shnor-publish "\$@"
END
	run_orenburg "$SAMPLE" out 2>/dev/null &
	first=$!
	# The folder is made once the lock is held; trying the lock here could take it from the run.
	until [ -d .out.shnor-run/.parts ]; do
		kill -0 "$first" || fail 'the first run ended before the second began'
		sleep 0.01
	done
	run -3 run_orenburg "$SAMPLE" out
	assert_output --partial 'another run is writing'
	run -0 run_orenburg --wait "$SAMPLE" out
	wait
	assert_whole out
}

@test "a missing kind of file, a missing inbox, OUT in the inbox: nothing starts" {
	mkdir in
	cp "$SAMPLE"/schools.csv "$SAMPLE"/gia9-2023.csv in/
	run -3 run_orenburg in out
	assert_output --partial 'there is no file gia11.csv or gia11-….csv'
	[ ! -e out ]
	[ ! -e .out.shnor-run ]
	run -3 run_orenburg nowhere out
	assert_output --partial 'nowhere: there is no such inbox'
	run -2 run_orenburg "$SAMPLE" "$SAMPLE/out"
	assert_output --partial 'must not lie in the inbox'
	run -2 run_orenburg --max-rejects lots "$SAMPLE" out
	run -2 run_orenburg --fast "$SAMPLE" out
	run -2 run_orenburg "$SAMPLE"
}

@test "a fault in a table stops the run with exit 2, OUT stays" {
	shnor new mine --like orenburg >/dev/null
	printf 'subject\t(\trus\n' >>pipelines/common/words.tsv
	mkdir out
	run -2 shnor run mine "$SAMPLE" out
	assert_output --partial 'words.tsv'
	assert_output --partial 'no pattern'
	[ -z "$(ls -A out)" ]
}

@test "a run that fails waits for what goes on beside: its status is the fault's, and nothing is left" {
	shnor new mine --like orenburg >/dev/null
	printf 'subject\t(\trus\n' >>pipelines/common/words-gia.tsv
	mkdir bin
	ln -s "$BUILD"/bin/* bin
	rm bin/shnor-index
	# The records of ВПР are still being written long after the fault in the words of the exams.
	cat >bin/shnor-index <<-END
		#!/bin/bash
		if [[ "\$*" == *"--step vpr"* ]]; then
			while [[ "\$1" != --stats ]]; do shift; done
			for ((i = 0; i < 40; i++)); do
				for ((j = 0; j < 50; j++)); do : >"\${2%/*}/late-\$i-\$j"; done
				sleep 0.05
			done
			exit 1
		fi
		exec "$BUILD/bin/shnor-index" "\$@"
	END
	chmod +x bin/shnor-index
	SHNOR_BIN=$PWD/bin run -2 shnor run mine "$SAMPLE" out
	assert_output --partial 'no pattern'
	refute_output --partial 'cannot remove'
	run ls -A
	refute_output --partial 'shnor-run'
}

@test "folders of the user are never removed" {
	mkdir out.new out.failed
	echo important >out.new/thesis.txt
	echo important >out.failed/thesis.txt
	run -2 run_orenburg "$SAMPLE" out
	assert_output --partial 'out.failed is no result folder'
	rm -r out.failed
	run_orenburg "$SAMPLE" out 2>/dev/null
	[ "$(cat out.new/thesis.txt)" = important ]
	echo notes >out/notes.docx
	run -2 run_orenburg "$SAMPLE" out
	assert_output --partial 'holds what no run wrote; move it away: notes.docx'
	[ "$(cat out/notes.docx)" = notes ]
	mkdir -p data/in
	cp "$SAMPLE"/* data/in
	run -2 run_orenburg data/in data
	run -2 run_orenburg data/in data/in/a/b/out
	[ ! -e data/in/a ]
	ln -s data/in link
	run -2 run_orenburg link link/out
	[ "$(find data/in -type f | wc -l)" = "$(find "$SAMPLE" -type f | wc -l)" ]
}

@test "the same data twice in the inbox is refused, it would count twice" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	cp in/vpr-2024.csv 'in/vpr-2024 (1).csv'
	mv 'in/vpr-2024 (1).csv' in/vpr-2024-copy.csv
	run -1 run_orenburg in out
	assert_output --partial 'it would count twice; remove one: vpr-2024.csv is the same file as vpr-2024-copy.csv'
	rm in/vpr-2024-copy.csv
	gzip -k in/vpr-2024.csv
	run -1 run_orenburg in out
	assert_output --partial 'vpr-2024.csv.gz is the same file as vpr-2024.csv'
	rm in/vpr-2024.csv.gz
	tr -d '\r' <in/gia9-2024-b.csv | gzip >in/gia9-2024-b2.csv.gz
	run -1 run_orenburg in out
	assert_output --partial 'gia9-2024-b2.csv.gz is the same file as gia9-2024-b.csv'
	rm in/gia9-2024-b2.csv.gz
	head -n 9 in/vpr-2024.csv | gzip >in/vpr-2024.csv.gz
	run -1 run_orenburg in out
	assert_output --partial 'vpr-2024.csv.gz stands beside vpr-2024.csv'
	[ ! -e out ]
}

@test "lines without a record do not make room for rejects; a correction that is not made is told" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	for ((i = 0; i < 3000; i++)); do echo ';;;;;;;;;;'; done >>in/vpr-2024.csv
	for ((i = 0; i < 250; i++)); do echo '2024;5;Химия?;;;;;;;;'; done >>in/vpr-2024.csv
	run -1 run_orenburg in out
	assert_output --partial 'more records rejected than 1%'
	rm -rf in out out.failed
	cp -r "$SAMPLE" in
	chmod -R u+w in
	printf 'Год;Код ОО;Показатель;Было;Стало;Основание;Дата\n2024;030811;oge-mat:hits;4;2;протокол 5;01.07.2024\n' >in/overrides.csv
	run -0 run_orenburg in out
	assert_output --partial 'orenburg/run: correction not made: overrides.csv:2: something else stands there, column old: 2024'
	grep -q '<h2>Исправления, которые не внесены</h2>' out/report.html
	grep -q '<td>прежнее значение не совпало<' out/report.html
	sed -i 's/;4;2;/;3;2;/' in/overrides.csv
	run -0 run_orenburg in out
	grep -q $'^override:appeals\tcorrected\toge-mat:hits\t1$' out/stats.tsv
	grep -q '<h2>Исправленные значения</h2>' out/report.html
	grep -q '<td>протокол 5<' out/report.html
	run grep -c 'которые не внесены' out/report.html
	assert_output 0
}

@test "changes.tsv: what differs from the last run, and whether data, tables or programs did" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	run cat out/changes.tsv
	assert_output $'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause'
	run_orenburg "$SAMPLE" out 2>/dev/null
	run cat out/changes.tsv
	assert_output $'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause'
	cp -r "$SAMPLE" in
	chmod -R u+w in
	printf 'Год;Код ОО;Показатель;Было;Стало;Основание;Дата\n2024;030811;oge-mat:hits;3;2;протокол 5;01.07.2024\n' >in/overrides.csv
	run_orenburg in out 2>/dev/null
	run bash -c 'tail -n +2 out/changes.tsv | grep -v ^programme | cut -f 1,2,4-8'
	assert_output $'classes\t2024\t030811\tthreshold\tlow\tnot_low\tdata
indicators\t2024\t030811\toge-mat:share\t0.3\t0.2\tdata
membership\t2025\t030811\t\tentered\t\tdata'
	# And the programme's share of schools with low results, of the school, its municipality and the region.
	run bash -c 'grep ^programme out/changes.tsv | cut -f 5 | sort | uniq -c'
	assert_output '      3 schools_low
      3 schools_low:k'
	cp -r "$TOP/pipelines" pipelines
	sed -i 's/^repeat\tany/repeat\tsame/' pipelines/orenburg/rule.tsv
	cp -r out before
	SHNOR_BIN=$BUILD/bin pipelines/orenburg/run in out 2>/dev/null
	# The whole truth by other means: the keys whose class is another one.
	join -t $'\t' -j 1 -o 0,1.2,2.2 <(awk -F '\t' '{ print $1 "|" $3 "|" $4 FS $5 }' before/classes.tsv | sort) \
		<(awk -F '\t' '{ print $1 "|" $3 "|" $4 FS $5 }' out/classes.tsv | sort) | awk -F '\t' '$2 != $3' >expected
	[ "$(wc -l <expected)" -gt 3 ]
	awk -F '\t' '$1 == "classes" { print $2 "|" $4 "|" $5 FS $6 FS $7 }' out/changes.tsv | sort | diff expected -
	[ "$(tail -n +2 out/changes.tsv | cut -f 8 | sort -u)" = table ]
	# A municipality that is called otherwise is no change of any verdict; neither is a part of the run.
	run_orenburg "$SAMPLE" out 2>/dev/null
	rm -rf in
	cp -r "$SAMPLE" in
	chmod -R u+w in
	iconv -f windows-1251 -t UTF-8 in/schools.csv | sed 's/г. Пробный/город Пробный/' | iconv -f UTF-8 -t windows-1251 >new
	mv new in/schools.csv
	run_orenburg in out 2>/dev/null
	grep -q 'город Пробный' out/classes.tsv
	# An indicator of a municipality goes by its name; those of schools and of the region do not.
	run awk -F '\t' 'NR > 1 && ($1 != "programme" || $3 !~ / Пробный$/ || $4 != "")' out/changes.tsv
	assert_output ''
	run_orenburg --stage final --replace in out 2>/dev/null
	run wc -l <out/changes.tsv
	assert_output 1
}

@test "changes.tsv: what only one of the two runs knows is told, noughts too, and 007 is not 7" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	cp -r out before
	cp -r "$SAMPLE" in
	chmod -R u+w in
	sed -i 's/030811/130811/; s/;edu560811;/;edu990811;/' in/*.csv
	run_orenburg in out 2>/dev/null
	for run in before out; do
		awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
			{ print $at["year"] "|" $at["municipality"] "|" $at["school_id"] "|" $at["indicator"] "|" $at["level"] "|" $at["value"] }' \
			$run/indicators.tsv | sort >$run.values
	done
	{
		comm -23 before.values out.values | awk -F '|' -v OFS='|' '{ print $1, $3, $4, $6, "" }'
		comm -13 before.values out.values | awk -F '|' -v OFS='|' '{ print $1, $3, $4, "", $6 }'
	} | sort >expected
	grep -q '^2024|130811|.*||0$' expected
	awk -F '\t' -v OFS='|' '$1 == "indicators" { print $2, $4, $5, $6, $7 }' out/changes.tsv | sort | diff expected -
}

@test "changes.tsv: verdicts over years together, and results that only one of the two runs has made" {
	cp -r "$TOP/samples/volgograd" in
	chmod -R u+w in
	"$TOP/pipelines/volgograd/run" in out 2>/dev/null
	rows=$(tail -n +2 out/risks.tsv | wc -l)
	[ "$rows" -gt 1000 ]
	rm in/survey*
	"$TOP/pipelines/volgograd/run" in out 2>/dev/null
	[ ! -e out/risks.tsv ]
	grep -qx $'risks\t\t\t\trows\t'"$rows"$'\t\tdata' out/changes.tsv
	cp -r "$TOP/samples/volgograd"/survey* in
	"$TOP/pipelines/volgograd/run" in out 2>/dev/null
	grep -qx $'risks\t\t\t\trows\t\t'"$rows"$'\tdata' out/changes.tsv
	# A stage makes only its part: that is no change.
	"$TOP/pipelines/volgograd/run" --stage risk --replace in out 2>/dev/null
	run grep -c 'rows' out/changes.tsv
	assert_output 0
	run_orenburg "$SAMPLE" other 2>/dev/null
	cp -r other before
	rm -r in
	cp -r "$SAMPLE" in
	chmod -R u+w in
	# Twice as many participants are twice as sure.
	for file in in/vpr-*.csv; do
		awk -F ';' -v OFS=';' '$7 ~ /^[0-9]+$/ { $7 = 2 * $7 } { print }' "$file" >new
		mv new "$file"
	done
	run_orenburg in other 2>/dev/null
	for run in before other; do
		tail -n +2 $run/classes-pooled.tsv | awk -F '\t' '{ print $1 "|" $3 "|" $4 "|" $5 }' | sort >$run.pooled
	done
	comm -3 before.pooled other.pooled | tr -d '\t' | cut -d '|' -f 1-3 | sort -u >expected
	[ -s expected ]
	awk -F '\t' '$1 == "classes-pooled" { print $2 "|" $4 "|" $5 }' other/changes.tsv | sort -u | diff expected -
}

@test "a workbook that has begun to write its counts, or what is said at the end, does not undo a run unheard" {
	mkdir bin
	ln -s "$BUILD"/bin/shnor* bin
	rm bin/shnor-report
	cat >bin/shnor-report <<END
#!/bin/bash
counts=
for word; do
	[ "\$last" != --stats ] || counts=\$word
	[ "\$last \$word" != "--format xlsx" ] || { : >"\$counts"; sleep 0.5; }
	last=\$word
done
exec "$BUILD/bin/shnor-report" "\$@"
END
	chmod +x bin/shnor-report
	run -0 env SHNOR_BIN="$PWD/bin" "$TOP/pipelines/orenburg/run" "$SAMPLE" out
	assert_whole out
	# What fails while it looks for what is to be said has said why.
	cat >bin/awk <<END
#!/bin/bash
case \$* in *tell_commonest*) echo 'awk: no room' >&2; exit 2 ;; esac
exec "$(command -v awk)" "\$@"
END
	chmod +x bin/awk
	rm bin/shnor-report
	ln -s "$BUILD/bin/shnor-report" bin
	run -3 env SHNOR_BIN="$PWD/bin" "$TOP/pipelines/orenburg/run" "$SAMPLE" other
	assert_output --partial 'awk: no room'
	[ ! -e other ]
}

@test "changes.tsv: codes that are equal as numbers are two codes, and so are 0.5 and 0.50" {
	mkdir was now
	printf '%s\t%s\t%s\n' year school_id curator_id 2024 1 007 2024 2 9 >was/pairs.tsv
	printf '%s\t%s\t%s\n' year school_id curator_id 2024 1 7 2024 2 9 >now/pairs.tsv
	printf '%s\t%s\t%s\t%s\n' year school_id indicator value 2024 1 a 0.5 >was/indicators.tsv
	printf '%s\t%s\t%s\t%s\n' year school_id indicator value 2024 1 a 0.50 >now/indicators.tsv
	changes() {
		local -A RESULTS_BEFORE=([$1]=was) RESULTS_FOUND=([$1]=now)
		. "$TOP/pipelines/common/changes.bash"
		LC_ALL=C OUT=was WORK=now PARTS=. changes_in "$@"
	}
	run -0 changes pairs.tsv - curator_id
	assert_output $'pairs\t2024\t\t1\t\t007\t7'
	run -0 changes indicators.tsv indicator value
	assert_output $'indicators\t2024\t\t1\ta\t0.5\t0.50'
	# A school that stands twice is told with both values; a value that is gone, with the place that is.
	printf '%s\t%s\t%s\t%s\t%s\n' year municipality school_id indicator value 2024 A 1 a 0.5 2024 B 1 a 0.6 \
		2024 A 2 a 0.1 >was/indicators.tsv
	printf '%s\t%s\t%s\t%s\t%s\n' year municipality school_id indicator value 2024 A 1 a 0.7 2024 B 1 a 0.6 \
		2024 C 2 a '' >now/indicators.tsv
	run -0 changes indicators.tsv indicator value
	assert_output $'indicators\t2024\tB\t1\ta\t0.5, 0.6\t0.7, 0.6
indicators\t2024\tC\t2\ta\t0.1\t'
}

@test "links and capital endings are files of the inbox too" {
	run_orenburg "$SAMPLE" out 2>/dev/null
	mkdir in
	for file in "$SAMPLE"/*; do ln -s "$file" in/; done
	mv in/vpr-2022.csv in/VPR-2022.CSV
	run_orenburg in out2 2>/dev/null
	cmp out/classes.tsv out2/classes.tsv
}

@test "a list of the inbox that fails, or a helper that fails, never makes a short run" {
	mkdir bin
	cat >bin/sort <<'END'
#!/bin/sh
/usr/bin/head -n 2
exit 2
END
	chmod +x bin/sort
	PATH=$PWD/bin:$PATH run run_orenburg "$SAMPLE" out
	[ "$status" -eq 3 ]
	[ ! -e out ]
}

@test "an awk that dies does not pass for few rejects" {
	mkdir bin
	cat >bin/awk <<'END'
#!/bin/sh
case "$*" in *limit=*) exit 2 ;; esac
exec /usr/bin/awk "$@"
END
	chmod +x bin/awk
	PATH=$PWD/bin:$PATH run run_orenburg --max-rejects 0 "$SAMPLE" out
	[ "$status" -eq 3 ]
	[ ! -e out ]
}

@test "a run that fails for want of results says what it rejected" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	iconv -f windows-1251 -t UTF-8 in/schools.csv | sed '1s/\r\?$/;Лишний&/' | iconv -f UTF-8 -t windows-1251 >new
	mv new in/schools.csv
	run run_orenburg in out
	[ "$status" -ne 0 ]
	assert_output --regexp 'before it failed it rejected [0-9]+ records:'
	assert_output --regexp 'records:
 +[0-9]+	import:schools: too few fields \(schools.csv:10: expected 11 fields, not 10\)'
}

@test "an inbox of headers only gives no verdicts, and no results" {
	mkdir in
	for file in "$SAMPLE"/*; do
		case $file in
		*.gz) gzip -dc "$file" | head -n 1 >"in/$(basename "$file" .gz)" ;;
		*/schools.csv) cp "$file" in/ ;;
		*) head -n 1 "$file" >"in/$(basename "$file")" ;;
		esac
	done
	echo >>in/gia9-2024-a.csv # no two files alike
	for file in in/*; do printf '\r\n%.0s' $(seq 1 $((RANDOM % 90 + 1))) >>"$file"; done
	run -1 run_orenburg in out
	assert_output --partial 'there is no verdict'
	[ ! -e out ]
}

@test "CDPATH, a leading dash and options behind the folders do no harm" {
	cp -r "$SAMPLE" ./-in
	export CDPATH=/tmp
	run_orenburg --max-rejects 1% ./-in out 2>/dev/null
	run_orenburg ./-in out --max-rejects 26 2>/dev/null
	assert_whole out
}

@test "a year without a procedure that other years have is told" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	rm in/gia9-2023.csv
	run --separate-stderr -0 run_orenburg in out
	assert_regex "$stderr" 'no oge-mat in 2023; it cannot be judged for that year'
}

@test "a file that no step takes is named" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	cp in/gia9-2023.csv in/gia9_2025.csv
	run --separate-stderr -0 run_orenburg in out
	assert_regex "$stderr" 'gia9_2025.csv: not used'
}

@test "a truncated .gz in the inbox stops the run with exit 3" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	gzip -dc in/gia9-2022.csv.gz | gzip -c | head -c 20000 >in/cut && mv in/cut in/gia9-2022.csv.gz
	run -3 run_orenburg in out
	assert_output --partial 'gia9-2022.csv.gz: the gzip data end too early'
	[ ! -e out ]
}

@test "publish: the new folder takes the place of the old, or becomes the first" {
	mkdir -p new/sub
	echo 1 >new/sub/file
	shnor-publish new out
	[ "$(cat out/sub/file)" = 1 ]
	[ ! -e new ]
	mkdir new
	echo 2 >new/file
	shnor-publish new out
	[ "$(cat out/file)" = 2 ]
	[ ! -e out/sub ]
	[ ! -e new ]
	run -3 shnor-publish nowhere out
	[ "$(cat out/file)" = 2 ]
	run -2 shnor-publish out
}

@test "shnor: list, new and run" {
	run shnor list
	assert_line --partial 'orenburg	Orenburg region, order 01-21/801'
	run shnor new mine --like orenburg
	assert_success
	run shnor new mine --like orenburg
	assert_failure 2
	shnor run mine "$SAMPLE" out 2>/dev/null
	assert_whole out
	run -2 shnor run nothing "$SAMPLE" out
	run -2 shnor
	run -0 shnor --help
	local help=$output
	run -0 shnor run --help
	assert_output "$help"
	run -0 shnor --help
	run -2 shnor new ../up --like orenburg
}

@test "corrections of the inbox change a verdict, and are listed" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	# 030811 is on the list of 2024 by two procedures at exactly 3 of 10.
	printf 'Год;Код ОО;Показатель;Было;Стало;Основание;Дата\r\n2024;030811;oge-mat:hits;3;2;протокол 7;01.07.2024\r\n2024;030811;vpr5-mat:hits;9;2;протокол 8;01.07.2024\r\n' |
		iconv -f UTF-8 -t windows-1251 >in/overrides.csv
	run_orenburg in out 2>/dev/null
	run awk -F '\t' '$1 == 2024 && $3 == "030811" { print $5 ": " $7 }' out/classes.tsv
	assert_output 'not_low: 1 low of 6: vpr5-mat 3/10 = 0.300; one pupil decides: oge-mat 2024 and 4 others'
	run cat out/overrides.tsv
	assert_output $'year\tschool_id\tvalue\told\tnew\tdocument\tdate\n2024\t030811\toge-mat:hits\t3\t2\tпротокол 7\t01.07.2024'
	run grep -c 'override:appeals.overrides.csv:3.something else stands there' out/rejects.tsv
	assert_output 1
	assert_whole out
}

@test "ВПР results with markers of bias are named in the reason" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	login=$(iconv -f windows-1251 -t UTF-8 in/schools.csv | awk -F ';' '$1 == "030811" { print $2 }')
	printf 'Год;Муниципалитет;Логин;ОО;4 РУ;4 МА;5 РУ;5 МА;Количество маркеров\r\n2024;;%s;;;;;1;1\r\n' "$login" |
		iconv -f UTF-8 -t windows-1251 >in/bias-2024.csv
	run_orenburg in out 2>/dev/null
	run awk -F '\t' '$1 == 2024 && $3 == "030811" { print $5 ": " $7 }' out/classes.tsv
	assert_output 'low: A: oge-mat 3/10 = 0.300, vpr5-mat 3/10 = 0.300 (objectivity marker); one pupil decides: oge-mat 2024 and 1 other'
	# In the card of the school, which stands on a line.
	run grep -c '<article id="s-030811">.*признак необъективности' out/report.html
	assert_output 1
}

@test "--stage runs just that part; the calendar lists the parts by month" {
	run_orenburg "$SAMPLE" whole 2>/dev/null
	run_orenburg --stage identification "$SAMPLE" out 2>/dev/null
	cmp whole/classes.tsv out/classes.tsv
	[ ! -e out/dynamics.tsv ]
	assert_whole out
	grep -q '^stage	identification	' out/manifest.tsv
	run_orenburg --stage=final "$SAMPLE" final 2>/dev/null
	cmp whole/dynamics.tsv final/dynamics.tsv
	[ ! -e final/classes-pooled.tsv ]
	# The December work has the list, the programme and who is to be taken off it, as a whole run has them.
	for file in list.csv report.html membership.tsv programme.tsv; do
		# Verdicts of years together are not made in December.
		diff <(sed -e '/Качество данных/q' -e 's/<p class="other">порог[^<]*<small>[^<]*<\/small><\/p>//g' "whole/$file") \
			<(sed '/Качество данных/q' "final/$file")
	done
	for there in whole final; do
		cp -r "$there" before-it
		run -2 run_orenburg --stage identification "$SAMPLE" "$there"
		assert_output --partial "$there-identification, or say --replace"
		diff -r "$there" before-it
		rm -r before-it
	done
	# The same stage again, and a whole run, replace it; each other only when asked to.
	run_orenburg --stage final "$SAMPLE" final 2>/dev/null
	run cat final/changes.tsv
	assert_output $'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause'
	run_orenburg --stage competences --replace "$SAMPLE" final 2>/dev/null
	run awk -F '\t' 'NR > 1 { print $8 }' final/changes.tsv
	assert_line stage
	refute_line --regexp 'data|table|method'
	run_orenburg "$SAMPLE" final 2>/dev/null
	[ "$(grep -c '^stage' final/manifest.tsv)" = 0 ]
	diff -r -x changes.tsv -x manifest.tsv whole final
	run -2 run_orenburg --stage spring "$SAMPLE" out
	assert_output --partial '--stage: found "spring", expected one of: competences final identification'
	run -0 shnor calendar orenburg
	assert_line --index 0 $'month\tstage\twhat\trun\tsource'
	assert_line --index 1 --partial $'9\tidentification\tПеречень школ с низкими результатами\tshnor run orenburg --stage identification IN OUT-identification'
	run -2 shnor calendar simce
	shnor new own --like orenburg --in my >/dev/null
	run shnor calendar my/own
	assert_line --index 1 --partial 'shnor run my/own --stage identification IN OUT-identification'
	cp -r "$TOP/pipelines" pipelines
	printf 'month\tstage\twhat\tsource\n10\tb\tx\t\n2\ta\ty\t\n' >pipelines/orenburg/calendar.tsv
	run bash -c 'SHNOR_PIPELINES=$PWD/pipelines shnor calendar orenburg | cut -f 1-3'
	assert_output $'month\tstage\twhat\n2\ta\ty\n10\tb\tx'
	printf 'month\tstage\twhat\tsource\n13\tb\tx\t\n' >pipelines/orenburg/calendar.tsv
	SHNOR_PIPELINES=$PWD/pipelines run -2 shnor calendar orenburg
	assert_output --partial 'calendar.tsv:2: column "month": found "13", expected 1 to 12'
}

@test "a file of another name, and files in a folder, are told and are findings" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	mkdir in/more
	mv in/gia9-2024-a.csv 'in/ГИА-9 2024 (1).csv'
	run -0 run_orenburg in out
	assert_output --partial 'orenburg/run: ГИА-9 2024 (1).csv: not used; no step takes a file of this name'
	assert_output --partial 'orenburg/run: more: a folder; its files are not read'
	grep -q $'^warning\tfile not used\tГИА-9 2024 (1).csv\t' out/quality.tsv
	grep -q $'^warning\tfolder not read\tmore\t' out/quality.tsv
	grep -q 'файл не использован' out/report.html
	# What is missing with it shows too.
	[ "$(grep -c $'^warning\tmany schools without a procedure\t' out/quality.tsv)" -gt 0 ]
}
