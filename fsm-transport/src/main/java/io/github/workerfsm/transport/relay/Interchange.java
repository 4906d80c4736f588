package io.github.workerfsm.transport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The middle: one for each endpoint. Managers report to it, and it reports to the forwarder, with
 * what the whole endpoint has. It passes results on and does not keep them: their manager does,
 * until the acknowledgement of the forwarder has come back the same way. When a manager is lost, it
 * makes the results of that one's tasks itself, as failures, and keeps those.
 */
public final class Interchange implements Reporting, Receiving {
  /**
   * What has to survive it: a successor is made of this.
   *
   * @param handedOut which manager has which attempt at which task, in order of dispatch
   * @param kept results that it made itself and that are not known to be stored
   */
  public record Estate(Map<String, Handed> handedOut, List<Message.Result> kept) {
    /** Nothing. */
    public static final Estate NONE = new Estate(Map.of(), List.of());

    /** Keeps the order. */
    public Estate {
      handedOut = new LinkedHashMap<>(handedOut);
      kept = List.copyOf(kept);
    }
  }

  /** An attempt at a task, and who has it. */
  public record Handed(UUID manager, int attempt) {}

  private final Uplink uplink;
  private final Members managers;
  private final Map<String, Handed> handedOut = new LinkedHashMap<>();
  private final Map<UUID, Integer> workers = new LinkedHashMap<>();
  private final long periodNanos;

  /**
   * An interchange that nobody has connected to.
   *
   * @param endpoint its id
   * @param life more than any earlier process of this endpoint had, from 1
   * @param inherited what the one before has left behind
   */
  public Interchange(
      UUID endpoint, long life, Estate inherited, RelaySettings settings, long nowNanos) {
    periodNanos = settings.thresholds().periodNanos();
    uplink =
        new Uplink(
            endpoint,
            life,
            (sequence, changed) ->
                new Message.EndpointReport(endpoint, sequence, capacity(), changed),
            settings,
            nowNanos);
    managers =
        new Members(
            endpoint,
            life,
            settings,
            new Members.Listener() {
              @Override
              public void lost(UUID member, long now) {
                managerLost(member, now);
              }

              @Override
              public void said(Members.Member member, Message message, long now) {
                fromManager(member, message, now);
              }
            });
    handedOut.putAll(inherited.handedOut());
    inherited.kept().forEach(result -> uplink.ended(result, nowNanos));
  }

  // ---- tasks

  /** A task has come in, and waits for a manager. */
  public void arrived(String task, int attempt) {
    uplink.changed(new TaskReport(task, attempt, TaskStatus.WAITING_FOR_NODES));
  }

  /** A task goes to a manager, and waits for a worker there. */
  public void dispatched(String task, int attempt, UUID manager) {
    handedOut.put(task, new Handed(manager, attempt));
    uplink.changed(new TaskReport(task, attempt, TaskStatus.WAITING_FOR_LAUNCH));
  }

  /** What has to survive this interchange, as it is now. */
  public Estate estate() {
    return new Estate(handedOut, uplink.kept());
  }

  /** What the endpoint has, from what has been reported. */
  public Capacity capacity() {
    int total = 0;
    List<Members.Member> alive = managers.alive();
    for (Members.Member manager : alive) {
      total += workers.getOrDefault(manager.id, 0);
    }
    int pending = 0;
    int outstanding = 0;
    int running = 0;
    for (TaskReport open : uplink.open()) {
      switch (open.status()) {
        case WAITING_FOR_NODES -> pending++;
        case WAITING_FOR_LAUNCH -> outstanding++;
        default -> {
          outstanding++;
          running++;
        }
      }
    }
    int idle = Math.max(0, total - running);
    return new Capacity(alive.size(), total, idle, pending, outstanding, periodNanos);
  }

  /** Where the task is, as far as is known here; null when it is not. */
  public @Nullable TaskReport of(String task) {
    return uplink.of(task);
  }

  /** Whether everything that was to be told has been acknowledged. */
  public boolean settled() {
    return uplink.settled();
  }

  // ---- managers

  @Override
  public void received(Way from, Message message, long nowNanos) {
    managers.received(from, message, nowNanos);
  }

  @Override
  public void left(Way from) {
    managers.left(from);
  }

  private void fromManager(Members.Member manager, Message message, long nowNanos) {
    if (message instanceof Message.WorkersReport report) {
      workers.put(manager.id, report.workers());
      long upTo =
          manager.receiver.receive(report.sequence(), report.changed(), e -> changed(e, manager));
      manager.send(new Message.ReportAck(upTo));
    } else if (message instanceof Message.Result result) {
      ended(result, manager);
    } else if (!(message instanceof Message.Heartbeat)) {
      manager.send(new Message.BadCommand(message.type() + " to an interchange"));
    }
  }

  /** Whoever reports a task has it; so a new life of the interchange learns who has what. */
  private void changed(TaskReport report, Members.Member manager) {
    if (!report.status().terminal() && !hasEnded(report.task())) {
      handedOut.put(report.task(), new Handed(manager.id, report.attempt()));
      uplink.changed(report);
    }
  }

  private boolean hasEnded(String task) {
    TaskReport known = uplink.of(task);
    return known != null && known.status().terminal();
  }

  /**
   * A result of which the acknowledgement has been here already is not passed on again: the one who
   * waits for another acknowledgement might be forgotten when that does not come.
   */
  private void ended(Message.Result result, Members.Member manager) {
    String task = result.end().task();
    if (hasEnded(task) && !handedOut.containsKey(task) && !uplink.keeps(task)) {
      manager.send(new Message.ResultsAck(task));
      return;
    }
    handedOut.put(task, new Handed(manager.id, result.end().attempt()));
    uplink.pass(result);
  }

  /** Its tasks have failed, unless their results are known to be stored. */
  private void managerLost(UUID manager, long nowNanos) {
    workers.remove(manager);
    List<String> tasks = new ArrayList<>();
    handedOut.forEach(
        (task, handed) -> {
          if (handed.manager().equals(manager)) {
            tasks.add(task);
          }
        });
    Payload why = Payload.of(("manager " + manager + " is lost").getBytes(UTF_8));
    for (String task : tasks) {
      Handed handed = handedOut.remove(task);
      if (handed != null) {
        TaskReport end = new TaskReport(task, handed.attempt(), TaskStatus.FAILED);
        uplink.ended(new Message.Result(end, List.of(), why), nowNanos);
      }
    }
  }

  // ---- the forwarder

  @Override
  public void connected(Way up, long nowNanos) {
    uplink.connected(up, nowNanos);
  }

  @Override
  public void answered(Way up, Message message, long nowNanos) {
    if (!uplink.answered(up, message, nowNanos)) {
      up.send(new Message.BadCommand(message.type() + " to an interchange"));
    } else if (message instanceof Message.ResultsAck ack) {
      stored(ack);
    }
  }

  private void stored(Message.ResultsAck ack) {
    Handed handed = handedOut.remove(ack.task());
    Members.Member manager = handed == null ? null : managers.of(handed.manager());
    if (manager != null) {
      manager.send(ack);
    }
  }

  @Override
  public void disconnected(Way up) {
    uplink.disconnected(up);
  }

  @Override
  public void tick(long nowNanos) {
    managers.tick(nowNanos);
    uplink.tick(nowNanos);
  }
}
