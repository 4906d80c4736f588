/**
 * The observatory: what an embedding program's monitoring sees of a machine.
 *
 * <p>Here belong observers that hand transitions on (Flight Recorder), the binding of gauges to
 * Micrometer, the answers that an HTTP endpoint returns, and the check that one thread owns a
 * machine. All of it is opt-in, and a machine without it pays nothing; what each costs is measured
 * by {@code mvn -q -pl fsm-core test-compile exec:exec@observer-cost}: about 2 ns a transition for
 * an observer, 5 for a reading of the meters after every event, 130 for an event in a recording,
 * beside 50 for the transition. What happened is told by the story in {@code .story}; what is
 * legal, by the table. Serving HTTP belongs to the embedder.
 *
 * <p>This is the only package that needs micrometer-core, and only for {@link
 * io.github.workerfsm.observe.WorkerMeters}; and the only one that needs the module jdk.jfr, whose
 * clock is outside of what a machine does.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.observe;
