/**
 * The guest room: a table as a Spring Statemachine, for teams whose listeners, persisters and
 * monitors are made for one.
 *
 * <p>Spring can take either seat. It <em>drives</em> when events are fired at a {@link
 * io.github.workerfsm.spring.SpringMachine}: Spring evaluates the guards of the table, and the row
 * that it takes is carried out as its action. It <em>follows</em> when an {@code Engine} or a
 * worker machine drives and its listener reports each transition by {@link
 * io.github.workerfsm.spring.SpringMachine#follow}; detours and recommendations need an engine, for
 * which Spring has no words.
 *
 * <p>Here belongs what translates between the two, and what keeps Spring from losing something
 * silently. What is legal belongs in the table. A Spring machine costs some 47 kB and 25 us a
 * transition: attach one to what somebody looks at, not to every task.
 *
 * <p>This is the only package that needs spring-statemachine-core.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.spring;
