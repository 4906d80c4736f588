package io.github.workerfsm.bench;

/** One legal move: {@code effect} runs once, then the instance is in {@code requested}. */
record Row(State from, State requested, Effect effect) {}
