package io.github.workerfsm.task;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task is, as the scheduler said it with one assignment: immutable. Everything that changes
 * is in {@link Task}.
 *
 * <p>The dependencies of a specification with none or one take no list: a worker holds millions.
 */
public final class TaskSpec {
  /** The run of an assignment that names none. */
  public static final long NO_RUN = -1;

  private final String key;
  private final @Nullable Object dependencies;
  private final Priority priority;
  private final Resources resources;
  private final @Nullable Object payload;
  private final long run;

  private TaskSpec(Builder builder) {
    key = builder.key;
    dependencies = builder.dependencies;
    priority = builder.priority;
    resources = builder.resources;
    payload = builder.payload;
    run = builder.run;
  }

  private TaskSpec(TaskSpec other) {
    key = other.key;
    dependencies = other.dependencies;
    priority = other.priority;
    resources = other.resources;
    payload = other.payload;
    run = other.run;
  }

  /** Starts a specification of the task with this key; the rest has defaults. */
  public static Builder of(String key) {
    return new Builder(key);
  }

  /** The name of the task, unique among the tasks of a scheduler. */
  public String key() {
    return key;
  }

  /** Keys of the inputs, each once, in the order in which the scheduler gave them. */
  @SuppressWarnings("unchecked") // a list of keys is the only list that is stored
  public List<String> dependencies() {
    if (dependencies == null) {
      return List.of();
    }
    return dependencies instanceof String one ? List.of(one) : (List<String>) dependencies;
  }

  /** Smaller runs first. Without the generation that a worker appends. */
  public Priority priority() {
    return priority;
  }

  /** What the task needs besides a thread, for as long as it runs. */
  public Resources resources() {
    return resources;
  }

  /** What to run; opaque to the machine. */
  public @Nullable Object payload() {
    return payload;
  }

  /** Identity of the run that this assignment asks for, {@link #NO_RUN} when it names none. */
  public long run() {
    return run;
  }

  /** Another assignment that says the same. */
  public TaskSpec copy() {
    return new TaskSpec(this);
  }

  @Override
  public String toString() {
    return "TaskSpec[" + key + (run == NO_RUN ? "" : ", run " + run) + "]";
  }

  /** Collects the parts of a specification. */
  public static final class Builder {
    private static final Priority FIRST = Priority.of(0);

    private final String key;
    private @Nullable Object dependencies;
    private Priority priority = FIRST;
    private Resources resources = Resources.NONE;
    private @Nullable Object payload;
    private long run = NO_RUN;

    private Builder(String key) {
      this.key = Objects.requireNonNull(key, "key");
    }

    /** The keys of the inputs, in order. */
    public Builder dependencies(Collection<String> keys) {
      dependencies =
          switch (keys.size()) {
            case 0 -> null;
            case 1 -> keys.iterator().next();
            default -> List.copyOf(keys);
          };
      return this;
    }

    /** Smaller runs first; (0) when not given. */
    public Builder priority(Priority smallerFirst) {
      priority = smallerFirst;
      return this;
    }

    /** What the task needs besides a thread; nothing when not given. */
    public Builder resources(Resources needed) {
      resources = needed;
      return this;
    }

    /** What to run. */
    public Builder payload(@Nullable Object opaque) {
      payload = opaque;
      return this;
    }

    /**
     * Identity of the run.
     *
     * @throws IllegalArgumentException for a negative number
     */
    public Builder run(long identity) {
      if (identity < 0) {
        throw new IllegalArgumentException("run is " + identity + ", expected 0 or more");
      }
      run = identity;
      return this;
    }

    /** The finished specification. */
    public TaskSpec build() {
      return new TaskSpec(this);
    }
  }
}
