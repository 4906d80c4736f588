/** Tests of the page in a real browser. */
package io.github.workerfsm.diagrams.page;
