# tests/page.bash: result folders, pages and browsers for the suites that look at pages. Loaded after helper.
# shellcheck shell=bash

labels=(--labels "$TOP/pipelines/common/labels.tsv")

# A folder of two schools with every stream there is; NAME, PLACE and CODE are of the first.
folder() {
	local name=${NAME-Школа один} place=${PLACE-Первый район} code=${CODE-0101} text=${TEXT-Проверить тетради}
	mkdir -p out
	{
		printf 'school_id\tname\tmunicipality\n%s\t%s\t%s\n' "$code" "$name" "$place"
		printf '0202\tШкола два\tВторой район\n0303\tШкола три\tВторой район\n'
	} >out/schools.tsv
	{
		printf 'year\tmunicipality\tschool_id\trule\tclass\tprobability\treason\n'
		printf '2023\t%s\t%s\tthreshold\tnot_low\t0.9\t0 low of 1\n' "$place" "$code"
		printf '2024\t%s\t%s\tthreshold\tlow\t0.75\tA: oge-mat 5/14 = 0.357, %s\n' "$place" "$code" "$text"
		printf '2024\tВторой район\t0202\tthreshold\tnot_low\t0.8\t0 low of 1\n'
		printf '2024\tВторой район\t0303\tthreshold\tno_data\t\tno results in 2024\n'
	} >out/classes.tsv
	{
		printf 'year\tmunicipality\tschool_id\tindicator\tn\tvalue\tlo\thi\n'
		printf '2023\t%s\t%s\toge-mat:share\t10\t0.2\t0.05\t0.51\n' "$place" "$code"
		printf '2024\t%s\t%s\toge-mat:share\t14\t0.357142857\t0.163\t0.612\n' "$place" "$code"
		printf '2024\tВторой район\t0202\toge-mat:share\t20\t0.1\t0.02\t0.3\n'
	} >out/indicators.tsv
	{
		printf 'year\tmunicipality\tschool_id\tmeasure\tn\thits\n'
		printf '2023\t%s\t%s\toge-mat\t10\t2\n2024\t%s\t%s\toge-mat\t14\t5\n' "$place" "$code" "$place" "$code"
		printf '2024\tВторой район\t0202\toge-mat\t20\t2\n'
	} >out/observations.tsv
	{
		printf 'municipality\tschool_id\tindicator\tyear_from\tyear_to\tfrom\tto\tdelta\ttrend\tbeyond_chance\n'
		printf '%s\t%s\toge-mat:share\t2023\t2024\t0.2\t0.357142857\t0.157142857\tdeclined\tno\n' "$place" "$code"
	} >out/dynamics.tsv
	{
		printf 'year\tmunicipality\tschool_id\tstatus\tsince\tyears\treason\n'
		printf '2025\t%s\t%s\tentered\t2025\t1\tlow in 2024: A: oge-mat 5/14 = 0.357\n' "$place" "$code"
		printf '2025\tВторой район\t0202\tleft\t2023\t2\tnot_low in 2024: 0 low of 1\n'
	} >out/membership.tsv
	{
		printf 'year\tmunicipality\tschool_id\tfactor\tparameter\tgroup\tvalue\tlo\thi\tn\texpected\trate\tlevel\tfixed\tprevious\ttrend\treason\n'
		printf '2024\t%s\t%s\tequipment\t\t\t0.7\t\t\t40\t50\t0.8\thigh\tyes\tlow\tdeclined\t%s\n' "$place" "$code" "$text"
		printf '2024\t%s\t%s\tequipment\tinternet_quality\tteachers\t0.8\t\t\t12\t\t\thigh\tno\t\t\t\n' "$place" "$code"
		printf '2024\t%s\t%s\tmotivation\t\t\t\t\t\t0\t\t\tno_data\t\t\t\t\n' "$place" "$code"
	} >out/risks.tsv
	{
		printf 'year\tmunicipality\tschool_id\tstatus\tcurator_municipality\tcurator_id\tdistance\tcost\tsubjects\treason\n'
		printf '2025\t%s\t%s\tpaired\tВторой район\t0202\t12.5\t1\toge-mat\t%s\n' "$place" "$code" "$text"
	} >out/pairs.tsv
	{
		printf 'year\tmunicipality\tschool_id\taddressee\trecommendation\tcause\tevidence\tsource\n'
		printf '2024\t%s\t%s\thead\t%s\tx\t5/14 = 0.357\tприказ 1\n' "$place" "$code" "$text"
		printf '2024\t%s\t%s\tteachers\tРазобрать ошибки\tx\t\tприказ 1\n' "$place" "$code"
	} >out/recommendations.tsv
	{
		printf 'year\tmunicipality\tschool_id\tkind\tdecision\tindicator\tyear_from\tyear_to\tfrom\tto\ttrend\n'
		printf '2024\t%s\t%s\tcontrolling\t%s\toge-mat:share\t2023\t2024\t0.2\t0.357\tdeclined\n' "$place" "$code" "$text"
	} >out/decisions.tsv
	{
		printf 'severity\tcheck\tfile\tline\tschool_id\tcolumn\tvalue\texpected\tfilter\n'
		printf 'error\tunknown school\tgia9.csv\t3\t%s\tschool_id\t%s\t\tnormalize:gia\n' "$code" "$text"
	} >out/quality.tsv
	printf 'filter\torigin\treason\tcolumn\tvalue\texpected\trecord\nnormalize:gia\tgia9.csv:3\tunknown school\tschool_id\t9\t\t%s\n' \
		"$text" >out/rejects.tsv
	printf 'filter\tkind\treason\tcount\nnormalize:gia\tskipped\tretake\t7\nindex:gia\tskipped\tanother\t9\n' >out/stats.tsv
	printf 'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause\nclasses\t2024\t%s\t%s\tthreshold\tnot_low\tlow\tdata\n' \
		"$place" "$code" >out/changes.tsv
	printf 'kind\tname\tsha256\tbytes\tlines\ntable\trule.tsv\t0123456789abcdef0123\t10\t3\ntool 0.1.0\tshnor-index\tff\t1\t1\n' >out/manifest.tsv
}

rule() {
	printf 'option\tvalue\tsource\nshare\t0.30\torder 1\nmeasures\toge-mat\torder 1\n' >rule.tsv
}

# page OPTION…: the page of the folder, without its style and script.
page() {
	shnor-report --format html "$@" | sed -e '/^<style>/,/<\/style>$/d' -e '/^<script>/,/<\/script>$/d'
}

# text FILE: what stands on the page, a line for each piece.
text() {
	sed -e 's/<[^>]*>/\n/g' -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e "s/&#39;/'/g" -e 's/&amp;/\&/g' "$1" |
		sed -e 's/^ *//' -e 's/ *$//' -e 's/\xc2\xa0/ /g' | grep .
}

browser() {
	local program
	command -v node >/dev/null || skip "there is no node to drive a browser with (Debian: nodejs)"
	for program in chromium chromium-browser google-chrome; do
		CHROMIUM=$(command -v "$program") && return
	done
	skip "there is no Chromium to open the page in (Debian: chromium)"
}

# browse PAGE STEP…: opens it and does the steps; see browse.js.
browse() {
	node "$TOP/tests/browse.js" "$CHROMIUM" "$@"
}
