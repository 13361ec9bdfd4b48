# pipelines/common/usage.bash: help in the user's language. Sourced behind language.bash by `shnor` and, for --help, by the runs.
#
#   say TEXT                 # a line of it
#   say_option NAME TEXT     # an option or an argument, and what it does, in lines of 80 letters
#   say_run_options          # those of a run
#
# shellcheck shell=bash

say() {
	local found
	text found "$1"
	printf '%s\n' "$found"
}

say_option() {
	# Letters are counted, not bytes.
	local LC_ALL=C.UTF-8 found word words line=''
	text found "$2"
	printf -v line '  %-15s' "$1"
	read -ra words <<<"$found"
	for word in "${words[@]}"; do
		if [ $((${#line} + 1 + ${#word})) -gt 80 ]; then
			printf '%s\n' "$line"
			printf -v line '%17s' ''
		fi
		line+=" $word"
	done
	printf '%s\n' "$line"
}

say_run_options() {
	say_option --max-rejects 'how many rejected records a run may have [1%]; with more the results go to OUT.failed, OUT stays as it was, and the exit status is 1'
	say_option --wait 'wait for another run on OUT to end, instead of refusing to start'
	say_option --public 'make the folder PUBLIC too: the result as it may be published, with page and workbook'
	say_option --stage 'just this part of the work of the year, as shnor calendar lists them, to a folder of its own: one that is new, or of the same stage'
	say_option --replace 'let the stage replace a whole run, or another stage, all the same'
}
