/**
 * Sockets: connections that greet, number their frames, keep their bounds and know why they ended.
 * Netty carries them; what it does not have is the protocol of a connection (a table), admission,
 * bounded out-queues that say full, and heartbeats on a thread of their own.
 *
 * <p>What frames are about belongs to whoever listens: {@code .endpoint}, {@code .worker}.
 */
@NullMarked
package io.github.workerfsm.transport.net;

import org.jspecify.annotations.NullMarked;
