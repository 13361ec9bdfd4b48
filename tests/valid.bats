#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Every kind of page against the HTML standard, by the checker of the W3C (vnu), and for those who see, hear or handle
# it otherwise, by axe in Chromium.
load helper
load page

REGIONS='orenburg volgograd dzerzhinsk kromy'

setup_file() {
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	export PAGES=$BATS_FILE_TMPDIR/pages OUT=$BATS_FILE_TMPDIR/out
	"$TOP/tests/peer" "$TOP/build" vnu-jar@26.9.27 axe-core@4.14.1 || export NO_PEERS=1
	command -v java >/dev/null || export NO_JAVA=1
	[ -z "${NO_PEERS-}" ] || return 0
	make_pages
}

# A page of each kind there is, for one checker's start.
make_pages() {
	local region labels=(--labels "$TOP/pipelines/common/labels.tsv")
	mkdir "$PAGES"
	for region in orenburg volgograd dzerzhinsk kromy simce; do
		shnor run "$region" "$TOP/samples/$region" "$OUT/$region" 2>/dev/null
		cp "$OUT/$region/report.html" "$PAGES/$region.html"
	done
	shnor-report --format html "${labels[@]}" --where 'municipality=Макетный район' "$OUT/orenburg" >"$PAGES/municipality.html"
	shnor-report --format html --language en --labels "$TOP/pipelines/common/english.tsv" \
		--rule "$TOP/pipelines/volgograd/rule.tsv" --improved results_index "$OUT/volgograd" >"$PAGES/english.html"
	shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" --programme "$TOP/pipelines/dzerzhinsk/programme.tsv" \
		"$OUT/dzerzhinsk" "$OUT/public" >/dev/null
	shnor-report --format html "${labels[@]}" "$OUT/public" >"$PAGES/public.html"
	shnor-report --format html "${labels[@]}" --title Выводы --note Пояснение "$OUT/kromy/classes.tsv" >"$PAGES/stream.html"
	{
		shnor-report --format html --part first "${labels[@]}" "$OUT/kromy/classes.tsv"
		shnor-report --format html --part last "${labels[@]}" "$OUT/kromy/quality.tsv"
	} >"$PAGES/parts.html"
	mkdir "$OUT/empty"
	printf 'year\tschool_id\tclass\n' >"$OUT/empty/classes.tsv"
	shnor-report --format html "$OUT/empty" >"$PAGES/empty.html"
	hostile
	shnor-report --format html "${labels[@]}" "$OUT/hostile" >"$PAGES/hostile.html"
}

# A folder whose names and codes are what HTML could stumble over.
hostile() {
	mkdir "$OUT/hostile"
	printf 'school_id\tname\tmunicipality\n"><b>\t<i>Школа & «один»</i>\t-->\n&#0;\t\t\n' >"$OUT/hostile/schools.tsv"
	{
		printf 'year\tmunicipality\tschool_id\trule\tclass\tprobability\treason\n'
		printf '2024\t-->\t"><b>\tthreshold\tlow\t1\t<script>\n2024\t\t&#0;\tthreshold\tlow\t\t\n'
	} >"$OUT/hostile/classes.tsv"
	printf 'year\tmunicipality\tschool_id\taddressee\trecommendation\n2024\t-->\t"><b>\thead\t</ul>\n2024\t\t\thead\t</p>\n' \
		>"$OUT/hostile/recommendations.tsv"
}

peers() {
	[ -z "${NO_PEERS-}" ] || skip "there is no vnu-jar and axe-core to check pages with (npm gets them, where there is a network)"
}

@test "every kind of page is valid HTML, by the checker of the W3C" {
	peers
	[ -z "${NO_JAVA-}" ] || skip "there is no Java to run the HTML checker with (Debian: default-jre-headless)"
	run java -Xmx1g -jar "$TOP/build/peers/node_modules/vnu-jar/build/dist/vnu.jar" --format gnu "$PAGES"/*.html
	assert_success
	assert_output ''
}

@test "the checker would tell a page that is not" {
	peers
	[ -z "${NO_JAVA-}" ] || skip "there is no Java to run the HTML checker with (Debian: default-jre-headless)"
	sed 's/<h1>/<h1><div>/' "$PAGES/empty.html" >bad.html
	run -1 java -jar "$TOP/build/peers/node_modules/vnu-jar/build/dist/vnu.jar" --format gnu bad.html
	assert_output --partial 'div'
}

@test "axe finds nothing that hinders anybody, on a desk and on a telephone, by day and by night" {
	peers
	browser
	local all='axe.run().then(r => r.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 200)]))'
	for page in $REGIONS municipality english public hostile stream empty; do
		run browse "$PAGES/$page.html" script="$TOP/build/peers/node_modules/axe-core/axe.min.js" eval="$all" \
			on=dark eval="$all" width=390 eval="$all"
		assert_output '[]
[]
[]'
	done
}
