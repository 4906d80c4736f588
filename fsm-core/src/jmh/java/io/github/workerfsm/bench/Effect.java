package io.github.workerfsm.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which of the seven actions a row runs. Each of them only counts, but each is its own class, and
 * the seven steps of {@link Rows#LAP} run all seven: the place where a contender calls its action
 * sees seven receivers, as it would in a real table, and no compiler can inline it.
 */
public enum Effect {
  CLASSIFY,
  QUEUE,
  START,
  STORE,
  DROP,
  ERASE,
  BEGIN;

  /**
   * The actions of one contender, written in that contender's own action type.
   *
   * @param actions one per constant, in the order of the constants; seven distinct classes
   * @throws IllegalArgumentException if two of them are of one class, which would be a cheaper call
   */
  @SafeVarargs
  static <A> Map<Effect, A> actions(A... actions) {
    Set<Class<?>> classes = new HashSet<>();
    Map<Effect, A> byEffect = new EnumMap<>(Effect.class);
    for (Effect effect : values()) {
      A action = actions[effect.ordinal()];
      if (!classes.add(action.getClass())) {
        throw new IllegalArgumentException(effect + ": its class is another action's class");
      }
      byEffect.put(effect, action);
    }
    return Collections.unmodifiableMap(byEffect);
  }
}
