package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.InternTable;
import io.github.workerfsm.sim.world.WorldCodec;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.worker.ImageCodec;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all threads of an exploration share: the states of machines and scheduler that have been
 * met, what they have answered, and the parts of worlds.
 */
final class ClusterMemory {
  final ClusterSymbols symbols;
  final @Nullable TransitionObserver observer;
  final InternTable<WorkerLocal> workers = new InternTable<>();
  final InternTable<WorkerStep> workerSteps = new InternTable<>();
  final InternTable<SchedulerLocal> schedulers = new InternTable<>();
  final InternTable<SchedulerStep> schedulerSteps = new InternTable<>();
  final InternTable<Letter<Event>> events = new InternTable<>();
  final InternTable<Letter<WorkerId>> processes = new InternTable<>();
  final InternTable<Letter<Outgoing>> outgoing = new InternTable<>();
  final InternTable<Letter<ImmutableList<Outgoing>>> answers = new InternTable<>();
  final InternTable<Letter<Instruction>> instructions = new InternTable<>();
  final WorldCodec.Dictionary parts = new WorldCodec.Dictionary();

  ClusterMemory(ClusterSymbols symbols) {
    this(symbols, null);
  }

  ClusterMemory(ClusterSymbols symbols, @Nullable TransitionObserver observer) {
    this.symbols = symbols;
    this.observer = observer;
  }

  /**
   * The answer that stands for all like it, of messages that stand for all like them: the fewer
   * there are, the more of them are in the processor's cache, and they can be told apart by
   * identity.
   */
  ImmutableList<Outgoing> once(List<Outgoing> answer) {
    ImmutableList.Builder<Outgoing> messages = ImmutableList.builder();
    long number = answer.size() + 1;
    for (Outgoing message : answer) {
      long content = WorldHash.of(message.message());
      long one = WorldHash.mix(content, WorldHash.of(message.to()));
      number = WorldHash.mix(number, one);
      Event event = once(events, content, message.message());
      messages.add(once(outgoing, one, new Outgoing(once(message.to()), event)));
    }
    return once(answers, number, messages.build());
  }

  /** The one id of a process. */
  WorkerId once(WorkerId process) {
    return once(processes, WorldHash.of(process), process);
  }

  /** As {@link #once(List)}: what is said to the scheduler; all else is left alone. */
  Instruction once(Instruction instruction) {
    return instruction instanceof Instruction.ToScheduler
        ? once(instructions, WorldHash.of(instruction), instruction)
        : instruction;
  }

  private static <T> T once(InternTable<Letter<T>> letters, long number, T message) {
    Letter<T> known = letters.find(number);
    return (known == null ? letters.add(new Letter<>(number, message)) : known).message;
  }

  ImageCodec codec() {
    return new ImageCodec(symbols);
  }
}
