package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;

/**
 * A task as a client submits it.
 *
 * @param key its key
 * @param dependencies its inputs, in order
 * @param function what it computes: two definitions of a key with different functions have
 *     different values, which is how a stale result is recognised
 * @param priority smaller first
 * @param resources what a run needs besides a thread
 * @param workers addresses on which it may run; empty: anywhere
 * @param retries runs after a failure, before the failure counts
 */
public record TaskDefinition(
    String key,
    ImmutableList<String> dependencies,
    String function,
    Priority priority,
    Resources resources,
    ImmutableList<String> workers,
    int retries) {}
