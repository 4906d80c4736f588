package io.github.workerfsm.diagrams.page;

import com.google.common.collect.ImmutableList;

/**
 * One step of what is played.
 *
 * @param time where or when it was, for people to jump to, for example a line number; need not be
 *     unique
 * @param event what happened, in words
 * @param changes what moved, in order; may be empty
 * @param sizes how long each queue of the playback is afterwards, in its order
 */
public record Frame(
    String time, String event, ImmutableList<Change> changes, ImmutableList<Integer> sizes) {}
