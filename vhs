#!/bin/sh
# Runs the vhs command of this source tree. Builds it first if it is missing or a source is newer.

# A stream that is closed is opened, else a file of the build would take its place.
{ true 3<&0; } 2>&- || exec 0>/dev/null
{ true 3>&1; } 2>&- || exec 1</dev/null
true 3>&2 || exec 2</dev/null

self=$0
while [ -h "$self" ]; do
  link=$(readlink -- "$self") || exit
  case $link in
    /*) self=$link ;;
    *) self=$(dirname -- "$self")/$link ;;
  esac
done
tree=$(CDPATH='' cd -P -- "$(dirname -- "$self")" && pwd -P) || exit
. "$tree/cli/src/launcher/build.sh"
built || build_alone
exec "$build/bin/vhs" "$@"
