/**
 * The test kit: what tests of machines, tables and schedulers have in common, for whoever embeds
 * the library and for the project itself.
 *
 * <p>Here belong arbitraries for jqwik ({@link io.github.workerfsm.sim.testkit.TaskArbitraries},
 * {@link io.github.workerfsm.sim.testkit.WorkerArbitraries}, {@link
 * io.github.workerfsm.sim.testkit.TableArbitraries}, {@link
 * io.github.workerfsm.sim.testkit.WorldArbitraries}), property classes to extend ({@link
 * io.github.workerfsm.sim.testkit.TableProperties}, {@link
 * io.github.workerfsm.sim.testkit.SchedulerProperties}), the extension {@link
 * io.github.workerfsm.sim.testkit.RowCoverage} and the assertions of {@link
 * io.github.workerfsm.sim.testkit.WorkerAssertions}.
 *
 * <p>What is asserted of one machine only belongs with its tests; what explorer and scenarios check
 * belongs to them. Nothing else in this module may use this package or the test libraries that it
 * needs: jqwik, JUnit and AssertJ are optional dependencies, which come with the tests.
 */
@NullMarked
package io.github.workerfsm.sim.testkit;

import org.jspecify.annotations.NullMarked;
