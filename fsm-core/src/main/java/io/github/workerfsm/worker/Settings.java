package io.github.workerfsm.worker;

import io.github.workerfsm.task.Resources;

/**
 * What the embedding program decides about a worker; immutable. Can be replaced while the machine
 * runs, see {@link WorkerStateMachine#reconfigure}.
 *
 * <p>Limits are in bytes or counts; {@link #UNLIMITED} switches one off.
 */
public final class Settings {
  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private final String address;
  private final int threads;
  private final boolean running;
  private final Resources totalResources;
  private final Resources availableResources;
  private final long transferCountLimit;
  private final long transferMessageBytesLimit;
  private final long transferBytesLimit;
  private final long transferThrottleThreshold;
  private final long transitionLimit;
  private final long defaultNbytes;

  private Settings(Builder builder) {
    address = builder.address;
    threads = builder.threads;
    running = builder.running;
    totalResources = builder.totalResources;
    availableResources =
        builder.availableResources == null ? builder.totalResources : builder.availableResources;
    transferCountLimit = builder.transferCountLimit;
    transferMessageBytesLimit = builder.transferMessageBytesLimit;
    transferBytesLimit = builder.transferBytesLimit;
    transferThrottleThreshold = builder.transferThrottleThreshold;
    transitionLimit = builder.transitionLimit;
    defaultNbytes = builder.defaultNbytes;
  }

  /** Settings of a worker with one thread, no resources and the reference's limits. */
  public static Builder at(String address) {
    return new Builder(address);
  }

  /** A builder that starts with these settings. */
  public Builder toBuilder() {
    return new Builder(address)
        .threads(threads)
        .running(running)
        .totalResources(totalResources)
        .availableResources(availableResources)
        .transferCountLimit(transferCountLimit)
        .transferMessageBytesLimit(transferMessageBytesLimit)
        .transferBytesLimit(transferBytesLimit)
        .transferThrottleThreshold(transferThrottleThreshold)
        .transitionLimit(transitionLimit)
        .defaultNbytes(defaultNbytes);
  }

  /** Own address; peers on the same host are preferred. */
  public String address() {
    return address;
  }

  /** How many tasks may run at once, seceded ones apart. */
  public int threads() {
    return threads;
  }

  /** Whether the worker starts out running; false: paused. */
  public boolean running() {
    return running;
  }

  /** All resources of the worker. */
  public Resources totalResources() {
    return totalResources;
  }

  /** The resources that no task holds when the settings take effect. */
  public Resources availableResources() {
    return availableResources;
  }

  /** Transfers at once, see {@link #transferThrottleThreshold}. */
  public long transferCountLimit() {
    return transferCountLimit;
  }

  /** Bytes that one transfer may ask for; a single larger value is asked for all the same. */
  public long transferMessageBytesLimit() {
    return transferMessageBytesLimit;
  }

  /** Bytes of all open transfers. */
  public long transferBytesLimit() {
    return transferBytesLimit;
  }

  /** The count limit holds only once open transfers have this many bytes. */
  public long transferThrottleThreshold() {
    return transferThrottleThreshold;
  }

  /** Transitions in the life of the machine after which it stops with an error; a debugging aid. */
  public long transitionLimit() {
    return transitionLimit;
  }

  /** Size in bytes that is assumed where none is known. */
  public long defaultNbytes() {
    return defaultNbytes;
  }

  /** Collects settings. Every setter refuses negative numbers. */
  public static final class Builder {
    private String address;
    private int threads = 1;
    private boolean running = true;
    private Resources totalResources = Resources.NONE;
    private @org.jspecify.annotations.Nullable Resources availableResources;
    private long transferCountLimit = 9_999;
    private long transferMessageBytesLimit = UNLIMITED;
    private long transferBytesLimit = UNLIMITED;
    private long transferThrottleThreshold = 10_000_000;
    private long transitionLimit = UNLIMITED;
    private long defaultNbytes = 1_024;

    private Builder(String address) {
      this.address = address;
    }

    /** Own address. */
    public Builder address(String own) {
      address = own;
      return this;
    }

    /** How many tasks may run at once; 0 runs none. */
    public Builder threads(int count) {
      threads = (int) notNegative(count, "threads");
      return this;
    }

    /** Whether the worker starts out running. */
    public Builder running(boolean started) {
      running = started;
      return this;
    }

    /** All resources of the worker. */
    public Builder totalResources(Resources total) {
      totalResources = total;
      return this;
    }

    /** The resources that no task holds; all of them when not given. */
    public Builder availableResources(Resources available) {
      availableResources = available;
      return this;
    }

    /** Transfers at once. */
    public Builder transferCountLimit(long count) {
      transferCountLimit = notNegative(count, "transferCountLimit");
      return this;
    }

    /** Bytes of one transfer. */
    public Builder transferMessageBytesLimit(long bytes) {
      transferMessageBytesLimit = notNegative(bytes, "transferMessageBytesLimit");
      return this;
    }

    /** Bytes of all open transfers. */
    public Builder transferBytesLimit(long bytes) {
      transferBytesLimit = notNegative(bytes, "transferBytesLimit");
      return this;
    }

    /** Bytes below which the count limit does not hold. */
    public Builder transferThrottleThreshold(long bytes) {
      transferThrottleThreshold = notNegative(bytes, "transferThrottleThreshold");
      return this;
    }

    /** Transitions in the life of the machine. */
    public Builder transitionLimit(long count) {
      transitionLimit = notNegative(count, "transitionLimit");
      return this;
    }

    /** Size in bytes where none is known. */
    public Builder defaultNbytes(long bytes) {
      defaultNbytes = notNegative(bytes, "defaultNbytes");
      return this;
    }

    /** The finished settings. */
    public Settings build() {
      return new Settings(this);
    }

    private static long notNegative(long value, String name) {
      if (value < 0) {
        throw new IllegalArgumentException(name + " is " + value + ", expected 0 or more");
      }
      return value;
    }
  }
}
