/** Long runs, to be started by hand: what is left when much has happened. Short ones as tests. */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.transport.soak;
