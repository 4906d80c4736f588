/**
 * What is true of every walk: random events, abstract at first and made concrete against the state
 * of the machine, with every invariant checked after each.
 */
package io.github.workerfsm.property;
