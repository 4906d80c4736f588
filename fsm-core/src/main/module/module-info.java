/**
 * The machine, and the table and engine under it.
 *
 * <p>Guava alone is required: its collections are in signatures. Everything else serves one package
 * that can be left unused, and is needed only by who uses that package.
 */
module io.github.workerfsm.core {
  requires transitive com.google.common;
  requires static transitive org.jspecify;
  requires static com.fasterxml.jackson.core; // .trace
  requires static jdk.jfr; // .observe
  requires static micrometer.core; // .observe
  requires static reactor.core; // .spring, to the last
  requires static org.reactivestreams;
  requires static spring.core;
  requires static spring.messaging;
  requires static spring.statemachine.core;

  exports io.github.workerfsm.check;
  exports io.github.workerfsm.event;
  exports io.github.workerfsm.instruction;
  exports io.github.workerfsm.lifecycle;
  exports io.github.workerfsm.observe;
  exports io.github.workerfsm.snapshot;
  exports io.github.workerfsm.spring;
  exports io.github.workerfsm.story;
  exports io.github.workerfsm.table;
  exports io.github.workerfsm.task;
  exports io.github.workerfsm.trace;
  exports io.github.workerfsm.worker;
}
