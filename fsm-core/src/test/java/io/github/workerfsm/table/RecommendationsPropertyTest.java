package io.github.workerfsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is done to it, what is pending is what a stack of ordered maps would hold. */
class RecommendationsPropertyTest {
  private static final int ITEMS = 6;

  private enum Kind {
    PUT,
    POP,
    REMOVE,
    OPEN,
    CLOSE,
    ORDER,
    RESET
  }

  /** One operation; what {@code number} means depends on the kind. */
  private record Step(Kind kind, int item, int number) {}

  private record Asked(State requested, Object argument, Item cause) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(10, Kind.PUT),
            Tuple.of(2, Kind.POP),
            Tuple.of(2, Kind.REMOVE),
            Tuple.of(3, Kind.OPEN),
            Tuple.of(3, Kind.CLOSE),
            Tuple.of(1, Kind.ORDER),
            Tuple.of(1, Kind.RESET));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, ITEMS - 1),
            Arbitraries.integers().between(0, 1_000_000))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 2_000)
  void it_holds_what_a_stack_of_ordered_maps_holds(@ForAll("steps") List<Step> steps) {
    Both both = new Both();
    for (Step step : steps) {
      both.run(step);
      both.compare();
    }
    while (both.model.size() > 1) {
      both.run(new Step(Kind.CLOSE, 0, 0));
      both.compare();
    }
    while (!both.model.getFirst().isEmpty()) {
      both.run(new Step(Kind.POP, 0, 0));
      both.compare();
    }
  }

  /** The thing and its model, side by side. A step that is not allowed is skipped. */
  private static final class Both {
    private final Recommendations<State, State, Item> pending = new Recommendations<>();
    private final List<Item> items = new ArrayList<>();

    /** Frames, the innermost first. */
    private final Deque<Map<Item, Asked>> model = new ArrayDeque<>();

    private final Deque<Integer> outer = new ArrayDeque<>();

    Both() {
      for (int i = 0; i < ITEMS; i++) {
        items.add(new Item("i" + i));
      }
      model.push(new LinkedHashMap<>());
    }

    void run(Step step) {
      Item item = items.get(step.item);
      Map<Item, Asked> frame = model.getFirst();
      switch (step.kind) {
        case PUT -> put(item, step.number);
        case POP -> {
          if (!frame.isEmpty()) {
            pending.pop();
            frame.remove(entries(frame).get(frame.size() - 1).getKey());
          }
        }
        case REMOVE -> {
          if (frame.containsKey(item)) {
            pending.remove(pending.find(item));
            frame.remove(item);
          }
        }
        case OPEN -> {
          outer.push(pending.open());
          model.push(new LinkedHashMap<>());
        }
        case CLOSE -> {
          if (model.size() > 1) {
            pending.close(outer.pop());
            Map<Item, Asked> closed = model.pop();
            model.getFirst().putAll(closed);
          }
        }
        case ORDER -> order(frame, step.number);
        case RESET -> {
          pending.reset();
          model.clear();
          outer.clear();
          model.push(new LinkedHashMap<>());
        }
      }
    }

    private void put(Item item, int number) {
      State requested = State.values()[number % State.values().length];
      Integer argument = number / 7 % 3 == 0 ? null : number;
      Item cause = number / 23 % 3 == 0 ? null : items.get(number % ITEMS);
      pending.put(item, requested, argument, cause);
      model.getFirst().put(item, new Asked(requested, argument, cause));
    }

    /** Ranks the last entries of the frame; a stable sort keeps the insertion order of equals. */
    private void order(Map<Item, Asked> frame, int number) {
      int kept = number % (frame.size() + 1);
      SiblingOrder<Item> ranks = item -> (items.indexOf(item) * 7 + number) % 3;
      pending.order(pending.size() - frame.size() + kept, ranks);
      List<Map.Entry<Item, Asked>> all = entries(frame);
      List<Map.Entry<Item, Asked>> siblings = all.subList(kept, all.size());
      siblings.sort(
          Comparator.comparing(entry -> ranks.rank(entry.getKey()), Collections.reverseOrder()));
      frame.clear();
      all.forEach(entry -> frame.put(entry.getKey(), entry.getValue()));
    }

    void compare() {
      List<Map.Entry<Item, Asked>> expected = new ArrayList<>();
      model.descendingIterator().forEachRemaining(frame -> expected.addAll(entries(frame)));
      List<Map.Entry<Item, Asked>> actual = new ArrayList<>();
      for (int i = 0; i < pending.size(); i++) {
        var entry = pending.get(i);
        actual.add(
            Map.entry(
                entry.subject(), new Asked(entry.requested(), entry.argument(), entry.cause())));
      }
      assertThat(actual).isEqualTo(expected);
      Map<Item, Asked> frame = model.getFirst();
      assertThat(pending.isEmpty()).isEqualTo(frame.isEmpty());
      int start = pending.size() - frame.size();
      List<Item> order = new ArrayList<>(frame.keySet());
      for (Item item : items) {
        int index = order.indexOf(item);
        assertThat(pending.find(item)).as("%s", item).isEqualTo(index < 0 ? -1 : start + index);
      }
    }

    private static List<Map.Entry<Item, Asked>> entries(Map<Item, Asked> frame) {
      List<Map.Entry<Item, Asked>> entries = new ArrayList<>();
      frame.forEach((item, asked) -> entries.add(Map.entry(item, asked)));
      return entries;
    }
  }
}
