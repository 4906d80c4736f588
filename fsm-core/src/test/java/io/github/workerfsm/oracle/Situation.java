package io.github.workerfsm.oracle;

import io.github.workerfsm.table.Fact;

/** Stands for any subject of a table: what is true of it now. */
final class Situation {
  /** By position of the fact. */
  int facts;

  @Override
  public String toString() {
    return "situation " + Integer.toBinaryString(facts);
  }

  /** A fact of the table, about a situation. */
  record Named(String name, int ordinal, String phrase) implements Fact<Situation> {
    @Override
    public boolean holds(Situation situation) {
      return (situation.facts >>> ordinal & 1) != 0;
    }
  }
}
