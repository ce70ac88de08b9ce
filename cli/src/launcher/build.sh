# Builds the command in a source tree. The vhs at the root of the tree reads this file in, with $tree
# set to that root. Each build is a folder of its own, as the zip unpacks it.

state=$tree/target/vhs

say() { printf 'vhs: %s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# True if there is a build and no source is newer. Sets build to its folder.
built() {
  [ -f "$state/current" ] || return 1
  read -r name <"$state/current" && build=$state/$name && [ -f "$build/lib/vhs-cli.jar" ] || return 1
  [ -z "$(find "$tree/vhs" "$tree/.mvn" "$tree/pom.xml" "$tree"/*/pom.xml "$tree/core/src/main" \
    "$tree/local/src/main" "$tree/aws/src/main" "$tree/provision/src/main" "$tree/cli/src/main" \
    "$tree/cli/src/assembly" "$tree/cli/src/launcher" -newer "$state/current" -print 2>/dev/null)" ]
}

check_tools() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  release=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${release:-0}" -ge 17 ] || die "needs Java 17 or later to build itself: set JAVA_HOME, or put it on the PATH"
  mvn=$(command -v mvn) || die "needs Maven (mvn) on the PATH to build itself"
}

# Builds, and sets build to the new folder.
build() {
  check_tools
  say "building (sources are new or changed): about 20 seconds, up to two minutes while Maven downloads its plugins"
  # Named before the build begins, so that a source changed meanwhile is newer.
  echo "build-$$" >"$state/next"
  log=$state/build.log
  # So short a build takes half the time without the second compiler.
  if ! (cd "$tree" && MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" \
    "$mvn" -B -q -Dquick -pl cli -am package) >"$log" 2>&1 </dev/null; then
    cat -- "$log" >&2
    die "the build failed"
  fi
  read -r name <"$state/next"
  build=$state/$name
  # Moved to a place of its own: a vhs that is running keeps the jars it has open.
  rm -rf -- "$build"
  mv -- "$tree"/cli/target/quick/vhs-*/vhs-* "$build" || die "the build made no vhs"
  if [ -f "$state/current" ]; then read -r before <"$state/current"; else before=; fi
  for old in "$state"/build-*; do
    case $old in
      "$build" | "$state/$before") ;;
      *) rm -rf -- "$old" ;;
    esac
  done
  # A run that prepares fast starts, in the build's own folder.
  mkdir -- "$build/start"
  "$build/bin/vhs" --version >/dev/null 2>&1 </dev/null
  mv -f -- "$state/next" "$state/current"
}

# Builds, one process at a time. Those that waited find it done.
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
