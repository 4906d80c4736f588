package io.github.workerfsm.observe;

/**
 * The owner-thread check for debugging: holds a machine, an engine, or whatever else one thread
 * owns, and hands it only to that thread.
 *
 * <pre>{@code
 * Owned<WorkerStateMachine> owned = Owned.byThisThread("worker", new WorkerStateMachine(settings));
 * owned.get().handle(event); // on another thread: IllegalStateException that names both
 * }</pre>
 *
 * <p>Costs one volatile read a call. What {@link #get} returns must not be kept, or it is used
 * unchecked.
 *
 * @param <V> what is owned
 */
public final class Owned<V> {
  private final String name;
  private final V value;
  private volatile Thread owner = Thread.currentThread();

  private Owned(String name, V value) {
    this.name = name;
    this.value = value;
  }

  /**
   * Owned by the calling thread.
   *
   * @param name how it is called in errors
   */
  public static <V> Owned<V> byThisThread(String name, V value) {
    return new Owned<>(name, value);
  }

  /**
   * What is owned, to be used at once.
   *
   * @throws IllegalStateException on another thread than the owner
   */
  public V get() {
    requireOwner();
    return value;
  }

  /**
   * Makes another thread the owner; what this one has done is visible there.
   *
   * @throws IllegalStateException on another thread than the owner
   */
  public void handOver(Thread next) {
    requireOwner();
    owner = next;
  }

  private void requireOwner() {
    Thread caller = Thread.currentThread();
    Thread rightful = owner;
    if (caller != rightful) {
      throw new IllegalStateException(
          name
              + " belongs to thread "
              + rightful.getName()
              + " and was called by "
              + caller.getName()
              + "; expected the call on its owner, or a handOver before");
    }
  }
}
