/**
 * Jobs at nodes, over the network: submitted with references that are known to the cleaner before,
 * killed when their coordinator ends, told when they end.
 *
 * <p>What is to be killed is decided in {@code .cleanup}; here it travels.
 */
@NullMarked
package io.github.workerfsm.transport.job;

import org.jspecify.annotations.NullMarked;
