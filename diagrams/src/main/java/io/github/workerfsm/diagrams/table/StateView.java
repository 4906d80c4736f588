package io.github.workerfsm.diagrams.table;

/**
 * A state as it is drawn.
 *
 * @param name for people, in lower case with hyphens
 * @param meaning a clause; empty when the table does not say
 * @param room the room that it lives in, empty for none
 * @param runnable whether a subject waits here for nothing but a free slot
 */
public record StateView(String name, String meaning, String room, boolean runnable) {}
