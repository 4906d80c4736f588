package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * One transition in the reference's words.
 *
 * @param key the task
 * @param start where it was
 * @param recommended what was asked for
 * @param landing where it is
 */
public record RecordedTransition(String key, String start, String recommended, String landing) {

  static RecordedTransition read(Object element, Members owner) {
    if (element instanceof List<?> list
        && list.size() == 4
        && list.get(0) instanceof String key
        && list.get(1) instanceof String start
        && list.get(2) instanceof String recommended
        && list.get(3) instanceof String landing) {
      return new RecordedTransition(key, start, recommended, landing);
    }
    throw owner.wrong("transitions", element, "lists of key, start, recommended and final state");
  }

  ImmutableList<String> tree() {
    return ImmutableList.of(key, start, recommended, landing);
  }

  /** For people, for example {@code x: executing -> released, landed in cancelled}. */
  @Override
  public String toString() {
    return key
        + ": "
        + start
        + " -> "
        + recommended
        + (landing.equals(recommended) ? "" : ", landed in " + landing);
  }
}
