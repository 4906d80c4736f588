package io.github.workerfsm.transport.cleanup;

import java.util.List;
import java.util.UUID;

/**
 * Jobs to be killed at one node, in one message, until the node confirms.
 *
 * @param node where they are, or would be
 * @param number by which the node confirms it; the same when it is sent again
 * @param refs in order of registration
 */
public record Kill(String node, long number, List<UUID> refs) {}
