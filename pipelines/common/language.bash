# pipelines/common/language.bash: order, letters and numbers are those of the locale C, so that results are the same
# everywhere; only messages are in the user's language. Sourced by the runs.
#
# The locale of the language need not be installed: the filters speak it all the same, and bash's warning is not shown.
# shellcheck shell=bash disable=SC2034
{
	export LC_COLLATE=C LC_CTYPE=C LC_NUMERIC=C LC_TIME=C LC_MONETARY=C
	export LANG=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
	unset LC_ALL LC_MESSAGES
} 2>/dev/null

# text NAME FORMAT: the variable NAME becomes the format (of printf) as the catalogue of the filters has it in the
# user's language, if gettext(1) is there. In English no process is started for it. text NAME REASON libc: a reason that
# the system gave, such as "Permission denied".
text() {
	local -n text_found=$1
	local bin folder=/usr/share/locale
	text_found=$2
	case $LANG in C | C.* | POSIX) return 0 ;; esac
	case ${LANGUAGE:-$LANG} in en*) return 0 ;; esac
	bin=$(command -v shnor-import) && command -v gettext >/dev/null || return 0
	[ "${3-}" = libc ] || folder=${bin%/*}/../share/locale
	text_found=$(LC_ALL=C.UTF-8 LANGUAGE=${LANGUAGE:-${LANG%%[.@]*}} TEXTDOMAINDIR=$folder \
		gettext -d "${3:-shnor}" -- "$2") || text_found=$2
}
