/** What real workers did is what ours do: the bundled traces, and the whole corpus where it is. */
package io.github.workerfsm.conformance;
