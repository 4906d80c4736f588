package io.github.workerfsm.transport.cleanup;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The jobs of one coordinator. References are made first, registered with the cleaner, and only
 * then submitted; so whenever the coordinator ends, somebody knows what it has started. The lease
 * ends when it is closed, when the thread that opened it ends, and when submitting fails.
 *
 * <p>For the thread that opened it; {@link #close} is for every thread, and idempotent.
 */
public final class Lease implements AutoCloseable {
  private final UUID id;
  private final Cleaner cleaner;
  private final Supplier<UUID> refs;
  private final Function<String, Route> routes;

  /**
   * The way to one life of a node: a connection. Jobs are registered and submitted by the same
   * route, or else one that is registered by the connection that has just ended could be submitted
   * by the next one, and nobody would know of it.
   */
  public interface Route {
    /** Under which the cleaner knows it; no other route ever has the same. */
    String name();

    /** Sends one job; what is not accepted ends the lease. CLOSED once the connection has ended. */
    Offer submit(UUID ref, Payload job);
  }

  /**
   * What is to run where.
   *
   * @param node the name of the node
   * @param payload opaque
   */
  public record Job(String node, Payload payload) {}

  private Lease(UUID id, Cleaner cleaner, Supplier<UUID> refs, Function<String, Route> routes) {
    this.id = id;
    this.cleaner = cleaner;
    this.refs = refs;
    this.routes = routes;
  }

  /**
   * Opens a lease that the calling thread owns.
   *
   * @param refs makes references, never the same twice
   * @param routes the way to a node by its name, as it is now
   */
  public static Lease open(Cleaner cleaner, Supplier<UUID> refs, Function<String, Route> routes) {
    Lease lease = new Lease(refs.get(), cleaner, refs, routes);
    cleaner.open(lease.id, Thread.currentThread());
    return lease;
  }

  /**
   * Submits jobs: all, or the lease ends and those that were sent are killed.
   *
   * @return their references, in the order of the jobs
   * @throws IllegalStateException when the lease has ended, or a job is not accepted
   */
  public List<UUID> submitAll(List<Job> jobs) {
    List<UUID> made = new ArrayList<>();
    List<Route> ways = new ArrayList<>();
    for (Job job : jobs) {
      made.add(refs.get());
      ways.add(routes.apply(job.node()));
    }
    try {
      for (int i = 0; i < jobs.size(); i++) {
        if (!cleaner.register(id, ways.get(i).name(), made.get(i))) {
          throw new IllegalStateException("the lease has ended, nothing can be submitted");
        }
      }
      for (int i = 0; i < jobs.size(); i++) {
        Job job = jobs.get(i);
        Offer offer = ways.get(i).submit(made.get(i), job.payload());
        if (offer != Offer.ACCEPTED) {
          throw new IllegalStateException("job for " + job.node() + " is not accepted: " + offer);
        }
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    return made;
  }

  /** Submits one more job in the place of one that was lost; registered first like all others. */
  public UUID replace(UUID lost, Job replacement) {
    finished(lost);
    return submitAll(List.of(replacement)).get(0);
  }

  /** A job has ended by itself: nothing of it is to be cleaned. */
  public void finished(UUID ref) {
    cleaner.finished(id, ref);
  }

  /** Ends the lease: the jobs that have not ended are killed. */
  @Override
  public void close() {
    cleaner.end(id);
  }
}
