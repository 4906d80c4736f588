/**
 * What the code may not do, checked on its byte code: the walls between packages, determinism,
 * names.
 */
package io.github.workerfsm.architecture;
