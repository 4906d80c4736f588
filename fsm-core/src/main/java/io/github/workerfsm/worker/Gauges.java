package io.github.workerfsm.worker;

/**
 * How many tasks of which kind a machine has; a reading of one moment.
 *
 * @param tasks known keys
 * @param inMemory values held
 * @param executing tasks on a thread that counts, cancelled and rescheduled ones included
 * @param longRunning tasks on a thread that has seceded, likewise
 * @param inFlight tasks in a transfer, likewise
 * @param ready tasks that wait for a thread
 * @param constrained tasks that wait for resources
 * @param waiting tasks that wait for inputs
 * @param fetch tasks whose transfer has not started
 * @param missing tasks without a known holder
 * @param executed runs ended so far
 * @param nbytes bytes of all values held
 * @param transferBytes bytes of open transfers
 * @param transferCount open transfers
 */
public record Gauges(
    int tasks,
    int inMemory,
    int executing,
    int longRunning,
    int inFlight,
    int ready,
    int constrained,
    int waiting,
    int fetch,
    int missing,
    long executed,
    long nbytes,
    long transferBytes,
    int transferCount) {}
