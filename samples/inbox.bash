# inbox.bash - runs a generator of a synthetic inbox; sourced by the make-… scripts.
# shellcheck shell=bash
set -eu
export LC_ALL=C

# write_inbox DIR PROGRAM [NAME=VALUE…]: the files that the awk PROGRAM makes with inbox.awk, into DIR as windows-1251 (.gz:
# compressed), and the list of their broken lines, DIR.oddities.tsv.
write_inbox() {
    local out=${1%/} program=$2 tmp file name variables=()
    shift 2
    for name in "$@"; do variables+=(-v "$name"); done
    tmp=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$tmp'" EXIT
    awk -v TMP="$tmp" "${variables[@]}" "$(cat "$(dirname "${BASH_SOURCE[0]}")/inbox.awk")
$program" </dev/null
    mkdir -p "$out"
    for file in "$tmp"/*.csv*; do
        name=${file##*/}
        # Byte 0x98 has no meaning in windows-1251; \001 stands for it here.
        iconv -f UTF-8 -t CP1251 "$file" | tr '\001' '\230' >"$tmp/cp1251"
        case $name in
            *.gz) gzip -n -9 <"$tmp/cp1251" >"$out/$name" ;;
            *) cat "$tmp/cp1251" >"$out/$name" ;;
        esac
    done
    {
        printf 'file\tline\twhat\n'
        sort -t "$(printf '\t')" -k1,1 -k2,2n "$tmp/oddities"
    } >"$out.oddities.tsv"
}
