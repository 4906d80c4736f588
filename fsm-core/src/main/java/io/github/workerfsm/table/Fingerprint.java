package io.github.workerfsm.table;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What tells tables with different rows apart, in 16 hexadecimal digits. */
final class Fingerprint<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final TransitionTable<S, T, C, R> table;

  Fingerprint(TransitionTable<S, T, C, R> table) {
    this.table = table;
  }

  String text() {
    String rows =
        table.rows().stream()
            .map(Fingerprint::canonical)
            .sorted()
            .collect(Collectors.joining("\n"));
    String header =
        table.name()
            + ' '
            + table.initial()
            + ' '
            + table.terminal()
            + ' '
            + table.detour()
            + ' '
            + table.states()
            + '\n';
    return Hashing.sha256()
        .hashString(header + rows, StandardCharsets.UTF_8)
        .toString()
        .substring(0, 16);
  }

  private static String canonical(Transition<?, ?, ?, ?> row) {
    Object rule = row.isNever() ? "never" : row.rule();
    String ruleName = rule instanceof Rule<?, ?, ?> named ? named.name() : "-";
    return row.label() + ' ' + row.landings() + ' ' + row.actor() + ' ' + ruleName;
  }
}
