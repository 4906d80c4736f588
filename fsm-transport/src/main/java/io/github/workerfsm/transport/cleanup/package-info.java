/**
 * Nothing is left running for somebody who is gone. References to jobs are made first, entered in
 * the ledger, and only then submitted; when their owner ends, in whatever way, the ledger says whom
 * to kill, until every node has confirmed. At the node a job that is killed before it was submitted
 * leaves a tombstone.
 *
 * <p>The ledger and the job table are pure; {@code Cleaner} is the thread that drives the ledger.
 */
@NullMarked
package io.github.workerfsm.transport.cleanup;

import org.jspecify.annotations.NullMarked;
