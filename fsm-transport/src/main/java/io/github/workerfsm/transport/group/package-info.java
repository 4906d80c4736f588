/**
 * Groups whose members, numbered from 0, live in several processes: messages from one to another in
 * the order of their numbers, a lock, a barrier, notify and await. Everything but {@code
 * GroupEndpoint} is pure: messages and what a caller waits for are handed in and out.
 *
 * <p>How messages travel is in {@code .endpoint}.
 */
@NullMarked
package io.github.workerfsm.transport.group;

import org.jspecify.annotations.NullMarked;
