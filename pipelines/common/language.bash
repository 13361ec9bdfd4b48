# pipelines/common/language.bash: order, letters and numbers are those of the locale C, so that results are the same
# everywhere; only messages are in the user's language. Sourced by the runs.
#
# The locale of the language need not be installed: the filters speak it all the same, and bash's warning is not shown.
# shellcheck shell=bash
{
	export LC_COLLATE=C LC_CTYPE=C LC_NUMERIC=C LC_TIME=C LC_MONETARY=C
	export LANG=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
	unset LC_ALL LC_MESSAGES
} 2>/dev/null
