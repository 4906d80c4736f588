package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.WorldSpec;

/**
 * A deadlock that happened, as a script.
 *
 * @param file where it comes from
 * @param number in the collection, 0 for none
 * @param id its name, in lower case with hyphens
 * @param title what happens, in a sentence
 * @param origin where it was reported and corrected
 * @param period the rules under which it happened
 * @param kind of failure, for example deadlock
 * @param violates ids of the properties that the collection names
 * @param rules the faulty ones
 * @param world the start
 * @param script its lines, in order
 * @param outcome the stuck state under the faulty rules
 * @param proves ids of the properties that have to be seen violated under the faulty rules
 */
public record Scenario(
    String file,
    int number,
    String id,
    String title,
    String origin,
    String period,
    String kind,
    ImmutableList<String> violates,
    ScenarioRules rules,
    WorldSpec world,
    ImmutableList<ScriptLine> script,
    ImmutableList<StateClause> outcome,
    ImmutableList<String> proves) {}
