package io.github.workerfsm.transport.examples;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Call;
import io.github.workerfsm.transport.message.PlainValues;
import io.github.workerfsm.transport.message.WorkerMessages;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.worker.Addresses;
import io.github.workerfsm.transport.worker.Gathered;
import io.github.workerfsm.transport.worker.Transfers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A scheduler just good enough to run a graph: assigns what is ready to the worker with the least
 * to do, and computes again what was lost with a worker.
 */
final class SchedulerStub implements AutoCloseable {
  /** What is known of a task. */
  static final class Node {
    final String key;
    final Call call;
    final List<String> dependencies;
    final Set<Member> holders = new LinkedHashSet<>();
    Member processing;
    long nbytes;
    long run = -1;
    int computed;

    Node(String key, Call call, List<String> dependencies) {
      this.key = key;
      this.call = call;
      this.dependencies = dependencies;
    }
  }

  /** A worker. */
  static final class Member {
    final Connection connection;
    final String address;
    int processing;

    Member(Connection connection, String address) {
      this.connection = connection;
      this.address = address;
    }
  }

  private final WorkerMessages messages = new WorkerMessages(new PlainValues());
  private final Network network =
      new Network("scheduler", NetSettings.DEFAULT, Security.loopbackOnly(), UUID.randomUUID(), 1);
  private final Transfers transfers =
      new Transfers(network, messages, keys -> new CompletableFuture<>(), 1);
  private final InetSocketAddress address;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<Connection, Member> members = new LinkedHashMap<>();
  private final Set<String> held = new LinkedHashSet<>();
  private final List<String> failures = new ArrayList<>();
  private long runs;
  private long stimuli;

  SchedulerStub() {
    address =
        network.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> new Link());
  }

  int port() {
    return address.getPort();
  }

  synchronized void add(String key, Call call, List<String> dependencies) {
    nodes.put(key, new Node(key, call, dependencies));
    assignReady();
  }

  /** The task is not assigned before it is released. */
  synchronized void hold(String key) {
    held.add(key);
  }

  synchronized void release(String key) {
    held.remove(key);
    assignReady();
  }

  /** Waits until something is true of this scheduler. */
  synchronized void await(Predicate<SchedulerStub> condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!condition.test(this)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 || !failures.isEmpty()) {
        throw new AssertionError("not within 40 s; failures " + failures + "; " + where());
      }
      wait(left);
    }
  }

  private List<String> where() {
    return nodes.values().stream()
        .filter(n -> n.holders.isEmpty())
        .map(n -> n.key + (n.processing == null ? "" : " at " + n.processing.address))
        .toList();
  }

  synchronized int workers() {
    return members.size();
  }

  synchronized boolean inMemory(Collection<String> keys) {
    return keys.stream().noneMatch(key -> nodes.get(key).holders.isEmpty());
  }

  synchronized Node node(String key) {
    return nodes.get(key);
  }

  /** A worker that is the only one to hold one of the keys. */
  synchronized String onlyHolderOfAnyOf(Collection<String> keys) {
    return keys.stream()
        .map(nodes::get)
        .filter(n -> n.holders.size() == 1)
        .map(n -> n.holders.iterator().next().address)
        .findFirst()
        .orElseThrow();
  }

  Object value(String key) throws Exception {
    String holder;
    synchronized (this) {
      holder = nodes.get(key).holders.iterator().next().address;
    }
    Gathered gathered = transfers.gather(holder, List.of(key)).get(10, TimeUnit.SECONDS);
    return ((Gathered.Values) gathered).values().get(key).payload();
  }

  // ---- what workers say

  private final class Link implements ConnectionListener {
    @Override
    public void opened(Connection connection) {}

    @Override
    public Offer received(Connection connection, Frame frame) {
      synchronized (SchedulerStub.this) {
        if (frame.is(FrameType.WORKER)) {
          joined(connection, frame);
        } else {
          instruction(connection, frame);
        }
        assignReady();
        SchedulerStub.this.notifyAll();
      }
      return Offer.ACCEPTED;
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      synchronized (SchedulerStub.this) {
        left(connection);
        assignReady();
        SchedulerStub.this.notifyAll();
      }
    }
  }

  private void joined(Connection connection, Frame frame) {
    WireReader in = new WireReader(frame.body());
    try {
      members.put(connection, new Member(connection, in.text()));
    } catch (MalformedException e) {
      failures.add(e.getMessage());
    }
  }

  private void left(Connection connection) {
    Member gone = members.remove(connection);
    if (gone == null) {
      return;
    }
    for (Node node : nodes.values()) {
      node.holders.remove(gone);
      if (node.processing == gone) {
        node.processing = null;
      }
    }
    members.values().forEach(m -> tell(m, new Event.RemoveWorker(stimulus(), gone.address)));
  }

  private void instruction(Connection connection, Frame frame) {
    Member from = members.get(connection);
    Unpacked<Instruction.ToScheduler> unpacked = messages.unpackInstruction(frame.body());
    if (from == null || unpacked instanceof Unpacked.Bad<Instruction.ToScheduler>) {
      failures.add(frame + " " + unpacked);
      return;
    }
    Instruction.ToScheduler said = ((Unpacked.Good<Instruction.ToScheduler>) unpacked).message();
    if (said instanceof Instruction.TaskFinished done) {
      Node node = nodes.get(done.key());
      if (node.processing == from && node.run == done.run()) {
        node.processing = null;
        node.computed++;
        from.processing--;
      }
      node.nbytes = done.nbytes();
      node.holders.add(from);
    } else if (said instanceof Instruction.AddKeys added) {
      added.keys().forEach(key -> nodes.get(key).holders.add(from));
    } else if (said instanceof Instruction.ReleaseWorkerData released) {
      nodes.get(released.key()).holders.remove(from);
    } else if (said instanceof Instruction.TaskErred erred) {
      failures.add(erred.key() + ": " + erred.exceptionText());
    } else if (said instanceof Instruction.Reschedule again) {
      nodes.get(again.key()).processing = null;
      from.processing--;
    } else if (said instanceof Instruction.RequestRefreshWhoHas request) {
      List<Event.Location> locations =
          request.keys().stream().map(key -> new Event.Location(key, addresses(key))).toList();
      tell(from, new Event.RefreshWhoHas(stimulus(), locations));
    }
  }

  // ---- what workers are told

  private void assignReady() {
    if (members.isEmpty()) {
      return;
    }
    for (Node node : nodes.values()) {
      if (node.holders.isEmpty() && node.processing == null && ready(node)) {
        assign(node);
      }
    }
  }

  private boolean ready(Node node) {
    return !held.contains(node.key) && inMemory(node.dependencies);
  }

  private void assign(Node node) {
    Member to =
        members.values().stream()
            .min((a, b) -> Integer.compare(a.processing, b.processing))
            .orElseThrow();
    node.processing = to;
    node.run = ++runs;
    to.processing++;
    TaskSpec spec =
        TaskSpec.of(node.key)
            .dependencies(node.dependencies)
            .payload(node.call)
            .run(node.run)
            .build();
    List<Event.Input> inputs =
        node.dependencies.stream()
            .map(key -> new Event.Input(key, nodes.get(key).nbytes, addresses(key)))
            .toList();
    tell(to, new Event.ComputeTask(stimulus(), spec, inputs, false));
  }

  private List<String> addresses(String key) {
    return nodes.get(key).holders.stream().map(m -> m.address).toList();
  }

  private void tell(Member to, Event event) {
    if (to.connection.send(Frame.of(FrameType.EVENT, messages.pack(event))) == Offer.FULL) {
      failures.add("no room for " + event);
    }
  }

  private String stimulus() {
    return "scheduler-" + ++stimuli;
  }

  String addressText() {
    return Addresses.text(address);
  }

  @Override
  public void close() {
    network.close();
  }
}
