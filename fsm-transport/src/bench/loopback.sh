#!/bin/sh
# The transport beside what the platform offers, in one run on loopback, with events of 64 bytes:
# one way in batches beside a raw NIO socket, round trips beside a raw ping-pong, and the hand-off
# of letters beside ArrayBlockingQueue. Prints a table with ratios and goals.
#
# usage: loopback.sh [--json] [--strict] [--rounds N] [--scale PERCENT] [--only TEXT]
# Needs: Maven. Ratios are medians of rounds in turn; on a busy machine the threads of the transport,
# three where the raw socket has two, get less of it, and the line of CPU per event says more.
set -eu

cd "$(dirname "$0")/../../.."
exec mvn -q -B -DskipErrorProne -pl fsm-transport -am test-compile exec:exec@loopback \
  -Dexec.executable=java -Dloopback.args="$*"
