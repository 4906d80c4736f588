/** The test kit in use, as documents quote it: a table, a scheduler and a property of one's own. */
package io.github.workerfsm.sim.testkit.example;
