package io.github.workerfsm.sim.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.transport.cleanup.CleanupLedger;
import io.github.workerfsm.transport.cleanup.JobState;
import io.github.workerfsm.transport.cleanup.JobTable;
import io.github.workerfsm.transport.cleanup.Kill;
import io.github.workerfsm.transport.cleanup.OwnerJobs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coordinators of one client, their jobs at one node, and the connections between client and node,
 * one after another. Each coordinator registers its jobs, submits them, and closes its lease; it
 * may die at any point, its lease may be closed by somebody else at any point, and so may the
 * client and the node. Both ends learn late that a connection is broken, and the node may still
 * find in it what was sent before.
 *
 * <p>Jobs run until they are asked to stop. A unit of time is a fifth of the time that a tombstone
 * stands.
 */
class CleanupProtocol extends Protocol {
  private static final long UNIT = JobTable.TOMBSTONE_NANOS / 5;
  private static final int TO_NODE = 0;

  private record Rest(
      ImmutableList<Coordinator> coordinators,
      ImmutableList<UUID> running,
      ImmutableSortedSet<UUID> everRun,
      int connection,
      ImmutableSortedSet<Integer> broken,
      ImmutableSortedSet<Integer> openAtClient,
      ImmutableSortedSet<Integer> openAtNode) {}

  private final int jobs;
  private final Channel<CleanupLetter> toNode = channel("to the node");
  private final Channel<CleanupLetter> toClient = channel("to the client");
  private CleanupLedger ledger;
  private OwnerJobs<Integer> node;

  private final List<Coordinator> coordinators = new ArrayList<>();
  private final Set<UUID> running = new LinkedHashSet<>();
  private final SortedSet<UUID> everRun = new TreeSet<>();
  private int connection;
  private final SortedSet<Integer> broken = new TreeSet<>();
  private final SortedSet<Integer> openAtClient = new TreeSet<>();
  private final SortedSet<Integer> openAtNode = new TreeSet<>();

  CleanupProtocol(int coordinators, int jobs, Budget budget) {
    super(budget);
    if (coordinators < 1 || coordinators > 9 || jobs < 1 || jobs > 9) {
      throw new IllegalArgumentException(
          coordinators + " coordinators with " + jobs + " jobs each, expected 1 to 9 of both");
    }
    this.jobs = jobs;
    ledger = new CleanupLedger(UNIT);
    node = new OwnerJobs<>(runner());
    for (int i = 0; i < coordinators; i++) {
      this.coordinators.add(Coordinator.NEW);
      ledger.open(lease(i));
    }
    connect();
  }

  private JobTable.Runner runner() {
    return new JobTable.Runner() {
      @Override
      public void run(UUID ref) {
        require(everRun.add(ref), CleanupPromise.ONCE);
        running.add(ref);
      }

      @Override
      public void askToStop(UUID ref) {
        Coordinator owner = coordinators.get(owner(ref));
        int by = owner.routes().get(job(ref));
        require(owner.ended() || owner.dead() || broken.contains(by), CleanupPromise.WANTED);
      }

      @Override
      public void tellExit(UUID ref) {}
    };
  }

  private static UUID lease(int coordinator) {
    return new UUID(0, coordinator);
  }

  private static UUID ref(int coordinator, int job) {
    return new UUID(1 + coordinator, job);
  }

  private static int owner(UUID ref) {
    return (int) ref.getMostSignificantBits() - 1;
  }

  private static int job(UUID ref) {
    return (int) ref.getLeastSignificantBits();
  }

  /** Under which the ledger knows a connection. */
  String route(int of) {
    return "node#" + of;
  }

  private long nanos() {
    return now() * UNIT;
  }

  @Override
  void offerSteps() {
    for (int i = 0; i < coordinators.size(); i++) {
      ofCoordinator(i, coordinators.get(i));
    }
    for (UUID ref : running) {
      if (known(ref) == JobState.STOPPING) {
        offer(CleanupAct.STOPS.ordinal(), owner(ref) << 8 | job(ref));
      } else {
        offerFault(Fault.END, CleanupAct.ENDS.ordinal(), owner(ref) << 8 | job(ref));
      }
    }
    for (int old : broken) {
      if (openAtClient.contains(old)) {
        offer(CleanupAct.CLIENT_SEES.ordinal(), old);
      }
      if (openAtNode.contains(old)) {
        offer(CleanupAct.NODE_SEES.ordinal(), old);
      }
    }
    if (broken.contains(connection)) {
      offer(CleanupAct.CONNECT.ordinal(), 0);
    } else {
      offerFault(Fault.CUT, CleanupAct.CUT.ordinal(), 0);
    }
    offerFault(Fault.KILL, CleanupAct.KILL_CLIENT.ordinal(), 0);
    offerFault(Fault.KILL, CleanupAct.KILL_NODE.ordinal(), 0);
  }

  private void ofCoordinator(int i, Coordinator coordinator) {
    if (!coordinator.over()) {
      CleanupAct next =
          coordinator.routes().size() < jobs
              ? CleanupAct.REGISTER
              : coordinator.sent() < jobs ? CleanupAct.SUBMIT : CleanupAct.CLOSE;
      offer(next.ordinal(), i);
      offerFault(Fault.KILL, CleanupAct.DIE.ordinal(), i);
    }
    if (coordinator.dead() && !coordinator.ended()) {
      offer(CleanupAct.SEEN_DEAD.ordinal(), i);
    }
    if (!coordinator.ended() && !coordinator.dead()) {
      offerFault(Fault.CANCEL, CleanupAct.CLOSED.ordinal(), i);
    }
  }

  @Override
  void take(int step, int argument) {
    switch (CleanupAct.values()[step]) {
      case REGISTER -> register(argument);
      case SUBMIT -> submit(argument);
      case CLOSE -> {
        update(argument, coordinators.get(argument).finish());
        end(argument);
      }
      case CLOSED, SEEN_DEAD -> end(argument);
      case DIE -> update(argument, coordinators.get(argument).die());
      case STOPS, ENDS -> {
        UUID ref = ref(argument >>> 8, argument & 0xFF);
        running.remove(ref);
        node.exited(ref, nanos());
      }
      case CUT -> broken.add(connection);
      case CONNECT -> connect();
      case CLIENT_SEES -> clientSees(argument);
      case NODE_SEES -> nodeSees(argument);
      case KILL_CLIENT -> killClient();
      case KILL_NODE -> killNode();
    }
  }

  private void update(int i, Coordinator coordinator) {
    coordinators.set(i, coordinator);
  }

  private void register(int i) {
    Coordinator coordinator = coordinators.get(i);
    UUID ref = ref(i, coordinator.routes().size());
    if (ledger.register(lease(i), route(connection), ref)) {
      update(i, coordinator.registered(connection));
    } else {
      update(i, coordinator.finish());
    }
  }

  private void submit(int i) {
    Coordinator coordinator = coordinators.get(i);
    int by = way(coordinator.routes().get(coordinator.sent()));
    if (openAtClient.contains(by)) {
      toNode.send(new CleanupLetter.Submit(by, ref(i, coordinator.sent())));
      update(i, coordinator.submitted());
    } else {
      update(i, coordinator.finish());
      end(i);
    }
  }

  /** By which connection a job is submitted that was registered by this one. */
  int way(int registeredBy) {
    return registeredBy;
  }

  private void end(int i) {
    update(i, coordinators.get(i).end());
    send(ledger.end(lease(i), nanos()));
  }

  private void send(List<Kill> kills) {
    for (Kill kill : kills) {
      int by = wayOf(kill);
      if (openAtClient.contains(by)) {
        toNode.send(new CleanupLetter.Strike(by, kill));
      } else {
        ledger.renewed(kill.node());
      }
    }
  }

  /** By which connection a kill goes. */
  int wayOf(Kill kill) {
    return Integer.parseInt(kill.node().substring(kill.node().indexOf('#') + 1));
  }

  /** The connection that the client has, or had last. */
  final int connection() {
    return connection;
  }

  /** What the node knows of a job. */
  final JobState known(UUID ref) {
    return node.state(ref);
  }

  private void connect() {
    connection++;
    openAtClient.add(connection);
    openAtNode.add(connection);
    node.connected(connection, nanos());
  }

  private void clientSees(int old) {
    openAtClient.remove(old);
    drop(toClient, old);
    ledger.renewed(route(old));
  }

  private void nodeSees(int old) {
    openAtNode.remove(old);
    drop(toNode, old);
    node.disconnected(old, nanos());
  }

  private static void drop(Channel<CleanupLetter> channel, int old) {
    for (int i = channel.size() - 1; i >= 0; i--) {
      if (channel.peek(i).connection() == old) {
        channel.take(i);
      }
    }
  }

  /** What it had is over with it; the node sees that its connection is broken, sooner or later. */
  private void killClient() {
    breakAll();
    openAtClient.clear();
    toClient.clear();
    ledger = new CleanupLedger(UNIT);
    coordinators.replaceAll(coordinator -> coordinator.finish().end());
  }

  private void killNode() {
    breakAll();
    openAtNode.clear();
    toNode.clear();
    running.clear();
    node = new OwnerJobs<>(runner());
  }

  private void breakAll() {
    broken.addAll(openAtClient);
    broken.addAll(openAtNode);
  }

  @Override
  void arrived(int channel, Object message) {
    CleanupLetter letter = (CleanupLetter) message;
    int by = letter.connection();
    boolean open = channel == TO_NODE ? openAtNode.contains(by) : openAtClient.contains(by);
    if (!open) {
      return;
    }
    if (letter instanceof CleanupLetter.Submit submit) {
      submitted(by, submit.ref());
    } else if (letter instanceof CleanupLetter.Strike strike) {
      struck(strike);
    } else if (letter instanceof CleanupLetter.Confirm confirm) {
      ledger.confirmed(route(by), confirm.number());
    }
  }

  private void struck(CleanupLetter.Strike strike) {
    require(used() > 0 || everRun.containsAll(strike.kill().refs()), CleanupPromise.PEACE);
    killed(strike.kill().refs());
    toClient.send(new CleanupLetter.Confirm(strike.connection(), strike.kill().number()));
  }

  /** A job has come to the node. */
  void submitted(int by, UUID ref) {
    node.submit(by, ref, nanos());
  }

  /** A kill has come to the node. */
  void killed(List<UUID> refs) {
    node.kill(refs, nanos());
  }

  @Override
  void timePasses() {
    send(ledger.tick(nanos()));
    node.tick(nanos());
  }

  /** Every lease has ended, nothing is left to be cleaned, and nothing runs. */
  @Override
  Standing standing() {
    boolean over = coordinators.stream().allMatch(Coordinator::ended);
    return over && ledger.leases() == 0 && running.isEmpty() ? Standing.GOAL : Standing.WAITING;
  }

  @Override
  void saveParts(List<Object> parts) {
    parts.add(ledger.image(nanos()));
    parts.add(node.image(nanos()));
    parts.add(
        new Rest(
            ImmutableList.copyOf(coordinators),
            ImmutableList.copyOf(running),
            ImmutableSortedSet.copyOfSorted(everRun),
            connection,
            ImmutableSortedSet.copyOfSorted(broken),
            ImmutableSortedSet.copyOfSorted(openAtClient),
            ImmutableSortedSet.copyOfSorted(openAtNode)));
  }

  @Override
  @SuppressWarnings("unchecked") // it has saved them itself
  void loadParts(List<Object> parts) {
    ledger.restore((CleanupLedger.Image) parts.get(0), nanos());
    node.restore((OwnerJobs.Image<@Nullable Integer>) parts.get(1), nanos());
    Rest rest = (Rest) parts.get(2);
    coordinators.clear();
    coordinators.addAll(rest.coordinators);
    running.clear();
    running.addAll(rest.running);
    refill(everRun, rest.everRun);
    connection = rest.connection;
    refill(broken, rest.broken);
    refill(openAtClient, rest.openAtClient);
    refill(openAtNode, rest.openAtNode);
  }

  private static <E> void refill(Set<E> set, Set<E> with) {
    set.clear();
    set.addAll(with);
  }

  @Override
  String name(int step, int argument) {
    return CleanupAct.values()[step].name(argument);
  }

  @Override
  List<CleanupPromise> properties() {
    return List.of(CleanupPromise.values());
  }

  @Override
  String describe() {
    return "clean-up after " + coordinators.size() + " coordinators with " + jobs + " jobs each";
  }
}
