@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.protocol;
