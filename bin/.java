# Sourced by the commands beside it: finds a JDK 25 and Maven, and installs Maven where it can.

fail() { printf '%s: %s\n' "${0##*/}" "$1" >&2; exit 1; }
say() { printf '%s\n' "$1" >&2; }

is_jdk_25() { [ -x "$1/bin/javac" ] && [ "$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')" = 25 ]; }

find_jdk() {
  local on_path candidate
  on_path=$(command -v javac || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*25* /opt/*25* "$HOME"/.sdkman/candidates/java/25*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  fail "no JDK 25 found. Install one (for example Temurin 25, package temurin-25-jdk) or point JAVA_HOME at it."
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# need COMMAND PACKAGE: installs the Debian package when the command is missing.
need() {
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null || fail "$1 is missing: install it"
  say "Installing the system package $2, which is missing …"
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null \
    || fail "$2 could not be installed: install it by hand"
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

# Maven on JDK 25, without the JDK's remarks about Maven's own libraries.
maven() {
  need mvn maven
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn -B -ntp -f "$ROOT/pom.xml" "$@"
}

sources() { find "$ROOT" -path '*/target' -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f "$@" -print; }
