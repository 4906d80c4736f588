/**
 * The recorder against the real package: what it records of a live cluster has to replay here.
 *
 * <p>Tests that start a Python process belong here. Tests of the trace format belong in the core.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.recorder;
