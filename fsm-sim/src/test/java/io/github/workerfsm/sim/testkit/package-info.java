/** The test kit tested: what it lets pass, and what it finds. */
package io.github.workerfsm.sim.testkit;
