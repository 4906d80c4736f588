package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;

/**
 * How a mutant was found out.
 *
 * @param hunter what found it: the proof of the table, a game, a scenario, or the explorer
 * @param seed of the game; -1 for other hunters
 * @param property the id of the violated property; empty for a table that does not prove itself
 * @param what what was found, in one line
 * @param place where it was played, in one line; empty for the proof
 * @param script everything that happened, in the notation of scenarios
 * @param steps how many of these were steps of the walk; the others follow by themselves
 * @param shortest whether no shorter list of steps shows anything in that place, rather than none
 *     that leaves out steps of this one
 */
public record Kill(
    String hunter,
    long seed,
    String property,
    String what,
    String place,
    ImmutableList<String> script,
    int steps,
    boolean shortest) {

  /** The hunter that looks at the table alone. */
  static final String PROOF = "proof";

  /** The hunter that visits every state of small clusters. */
  static final String EXPLORER = "explorer";

  static Kill byProof(String finding) {
    return new Kill(PROOF, -1, "", finding, "", ImmutableList.of(), 0, true);
  }
}
