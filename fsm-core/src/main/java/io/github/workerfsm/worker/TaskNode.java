package io.github.workerfsm.worker;

import io.github.workerfsm.table.Subject;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the machine keeps it: 80 bytes and its links, since a worker holds millions.
 *
 * <p>Rules change it; nothing outside of this package does. A task is claimed by a thread or by a
 * transfer from the moment at which that is started until the rule for its completion has run; in
 * between, {@link #done} says that the completion has arrived.
 */
final class TaskNode extends Subject<TaskState> implements Task {
  private static final int DONE = 1;
  private static final int SECEDED = 1 << 1;
  private static final int ACTOR = 1 << 2;
  private static final int DISMISSED = 1 << 3;
  private static final int UNCHECKED = 1 << 6;
  private static final int PROMISED = 1 << 7;
  private static final int ROLE_SHIFT = 4;
  private static final int ROLE_MASK = 3 << ROLE_SHIFT;
  private static final Role[] ROLES = Role.values();

  private final String key;

  /** The last assignment. */
  @Nullable TaskSpec spec;

  /** Own priority, or that of the first task that needed this one. */
  @Nullable Priority priority;

  int generation = Priority.NO_GENERATION;

  /** The specification that a thread runs, or the transfer that brings the value. */
  private @Nullable Object claim;

  @Nullable Edge lastInput;
  @Nullable Edge firstConsumer;
  @Nullable Replica firstReplica;

  /** The value or the failure. */
  @Nullable Object content;

  long nbytes = -1;

  /** Its entry in the queue for a thread or for resources. */
  int queueEntry = TaskQueue.OUT;

  int waitingFor;
  int waiters;
  short suspicion;
  private byte flags;

  TaskNode(String key) {
    super(TaskState.NEW);
    this.key = key;
  }

  /** The task is where it was when it was stored; for {@link Restoration}. */
  void restore(TaskState stored) {
    restoreState(stored);
  }

  /** The place of the task in the list that is being gone through, see {@link #mark}. */
  int place() {
    return mark();
  }

  void place(int index) {
    mark(index);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Role role() {
    return ROLES[(flags & ROLE_MASK) >>> ROLE_SHIFT];
  }

  void role(Role role) {
    flags = (byte) (flags & ~ROLE_MASK | role.ordinal() << ROLE_SHIFT);
  }

  @Override
  public Holder holder() {
    if (claim == null || done()) {
      return Holder.NONE;
    }
    return claimedByThread() ? Holder.THREAD : Holder.TRANSFER;
  }

  boolean claimedByThread() {
    return claim instanceof TaskSpec;
  }

  boolean claimedByTransfer() {
    return claim instanceof Transfer;
  }

  boolean claimed() {
    return claim != null;
  }

  void claim(TaskSpec started) {
    claim = started;
    done(false);
    seceded(false);
  }

  void claim(Transfer transfer) {
    claim = transfer;
    done(false);
  }

  /** The claim has ended and the task has left the states that depend on it. */
  void unclaim() {
    claim = null;
    done(false);
    seceded(false);
  }

  @Nullable Transfer transfer() {
    return claim instanceof Transfer transfer ? transfer : null;
  }

  @Override
  public @Nullable TaskSpec running() {
    return claim instanceof TaskSpec started ? started : null;
  }

  /** Whether the thread or the transfer has completed. */
  boolean done() {
    return (flags & DONE) != 0;
  }

  void done(boolean arrived) {
    flag(DONE, arrived);
  }

  @Override
  public boolean seceded() {
    return (flags & SECEDED) != 0;
  }

  void seceded(boolean left) {
    flag(SECEDED, left);
  }

  @Override
  public boolean actor() {
    return (flags & ACTOR) != 0;
  }

  void actor(boolean isActor) {
    flag(ACTOR, isActor);
  }

  /** Whether the scheduler has said that its metadata may go. */
  boolean dismissed() {
    return (flags & DISMISSED) != 0;
  }

  void dismissed(boolean mayGo) {
    flag(DISMISSED, mayGo);
  }

  /** Whether it starts without its resources: for rule sets that forget to look at them. */
  boolean unchecked() {
    return (flags & UNCHECKED) != 0;
  }

  void unchecked(boolean startsWithoutResources) {
    flag(UNCHECKED, startsWithoutResources);
  }

  /** Whether the scheduler will say who holds the value, as soon as somebody does. */
  boolean promised() {
    return (flags & PROMISED) != 0;
  }

  void promised(boolean willBeSaid) {
    flag(PROMISED, willBeSaid);
  }

  private void flag(int bit, boolean set) {
    flags = (byte) (set ? flags | bit : flags & ~bit);
  }

  boolean demanding() {
    return spec != null && !spec.resources().isEmpty() && !unchecked();
  }

  /** Run of the assignment that a completion of this task answers. */
  long run() {
    return spec == null ? TaskSpec.NO_RUN : spec.run();
  }

  /** Run with which its thread was started; that of the assignment when no thread was. */
  long startedRun() {
    return claim instanceof TaskSpec started ? started.run() : run();
  }

  @Nullable Edge firstInput() {
    return lastInput == null ? null : lastInput.nextInput;
  }

  @Nullable Edge inputAfter(Edge edge) {
    return edge == lastInput ? null : edge.nextInput;
  }

  @Nullable Edge consumerAfter(Edge edge) {
    return edge.nextConsumer == firstConsumer ? null : edge.nextConsumer;
  }

  boolean hasConsumers() {
    return firstConsumer != null;
  }

  boolean located() {
    return firstReplica != null;
  }

  @Nullable Replica replicaAt(Peer peer) {
    Replica replica = firstReplica;
    while (replica != null && replica.peer != peer) {
      replica = replica.nextOfTask;
    }
    return replica;
  }

  @Override
  public @Nullable TaskSpec spec() {
    return spec;
  }

  @Override
  public @Nullable Value value() {
    return content instanceof Value value ? value : null;
  }

  @Override
  public @Nullable Failure failure() {
    return content instanceof Failure failure ? failure : null;
  }

  @Override
  public long nbytes() {
    return nbytes;
  }

  @Override
  public @Nullable Priority priority() {
    return priority;
  }

  @Override
  public int suspicion() {
    return suspicion;
  }

  @Override
  public List<String> holders() {
    List<String> addresses = new ArrayList<>();
    for (Replica replica = firstReplica; replica != null; replica = replica.nextOfTask) {
      addresses.add(replica.peer.address());
    }
    return addresses;
  }

  @Override
  public @Nullable String comingFrom() {
    Transfer transfer = transfer();
    return transfer == null || done() ? null : transfer.peer().address();
  }

  @Override
  public List<Task> dependencies() {
    List<Task> tasks = new ArrayList<>();
    for (Edge edge = firstInput(); edge != null; edge = inputAfter(edge)) {
      tasks.add(edge.input);
    }
    return tasks;
  }

  @Override
  public List<Task> dependents() {
    List<Task> tasks = new ArrayList<>();
    for (Edge edge = firstConsumer; edge != null; edge = consumerAfter(edge)) {
      tasks.add(edge.consumer);
    }
    return tasks;
  }

  @Override
  public List<String> waitingFor() {
    List<String> keys = new ArrayList<>();
    for (Edge edge = firstInput(); edge != null; edge = inputAfter(edge)) {
      if (edge.awaited()) {
        keys.add(edge.input.key);
      }
    }
    return keys;
  }

  @Override
  public String toString() {
    return key + " (" + state().label() + ")";
  }
}
