/** The walls between the modules, checked on the byte code of all of them. */
package io.github.workerfsm.architecture;
