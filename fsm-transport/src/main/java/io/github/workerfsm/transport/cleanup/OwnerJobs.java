package io.github.workerfsm.transport.cleanup;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one owner at one node, over one connection after another. A job belongs to the
 * connection by which it came: when that ends, or gives way to a newer one, the job is asked to
 * stop, and what still comes out of an older connection starts nothing. So an owner that has lost a
 * connection need not clean up what it had submitted over it.
 *
 * <p>Nanoseconds, monotonic, handed in. Not thread-safe.
 *
 * @param <C> connections; two are the same if they are equal
 */
public final class OwnerJobs<C> {
  private final JobTable table;
  private @Nullable C connection;

  /**
   * All that it goes by.
   *
   * @param connection the one that counts; null without
   */
  public record Image<C>(@Nullable C connection, List<JobTable.JobImage> jobs) {}

  /** No jobs and no connection. */
  public OwnerJobs(JobTable.Runner runner) {
    table = new JobTable(runner);
  }

  /** The owner has connected. What came by the connection before it ends. */
  public void connected(C newer, long nowNanos) {
    killAll(nowNanos);
    connection = newer;
  }

  /** A connection has ended; one that had given way already means nothing. */
  public void disconnected(C over, long nowNanos) {
    if (over.equals(connection)) {
      killAll(nowNanos);
      connection = null;
    }
  }

  /**
   * The owner wants a job to run.
   *
   * @return whether it runs now because of this; not if the connection has given way
   */
  public boolean submit(C over, UUID ref, long nowNanos) {
    return over.equals(connection) && table.submit(ref, nowNanos);
  }

  /** The owner does not want these jobs, known or not. */
  public void kill(List<UUID> refs, long nowNanos) {
    refs.forEach(ref -> table.kill(ref, nowNanos));
  }

  private void killAll(long nowNanos) {
    kill(table.liveRefs(), nowNanos);
  }

  /** See {@link JobTable#exited}. */
  public void exited(UUID ref, long nowNanos) {
    table.exited(ref, nowNanos);
  }

  /** See {@link JobTable#tick}. */
  public void tick(long nowNanos) {
    table.tick(nowNanos);
  }

  /** The connection that counts; null without. */
  public @Nullable C connection() {
    return connection;
  }

  /** Jobs that run or have been asked to stop. */
  public int live() {
    return table.live();
  }

  /** What is known of the reference. */
  public JobState state(UUID ref) {
    return table.state(ref);
  }

  /** What it goes by now. */
  public Image<C> image(long nowNanos) {
    return new Image<>(connection, table.image(nowNanos));
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image<C> image, long nowNanos) {
    connection = image.connection();
    table.restore(image.jobs(), nowNanos);
  }
}
