# Sourced by the commands beside it: finds or fetches a JDK 25 and Maven, builds, and starts the server's JVM.
# shellcheck shell=bash

# shellcheck source=bin/.jdk
. "${BASH_SOURCE[0]%/*}/.jdk"

fail() { printf '%s: %s\n' "${0##*/}" "$1" >&2; exit 1; }
say() { printf '%s\n' "$1" >&2; }

is_jdk_25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."]' "$1/release"; }

# jdk_places: the places to look for a JDK, in order of preference.
jdk_places() {
  local on_path cache
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  printf '%s\n' "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*25* /opt/*25* "${HOME:-}"/.sdkman/candidates/java/25*
  cache=$(plaza_cache)
  [ -z "$cache" ] || printf '%s\n' "$cache"/jdk-25-*
}

look_for_jdk() {
  local candidate
  while IFS= read -r candidate; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      export JAVA_HOME="$candidate"
      return
    fi
  done < <(jdk_places)
  return 1
}

# find_jdk: sets JAVA_HOME to a JDK 25, which is installed or fetched if there is none.
find_jdk() {
  look_for_jdk && return
  install_jdk
  look_for_jdk || fail "no JDK 25 found where it was installed. $JDK_ADVICE"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else say "$1 needs root, and there is no sudo."; return 1
  fi
}

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null; }

# need COMMAND PACKAGE: installs the Debian package when the command is missing.
need() {
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null || fail "$1 is missing: install it"
  say "Installing the system package $2, which is missing …"
  if ! as_root apt-get update -qq || ! apt_install "$2"; then
    fail "$2 could not be installed: install it by hand"
  fi
}

# unpack PACKAGE: the files of a Debian package, which is not installed, below the folder that is printed.
unpack() {
  local into="$ROOT/spec/target/tools/$1"
  if [ ! -d "$into" ]; then
    command -v apt-get >/dev/null || fail "$1 can't be had without apt-get"
    say "Fetching the files of the system package $1 for the tests …"
    rm -rf "$into.part" && mkdir -p "$into.part"
    (cd "$into.part" && { apt-get download -qq "$1" || { as_root apt-get update -qq && apt-get download -qq "$1"; }; } 2>/dev/null && dpkg -x ./*.deb . && rm -f ./*.deb) >&2 \
      || fail "the package $1 could not be fetched"
    mv "$into.part" "$into"
  fi
  printf '%s\n' "$into"
}

# lock_checkout: only one command builds in a checkout at a time; the others wait. True when it took the lock: the commands that a build
# runs (tests do) are below its lock already.
lock_checkout() {
  [ -z "${CHECKOUT_LOCKED:-}" ] || return 1
  need flock util-linux
  exec 8< "$ROOT"
  flock -n 8 || { say "Another command is building in $ROOT; waiting for it …"; flock 8; }
  export CHECKOUT_LOCKED=yes
}

unlock_checkout() {
  exec 8<&-
  unset CHECKOUT_LOCKED
}

# Maven on JDK 25, without the JDK's remarks about Maven's own libraries, and alone in this checkout.
maven() {
  local status=0 own=""
  need mvn maven
  lock_checkout && own=yes
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn -B -ntp -f "$ROOT/pom.xml" "$@" || status=$?
  [ -z "$own" ] || unlock_checkout
  return "$status"
}

# The flags of every server's JVM: native libraries are used, and a heap of many small objects. A server that is out of memory
# exits, so that a supervisor restarts it instead of leaving it hanging; nothing acknowledged is lost.
JAVA_FLAGS=(
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
  -XX:+ExitOnOutOfMemoryError
)

# train JAVA JAR CACHE: runs a server for a few calls and records the JVM's cache (JEP 514, 515): the next start takes half the
# time. Thousands of sends, bulks and redirects are among the calls, so that the next server's first ones are compiled as those had been by
# then. Without it the server only starts more slowly, so failures here are ignored.
train() {
  local java="$1" jar="$2" cache="$3" made="$3.$$" scratch url="" token code
  scratch=$(mktemp -d) || return 0
  rm -f "$cache" "$cache.sum"
  # It is read before the server has begun.
  : > "$scratch/out"
  "$java" "${JAVA_FLAGS[@]}" -XX:AOTCacheOutput="$made" -jar "$jar" serve --port 0 --data "$scratch/data" \
    > "$scratch/out" 2> "$scratch/err" & local server=$!
  for _ in $(seq 1 300); do
    url=$(sed -n 's/.*ready at \(http[^ ]*\).*/\1/p' "$scratch/out")
    { [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; } && break
    sleep 0.1
  done
  if [ -n "$url" ]; then
    token=$(curl -s "$url/api/v1/applications" -d name=training | sed 's/.*"token":"\([0-9a-f]*\)".*/\1/')
    curl -s -o "$scratch/null" -X POST "$url/api/v1/applications/$token/chats" || true
    for i in 1 2 3; do
      curl -s -o "$scratch/null" "$url/api/v1/applications/$token/chats/1/messages" -d "body=training $i" || true
      curl -s -o "$scratch/null" "$url/api/v1/applications/$token/chats/1/messages/search?q=training&wait=$i" || true
    done
    # In curl's own brackets: so many calls of one kind.
    curl -s -Z --parallel-max 32 -o "$scratch/null" "$url/api/v1/applications/$token/chats/1/messages?n=[1-4000]" \
      -H 'Content-Type: application/json' -d '{"body":"what is said in a chat is about so long","sender":"ann"}' 2>/dev/null || true
    { printf '{"messages":['; printf '{"body":"what is said, number %s"},' $(seq 1 99); printf '{"body":"last"}]}'; } > "$scratch/bulk"
    curl -s -Z --parallel-max 8 -o "$scratch/null" "$url/api/v1/applications/$token/chats/1/messages/bulk?n=[1-200]" \
      -H 'Content-Type: application/json' --data-binary "@$scratch/bulk" 2>/dev/null || true
    for path in "chats/1/messages?limit=50" "messages/search?q=said"; do
      curl -s -Z --parallel-max 8 -o "$scratch/null" "$url/api/v1/applications/$token/$path&n=[1-500]" 2>/dev/null || true
    done
    # Links that are followed, most of them again and again.
    for i in 1 2 3 4; do
      code=$(curl -s "$url/shorten" -d url="https://example.com/training/$i" -d application="$token" | sed 's/.*"code":"\([^"]*\)".*/\1/')
      curl -s -Z --parallel-max 32 -o "$scratch/null" "$url/$code?n=[1-2000]" \
        -A 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' 2>/dev/null || true
      curl -s -o "$scratch/null" "$url/$code/stats?application=$token" || true
    done
    curl -s -o "$scratch/null" "$url/metrics" -o "$scratch/null" "$url/openapi.json" || true
    curl -s -m 0.3 -o "$scratch/null" "$url/api/v1/applications/$token/chats/1/events?after=0" || true
  fi
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  # One that could not be made is not tried for again and again: a sum is noted for the file that is missing, too.
  mv -f "$made" "$cache" 2>/dev/null || true
  rm -rf "$scratch" "$made" "$made.config"
  cache_sum "$java" "$jar" "$cache" > "$cache.sum" 2>/dev/null || true
}

# cache_sum JAVA JAR CACHE: checksums and sizes of the JVM, the jar and the cache. The JVM maps a cache without a look at its contents: a
# byte that is not as it was ends the process with SIGSEGV. The same lines are in the package's launcher. CRC-32 of 70 MB takes 40 ms.
cache_sum() {
  for of in "${1%/bin/java}/release" "$2" "$3"; do
    cksum < "$of" || echo missing
  done 2>/dev/null
}

# build_plaza MODULES ARGUMENT …: builds with Maven, passes it the arguments, and records a checksum of the sources.
build_plaza() {
  local sum modules="$1"
  shift
  # Before: what is changed while it builds is built the next time.
  sum=$(source_sum)
  maven -q -DskipTests -Dspotless.check.skip=true -pl "$modules" -am "$@" package >&2 || fail "the build failed, see above"
  # Maven leaves a jar as it is when nothing of it changed.
  touch "$ROOT/server/target/plaza.jar"
  printf '%s\n' "$sum" > "$ROOT/server/target/built"
}

# is_built: whether Plaza's jar is of the sources as they are: by their contents, or, when something else built it, by their times. Times
# alone do not say it: in a copied checkout they are all new.
is_built() {
  local jar="$ROOT/server/target/plaza.jar" built="$ROOT/server/target/built"
  [ -f "$jar" ] || return 1
  [ "$(source_sum)" = "$(cat "$built" 2>/dev/null)" ] || { [ "$jar" -nt "$built" ] && [ -z "$(sources -newer "$jar" | head -n 1)" ]; }
}

# source_sum: a checksum of names and contents.
source_sum() {
  local from="$ROOT" ROOT=.
  (cd "$from" && sources | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum)
}

# sources FIND-TEST …: the files that Plaza is built of, without the bench, which measures it.
sources() { find "$ROOT" \( -path '*/target' -o -path "$ROOT/bench/*" \) -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f "$@" -print; }

# run_bench MODULES CLASS ARGUMENT …: a program of the bench, which is built when it is missing or older than the sources.
run_bench() {
  local modules="$1" class="$2" jar="$ROOT/bench/target/plaza-bench.jar"
  shift 2
  # Builds Plaza, and has its cache made where it is missing: what is measured starts as bin/plaza does.
  "$ROOT/bin/plaza" --version >&2
  own() { find "$ROOT/bench/src/main" "$ROOT/bench/pom.xml" -type f "$@" -print; }
  engines() { case "$modules" in *engine*) [ -d "$ROOT/engine/kafka/target/lib" ] && [ -d "$ROOT/engine/opensearch/target/lib" ] ;; esac }
  if [ ! -f "$jar" ] || ! engines || [ "$ROOT/server/target/plaza.jar" -nt "$jar" ] || [ -n "$(own -newer "$jar" | head -n 1)" ]; then
    say "Building the bench …"
    maven -q -DskipTests -Dspotless.check.skip=true -pl "$modules" -am package >&2 || fail "the build failed, see above"
    touch "$jar"
  fi
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Dplaza.root="$ROOT" -cp "$jar:$ROOT/bench/target/lib/*" "$class" "$@"
}
