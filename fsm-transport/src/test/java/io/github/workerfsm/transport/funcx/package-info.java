@org.jspecify.annotations.NullMarked
package io.github.workerfsm.transport.funcx;
