package io.github.workerfsm.sim.drawn;

import io.github.workerfsm.diagrams.table.MachineTable;
import io.github.workerfsm.diagrams.table.Presentation;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.cleanup.JobTransitions;
import io.github.workerfsm.transport.cleanup.ObligationTransitions;
import io.github.workerfsm.transport.liveness.PeerTransitions;
import io.github.workerfsm.transport.net.ConnectionTransitions;
import io.github.workerfsm.transport.stream.ReceiverTransitions;
import io.github.workerfsm.transport.stream.SenderTransitions;

/** The protocols of the module transport, a table each. */
public final class ProtocolMachines {
  private static final String SOURCES = "fsm-transport/src/main/java/";

  private ProtocolMachines() {}

  /** What is to be cleaned up at a node when a lease ends. */
  public static final class Cleanup implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return ObligationTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(ObligationTransitions.class);
    }
  }

  /** A connection, from its greeting to its end. */
  public static final class Connection implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return ConnectionTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(ConnectionTransitions.class);
    }
  }

  /** A job at the node that runs it. */
  public static final class Job implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return JobTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(JobTransitions.class);
    }
  }

  /** A peer, from the first frame that was heard of it to its leaving. */
  public static final class Peer implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return PeerTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(PeerTransitions.class);
    }
  }

  /** The end of a stream that receives. */
  public static final class StreamReceiver implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return ReceiverTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(ReceiverTransitions.class);
    }
  }

  /** The end of a stream that sends. */
  public static final class StreamSender implements MachineTable {
    @Override
    public TransitionTable<?, ?, ?, ?> table() {
      return SenderTransitions.table();
    }

    @Override
    public Presentation presentation() {
      return sourceOf(SenderTransitions.class);
    }
  }

  private static Presentation sourceOf(Class<?> table) {
    String file = table.getSimpleName() + ".java";
    String path = SOURCES + table.getPackageName().replace('.', '/') + "/" + file;
    return Presentation.PLAIN.source(path, Presentation.textBeside(table, file));
  }
}
