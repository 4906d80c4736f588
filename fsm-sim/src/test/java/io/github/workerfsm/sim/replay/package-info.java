/** Where traces come from; that they conform is in {@code .conformance}. */
package io.github.workerfsm.sim.replay;
