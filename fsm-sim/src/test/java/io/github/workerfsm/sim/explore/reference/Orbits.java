package io.github.workerfsm.sim.explore.reference;

import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.Sink;
import io.github.workerfsm.sim.explore.Standing;
import java.util.Arrays;

/** Counts, while all states are explored, those that symmetry would choose. */
final class Orbits implements Model {

  private final ReferenceModel model;
  private long least;

  Orbits(ReferenceParameters parameters) {
    this.model = new ReferenceModel(parameters);
  }

  long least() {
    return least;
  }

  @Override
  public int words() {
    return model.words();
  }

  @Override
  public void initial(long[] out) {
    model.initial(out);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    long[] chosen = state.clone();
    model.canonical(chosen);
    if (Arrays.equals(chosen, state)) {
      least++;
    }
    model.successors(state, sink);
  }

  @Override
  public String identity() {
    return model.identity();
  }

  @Override
  public String label(int action) {
    return model.label(action);
  }

  @Override
  public Standing standing(long[] state) {
    return Standing.GOAL;
  }
}
