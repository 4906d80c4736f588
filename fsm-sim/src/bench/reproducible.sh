#!/bin/sh
# Builds everything that a release consists of twice, in two directories, time zones and languages,
# and compares the jars byte by byte. Prints each jar with its size and whether both are the same;
# exits 1 when one is not. The same sources and the same JDK give the same bytes.
#
# usage: reproducible.sh [MAVEN OPTION...]     for example -o, to build without a network
set -eu

here=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # name, time zone, language, Maven's options
  name=$1 zone=$2 language=$3
  shift 3
  mkdir -p "$work/$name"
  tar -C "$here" --exclude=target --exclude=.git -cf - . | tar -C "$work/$name" -xf -
  (cd "$work/$name" && TZ=$zone LC_ALL=$language MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.language=${language%%_*}" \
    mvn -q -B -Prelease -DskipTests -DskipErrorProne "$@" package) >&2
}

build one UTC en_US "$@"
build other/place Asia/Tokyo de_DE "$@"

status=0
for jar in $(cd "$work/one" && find . -path '*/target/*.jar' ! -name 'original-*' | sort); do
  if cmp -s "$work/one/$jar" "$work/other/place/$jar"; then
    verdict=same
  else
    verdict=DIFFERENT status=1
  fi
  printf '%9d bytes  %-9s  %s\n' "$(wc -c < "$work/one/$jar")" "$verdict" "$(basename "$jar")"
done
exit $status
