#!/bin/sh
# Runs the vhs command of this source tree. Builds it first if it is missing or a source is newer.

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
