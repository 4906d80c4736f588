/** Whole corpora: what conforms, what does not, and why. */
package io.github.workerfsm.sim.replay;
