package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One policy by its name, and what its value can be: for lines that set it. */
record PolicyText(String name, ValueReader reader) {
  /** Reads the value. */
  @FunctionalInterface
  interface ValueReader {
    Consumer<Policies.Builder> read(OverrideWords words);
  }

  private static final int MOST_SUSPICION = 10_000;

  static final ImmutableList<PolicyText> ALL =
      ImmutableList.of(
          choice("retention", Policies.Retention.values(), Policies.Builder::retention),
          new PolicyText("suspicion-limit", PolicyText::suspicionLimit),
          flag("run-identity", Policies.Builder::runIdentity),
          choice(
              "replica-refusal",
              Policies.ReplicaRefusal.values(),
              Policies.Builder::replicaRefusal),
          choice(
              "erred-assignment",
              Policies.ErredAssignment.values(),
              Policies.Builder::erredAssignment),
          choice(
              "scatter-onto-held",
              Policies.ScatterOntoHeld.values(),
              Policies.Builder::scatterOntoHeld),
          choice(
              "arriving-values",
              Policies.ArrivingValues.values(),
              Policies.Builder::arrivingValues),
          choice(
              "announced-holders",
              Policies.AnnouncedHolders.values(),
              Policies.Builder::announcedHolders),
          choice("inputs", Policies.Inputs.values(), Policies.Builder::inputs),
          choice("lost-input", Policies.LostInput.values(), Policies.Builder::lostInput),
          flag("match-transfers", Policies.Builder::matchTransfers),
          flag("unknown-resources-stop", Policies.Builder::unknownResourcesStop),
          flag("stale-queue-positions", Policies.Builder::staleQueuePositions),
          flag("strict-detours", Policies.Builder::strictDetours));

  private static <E extends Enum<E>> PolicyText choice(
      String name, E[] values, BiConsumer<Policies.Builder, E> setter) {
    return new PolicyText(
        name,
        words -> {
          E value = words.choose("a value", List.of(values), e -> OverrideWords.alike(e.name()));
          return builder -> setter.accept(builder, value);
        });
  }

  private static PolicyText flag(String name, BiConsumer<Policies.Builder, Boolean> setter) {
    return new PolicyText(
        name,
        words -> {
          boolean value = words.choose("a value", List.of(true, false), String::valueOf);
          return builder -> setter.accept(builder, value);
        });
  }

  private static Consumer<Policies.Builder> suspicionLimit(OverrideWords words) {
    String expected = "a number from 0 to " + MOST_SUSPICION;
    String word = words.take(expected);
    if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > MOST_SUSPICION) {
      throw words.bad(word, expected);
    }
    int limit = Integer.parseInt(word);
    return builder -> builder.suspicionLimit(limit);
  }
}
