/** Tests of the room. */
package io.github.workerfsm.diagrams.table;
