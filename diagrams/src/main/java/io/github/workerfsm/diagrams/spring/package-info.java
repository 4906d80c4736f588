/**
 * A machine of Spring Statemachine, read into a view of a table. The only room that knows Spring,
 * which is an optional dependency: who does not call it does not need Spring.
 */
@NullMarked
package io.github.workerfsm.diagrams.spring;

import org.jspecify.annotations.NullMarked;
