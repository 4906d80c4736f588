package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A transition table that does not prove itself: what is wrong with which rows. */
public final class IllegalTableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ImmutableList<String> findings;

  IllegalTableException(String table, List<String> findings) {
    super("table " + table + ": " + String.join("; ", findings));
    this.findings = ImmutableList.copyOf(findings);
  }

  /** One sentence per defect: first those of single pairs, then those of the table as a whole. */
  public ImmutableList<String> findings() {
    return findings;
  }
}
