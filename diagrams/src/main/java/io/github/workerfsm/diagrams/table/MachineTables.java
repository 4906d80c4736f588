package io.github.workerfsm.diagrams.table;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the tables that there are: those of the library, and those of embedders. */
public final class MachineTables {
  private MachineTables() {}

  /** Every table that a {@link ServiceLoader} finds, the worker's first, the others by name. */
  public static ImmutableList<MachineTable> discovered() {
    return ServiceLoader.load(MachineTable.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(
            Comparator.<MachineTable, Boolean>comparing(table -> !(table instanceof WorkerTable))
                .thenComparing(MachineTable::name))
        .collect(toImmutableList());
  }

  /**
   * The table with this name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static MachineTable byName(String name) {
    ImmutableList<MachineTable> all = discovered();
    return all.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no machine "
                        + name
                        + ", expected one of "
                        + all.stream().map(MachineTable::name).collect(Collectors.joining(", "))));
  }
}
