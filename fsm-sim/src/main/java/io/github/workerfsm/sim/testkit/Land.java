package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The rule of a random table: lands, and does nothing else. A number that comes with the request
 * selects one of several landings, by remainder; without one it is the first.
 *
 * @param name unique in the table
 * @param landings what the row declares
 */
record Land<C, S extends Enum<S>>(String name, ImmutableList<S> landings)
    implements Rule<Object, C, S> {
  @Override
  public S apply(Object surroundings, C subject, @Nullable Object argument) {
    int number = argument instanceof Integer chosen ? chosen : 0;
    return landings.get(Math.floorMod(number, landings.size()));
  }
}
