/** Side by side with what the platform offers: programs to run by hand, no tests. */
package io.github.workerfsm.transport.bench;
