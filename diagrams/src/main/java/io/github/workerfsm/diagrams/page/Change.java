package io.github.workerfsm.diagrams.page;

/**
 * One subject moves.
 *
 * @param key the subject
 * @param from where it was
 * @param requested what was asked for: a state or an event
 * @param landing where it is then
 * @param row number of the row that was taken, from 1; 0 when none is known
 */
public record Change(String key, String from, String requested, String landing, int row) {}
