#!/usr/bin/env bash
# Shows the vhs command on real input: imports a tree of tens of thousands of files, changes some,
# imports again, exports, and compares byte for byte; and passes a value of 4 GiB through a heap of
# 64 MiB. Prints counts, bytes, times and peak memory, next to cp and tar of the same tree.
#
#   examples/real-input.sh [TREE]
#
#   TREE      a folder to import; else one is made of the JDK's sources (lib/src.zip of JAVA_HOME or of
#             SRC_ZIP) and of two packages from npm, where these are to be had
#   VHS       the command; ./vhs of this repository if not set
#   WORK      where to work; a new folder under TMPDIR if not set, removed at the end
#   BIG_MIB   the large value in MiB; 4096 if not set, 0 for none
#
# Needs bash, tar, diff, cmp; GNU time for peak memory (apt-get install time).
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
vhs=${VHS:-$here/../vhs}
big_mib=${BIG_MIB:-4096}
if [ -n "${WORK:-}" ]; then
  work=$WORK
  mkdir -p "$work"
else
  work=$(mktemp -d "${TMPDIR:-/tmp}/vhs-real.XXXXXX")
  trap 'rm -rf -- "$work"' EXIT
fi
export VHS_STORE=file:$work/store
timer=$(command -v gtime || { [ -x /usr/bin/time ] && /usr/bin/time --version >/dev/null 2>&1 && echo /usr/bin/time; } || true)

say() { printf '\n## %s\n' "$*"; }

# Runs a step and prints what it took; its output is indented below. The first word is its name.
step() {
  local name=$1 seconds cpu user system peak
  shift
  if [ -n "$timer" ]; then
    "$timer" -f '%e %U %S %M' -o "$work/took" "$@" >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
    read -r seconds user system peak < <(tail -n 1 "$work/took")
    cpu=$(awk "BEGIN { print $user + $system }")
    peak=$((peak / 1024))
  else
    local begun=$SECONDS
    "$@" >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
    seconds=$((SECONDS - begun)) cpu='?' peak='?'
  fi
  printf '%-28s %8s s  %7s s of CPU  %5s MiB peak\n' "$name" "$seconds" "$cpu" "$peak"
  sed 's/^/    /' "$work/out"
}

make_tree() {
  local zip=${SRC_ZIP:-${JAVA_HOME:+$JAVA_HOME/lib/src.zip}}
  if [ -n "$zip" ] && [ -f "$zip" ]; then
    mkdir -p "$tree/jdk"
    (cd "$tree/jdk" && unzip -q "$zip")
  else
    echo "no src.zip: set JAVA_HOME to a JDK that has its sources, or SRC_ZIP" >&2
  fi
  if command -v npm >/dev/null; then
    for package in typescript@5 @mui/icons-material@7; do
      mkdir -p "$tree/npm/${package%@*}"
      (cd "$work" && tar xzf "$(npm pack --silent "$package")" -C "$tree/npm/${package%@*}")
    done
  fi
  [ -n "$(find "$tree" -type f -print -quit)" ] || { echo "nothing to import: name a TREE" >&2; exit 2; }
}

"$vhs" --version
tree=$work/tree
if [ $# -gt 0 ]; then
  tree=$(CDPATH='' cd -- "$1" && pwd -P)
elif [ ! -d "$tree" ]; then
  make_tree
fi

say "The tree"
files=$(find "$tree" -type f | wc -l)
bytes=$(find "$tree" -type f -exec cat {} + | wc -c)
echo "$files files, $bytes bytes, $(find "$tree" -type f -size +1024k | wc -l) of them over 1 MiB"

say "What it is measured against (all have read the tree once before)"
step "cp -r" cp -r "$tree" "$work/cp"
step "cp -r, then sync" sh -c 'cp -r "$0" "$1" && sync' "$tree" "$work/cp-sync"
step "tar" tar cf "$work/tree.tar" -C "$tree" .
rm -rf -- "$work/cp-sync" "$work/tree.tar"
sync

say "Import, change, import again"
changing=$work/cp
step "import" "$vhs" import "$changing"
step "import, nothing changed" "$vhs" import "$changing"
mapfile -t some < <(cd "$changing" && find . -type f -name '*.j*' | sed 's|^\./||' | LC_ALL=C sort | awk 'NR % 97 == 1' | head -n 300)
for file in "${some[@]}"; do
  printf '// changed\n' >>"$changing/$file"
done
echo "${#some[@]} files changed"
step "import, these changed" "$vhs" import "$changing"

say "Export, and compare byte for byte"
step "export" "$vhs" export "$work/export"
diff -r "$changing" "$work/export" && echo "diff -r: the export is the tree"
step "export, all there" "$vhs" export "$work/export"

say "Histories, restored"
for file in "${some[@]:0:3}"; do
  "$vhs" history "$file"
  "$vhs" restore "$file" --version 0
  "$vhs" get "$file" | cmp - "$tree/$file" && echo "cmp: v0 is back, as it was"
done

say "Upkeep"
step "verify --deep" "$vhs" verify --deep
step "stats" "$vhs" stats
step "copy to another store" "$vhs" copy --from "$VHS_STORE" --to "file:$work/copy"
du -sk "$tree" "$work/store" "$work/copy" | sed "s|$work/||"

if [ "$big_mib" -gt 0 ]; then
  say "A value of $big_mib MiB through a heap of 64 MiB"
  rm -rf -- "$work/copy" "$work/export"
  export VHS_JAVA_OPTS="${VHS_JAVA_OPTS:-} -Xmx64m"
  openssl enc -aes-128-ctr -nosalt -pass pass:vhs -pbkdf2 -in /dev/zero 2>/dev/null \
    | head -c "${big_mib}M" >"$work/big" || true
  step "cp" cp "$work/big" "$work/big-cp"
  rm -f -- "$work/big-cp"
  step "put FILE" "$vhs" put big "$work/big"
  step "put, from a pipe" sh -c 'cat "$1" | "$0" put big' "$vhs" "$work/big"
  step "get -o FILE" "$vhs" get big -o "$work/big-back"
  cmp "$work/big" "$work/big-back" && echo "cmp: the same bytes"
  "$vhs" get big --version 0 | cmp - "$work/big" && echo "cmp: through a pipe too"
fi
