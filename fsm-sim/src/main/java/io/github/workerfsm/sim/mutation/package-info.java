/**
 * Mutation of the table: every small mistake that a row could have, and who notices it.
 *
 * <p>Here belongs the hunt for mutants of a rule set: walks through small worlds, what they reach,
 * counterexamples and their shortening, and the list of mutants that behave no differently. How a
 * table is spoiled is {@code table}'s business, what may happen in a world and which properties
 * have to hold is {@code sim.world}'s.
 *
 * <p>Deterministic: a walk is its seed. Threads come from the caller.
 */
@NullMarked
package io.github.workerfsm.sim.mutation;

import org.jspecify.annotations.NullMarked;
