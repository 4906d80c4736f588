package io.github.workerfsm.sim.scheduler;

/**
 * A theft under way: one entry of the steal table.
 *
 * @param key the task
 * @param victim the incarnation that was asked to give it up
 * @param thief the incarnation that is to have it; the victim itself when it is only asked what it
 *     does
 * @param id the identity of the request, repeated by the answer
 */
public record StealEntry(String key, WorkerId victim, WorkerId thief, String id) {}
