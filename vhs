#!/bin/sh
# Runs the vhs command: in a source tree it first builds what is missing or out of date, unpacked from
# the zip (bin/vhs) it just runs.
#
#   JAVA_HOME       the JDK or Java runtime to use, else the java on the PATH; 17 or later
#   VHS_JAVA_OPTS   further options for that java, such as -Xmx512m
#   VHS_PREPARE     "no" leaves out the preparing for fast starts
#
# Starts are made fast by three things that are prepared once for each build and each java: a
# class-data archive made from a few trial runs, the native libraries unpacked beside it, and the
# JVM's flags. Without any of them everything works, only slower. In the source tree they are made
# with the build; unpacked from the zip on the second run, so that a throw-away container never waits.

say() { printf 'vhs: %s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

find_home() {
  self=$0
  while [ -h "$self" ]; do
    to=$(readlink -- "$self") || die "cannot follow the link $self"
    case $to in
      /*) self=$to ;;
      *) self=$(dirname -- "$self")/$to ;;
    esac
  done
  case $self in
    */*) home=${self%/*} ;;
    *) home=. ;;
  esac
  # The archive holds the jars' path, so it has to be the same one from wherever we are called.
  home=$(CDPATH='' cd -P -- "${home:-/}" && pwd -P) || die "cannot enter ${home:-/}"
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, which has no bin/java"
  else
    java=$(command -v java) || die "no java found: set JAVA_HOME, or put Java 17 or later on the PATH"
  fi
}

check_java() {
  release=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${release:-0}" -ge 17 ] || die "needs Java 17 or later, and $java is ${release:-of an unknown version}"
}

# ---------------------------------------------------------------- building, in a source tree

# Whether there is a build, and none of its sources is newer.
built() {
  [ -f "$state/current" ] || return 1
  read -r build <"$state/current" && [ -f "$state/$build/lib/vhs-cli.jar" ] || return 1
  [ -z "$(find "$home/vhs" "$home/.mvn" "$home/pom.xml" "$home"/*/pom.xml "$home/core/src/main" \
    "$home/local/src/main" "$home/aws/src/main" "$home/provision/src/main" "$home/cli/src/main" "$home/cli/src/assembly" \
    -newer "$state/current" -print 2>/dev/null)" ]
}

build() {
  check_java
  mvn=$(command -v mvn) || die "needs Maven (mvn) on the PATH to build itself"
  say "building (sources are new or changed): about 20 seconds, up to two minutes while Maven downloads its plugins"
  # Named before the build begins, so that a source changed meanwhile is newer.
  echo "build-$$" >"$state/next"
  log=$state/build.log
  # So short a build takes half the time without the second compiler.
  if ! (cd "$home" && MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" \
    "$mvn" -B -q -Dquick -pl cli -am package) >"$log" 2>&1 </dev/null; then
    cat -- "$log" >&2
    die "the build failed"
  fi
  read -r build <"$state/next"
  # Moved to a place of its own: a vhs that is running keeps the jars it has open.
  rm -rf -- "$state/$build"
  mv -- "$home"/cli/target/quick/vhs-*/vhs-* "$state/$build" || die "the build made no vhs"
  if [ -f "$state/current" ]; then read -r before <"$state/current"; else before=; fi
  for old in "$state"/build-*; do
    case $old in
      "$state/$build" | "$state/$before") ;;
      *) rm -rf -- "$old" ;;
    esac
  done
  libraries=$state/$build/lib
  cache=$state/$build/start$java
  ready=$cache/ready
  building=yes prepare
  mv -f -- "$state/next" "$state/current"
}

# One build at a time; whoever waited finds it done.
build_alone() {
  mkdir -p -- "$state" || die "cannot write to $state"
  if command -v flock >/dev/null; then
    exec 9>"$state/lock"
    flock 9
    built || build 9>&-
    exec 9>&-
  else
    until mkdir -- "$state/lock.d" 2>/dev/null; do
      if read -r other <"$state/lock.d/pid" && ! kill -0 "$other" 2>/dev/null; then
        rm -rf -- "$state/lock.d"
      else
        sleep 1
      fi
    done 2>/dev/null
    echo $$ >"$state/lock.d/pid"
    trap 'rm -rf -- "$state/lock.d"' EXIT
    trap 'exit 130' INT TERM HUP
    built || build
    rm -rf -- "$state/lock.d"
    trap - EXIT INT TERM HUP
  fi
}

# ---------------------------------------------------------------- preparing fast starts

# Makes $cache for this java and these libraries. Whatever fails here is done without.
prepare() {
  [ "${VHS_PREPARE:-}" != no ] || return 0
  mkdir -p -- "$cache" 2>/dev/null && [ -w "$cache" ] || return 0
  [ -n "${building:-}" ] || say "preparing fast starts with $java, once: about 10 seconds"
  work=$(mktemp -d "${TMPDIR:-/tmp}/vhs.XXXXXX") || return 0
  (
    trap 'rm -rf -- "$work"' EXIT
    trap 'exit 130' INT TERM HUP
    mkdir -p -- "$work/new"
    unpack_native
    archive_classes
    mark "$java" "$work/new/java"
    mark "$libraries/vhs-cli.jar" "$work/new/jars"
    rm -rf -- "$cache/ready"
    mv -- "$work/new" "$cache/ready"
  ) </dev/null >/dev/null 2>&1
  return 0
}

# Else both libraries unpack theirs to a temporary file at every start.
unpack_native() {
  mkdir -- "$work/new/native" && cd "$work/new/native" || return
  from=$("$java" -cp "$(echo "$libraries"/sqlite-jdbc-*.jar)" org.sqlite.util.OSInfo)
  unpack "$libraries"/sqlite-jdbc-*.jar "org/sqlite/native/$from"
  case $from in
    Linux/x86_64) from=linux/amd64 ;;
    Linux/aarch64) from=linux/aarch64 ;;
    Mac/x86_64) from=darwin/x86_64 ;;
    Mac/aarch64) from=darwin/aarch64 ;;
    *) return ;;
  esac
  unpack "$libraries"/zstd-jni-*.jar "$from" zstd
}

# Takes the native libraries in a folder of a jar, the one there is under the name given, if any.
unpack() {
  mkdir -- "$work/jar" && (
    cd "$work/jar" || exit
    if [ -x "${java%/*}/jar" ]; then "${java%/*}/jar" xf "$1" "$2"; else unzip -q "$1" "$2/*"; fi
  )
  if [ -n "${3:-}" ]; then mv -- "$work/jar/$2"/* "$3"; else mv -- "$work/jar/$2"/* .; fi
  rm -rf -- "$work/jar"
}

# A static archive: unlike a dynamic one it takes classes as old as picocli's, which are Java 5.
archive_classes() {
  n=0
  printf 'one\n' >"$work/value"
  try --store "file:$work/store" put a "$work/value"
  try --store "file:$work/store" get a
  try --store "file:$work/store" history a
  try --store "file:$work/store" --json info a
  try --store "file:$work/store" ls
  try --store "file:$work/store" get missing
  try --help
  try put --help
  # A class may be in several lists, under a number that is unique in its own list only. The @cp lines
  # of newer JDKs make the dump link every class that they name, and old classes must not be linked.
  cat "$work"/classes.* | sed -e '/ source: /d' -e '/^@cp /d' -e 's/ id: .*//' | awk '!seen[$0]++' >"$work/classes"
  "$java" -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$work/classes" \
    -XX:SharedArchiveFile="$work/new/vhs.jsa" -cp "$libraries/vhs-cli.jar"
}

try() {
  n=$((n + 1))
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:DumpLoadedClassList="$work/classes.$n" \
    -jar "$libraries/vhs-cli.jar" "$@"
}

# A mark has the time of its file, so that equal times say: still the same file. It is left out where
# the file system can't keep the time.
mark() {
  touch -r "$1" -- "$2"
  same "$1" "$2" || rm -f -- "$2"
}

same() {
  [ ! -f "$2" ] || { [ ! "$1" -nt "$2" ] && [ ! "$1" -ot "$2" ]; }
}

# Whether $ready holds what this java and these jars can use.
prepared() {
  [ -d "$ready" ] && same "$java" "$ready/java" && same "$libraries/vhs-cli.jar" "$ready/jars"
}

# ---------------------------------------------------------------- running

find_home
find_java
if [ -f "$home/pom.xml" ]; then
  state=$home/target/vhs
  built || build_alone
  libraries=$state/$build/lib
  cache=$state/$build/start$java
  ready=$cache/ready
  prepared || prepare
else
  home=${home%/*}
  libraries=$home/lib
  [ -f "$libraries/vhs-cli.jar" ] || die "$libraries has no vhs-cli.jar: run vhs where it was unpacked, or link to it"
  cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/vhs$home$java
  ready=$cache/ready
  if [ -d "$cache" ]; then
    prepared || prepare
  else
    check_java
    mkdir -p -- "$cache" 2>/dev/null
  fi
fi

# In the C locale Java takes each byte above 127, of arguments and of file names, for a question mark.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

set -- -jar "$libraries/vhs-cli.jar" "$@"
# The first compiler alone starts fastest, but has no fast SHA-256: not for commands that move bytes.
tiers=-XX:TieredStopAtLevel=1
for word in "$@"; do
  case $word in
    put | get | import | export | copy | verify | gc) tiers=-XX:+TieredCompilation && break ;;
    info | history | ls | rm | restore | prune | purge | stats) break ;;
  esac
done
# Java can't tell which streams are terminals.
terminals=
for stream in 0 1 2; do
  [ ! -t "$stream" ] || terminals=$terminals$stream
done
set -- -Dvhs.tty="$terminals" "$@"
[ ! -d "$ready/native" ] || set -- -Dorg.sqlite.lib.path="$ready/native" "$@"
[ ! -f "$ready/native/zstd" ] || set -- -DZstdNativePath="$ready/native/zstd" "$@"
[ ! -f "$ready/vhs.jsa" ] || set -- -XX:SharedArchiveFile="$ready/vhs.jsa" "$@"

# The JVM's own warnings must not get among the output.
# shellcheck disable=SC2086 # the user's options are words
exec "$java" -XX:+UseSerialGC $tiers -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr \
  ${VHS_JAVA_OPTS:-} "$@"
