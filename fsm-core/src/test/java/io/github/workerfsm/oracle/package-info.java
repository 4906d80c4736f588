/** Tables and an independent engine, Spring Statemachine, asked the same questions. */
package io.github.workerfsm.oracle;
