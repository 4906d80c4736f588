package io.github.workerfsm.sim.cli;

/** The program {@code fsm}. */
public final class Fsm {

  private Fsm() {}

  /** Starts the program. */
  public static void main(String[] args) {
    System.out.println("fsm: worker task state machine");
  }
}
