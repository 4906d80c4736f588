package io.github.workerfsm.sim.explore;

/**
 * Where something wrong was seen. The smallest of all sightings of a kind is the one that is shown,
 * so that it does not depend on which thread came first.
 *
 * @param level level of the state, from 0
 * @param fingerprint of the state
 * @param action the step out of that state that broke the invariant, or -1: the state itself is
 *     wrong
 * @param invariant number of the broken invariant, or {@link Model#NONE}
 */
record Sighting(int level, long fingerprint, int action, int invariant)
    implements Comparable<Sighting> {

  @Override
  public int compareTo(Sighting other) {
    int order = Integer.compare(level, other.level);
    if (order == 0) {
      order = Long.compareUnsigned(fingerprint, other.fingerprint);
    }
    if (order == 0) {
      order = Integer.compare(action, other.action);
    }
    return order == 0 ? Integer.compare(invariant, other.invariant) : order;
  }
}
