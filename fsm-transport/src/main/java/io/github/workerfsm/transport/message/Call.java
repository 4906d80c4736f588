package io.github.workerfsm.transport.message;

import java.util.List;

/**
 * What a task runs: a function that the worker knows by name. No code and no class name travels.
 *
 * @param function the name under which the worker has registered it
 * @param arguments what it takes besides its inputs, values of the codec
 */
public record Call(String function, List<?> arguments) {}
