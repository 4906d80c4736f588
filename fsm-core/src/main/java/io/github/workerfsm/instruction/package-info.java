/**
 * The out tray: everything that a worker machine can tell its surroundings to do or to say.
 *
 * <p>An instruction is an immutable message. Carrying it out belongs in the transport module or in
 * the embedding program.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.instruction;
