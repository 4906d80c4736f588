package io.github.workerfsm.transport.job;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.cleanup.JobTable;
import io.github.workerfsm.transport.cleanup.OwnerJobs;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of coordinators. Each coordinator has a table of its own and reaches no other one's
 * jobs; when its connection ends, its jobs are asked to stop. Thread-safe.
 */
public final class JobNode {
  private final Network network;
  private final Executor threads;
  private final JobBody body;
  private final Map<UUID, Owner> owners = new ConcurrentHashMap<>();

  /**
   * A node without jobs.
   *
   * @param threads runs each job in a thread at once; a job may wait for long
   */
  public JobNode(Network network, Executor threads, JobBody body) {
    this.network = network;
    this.threads = threads;
    this.body = body;
  }

  /** What listens to a connection that a coordinator has made. */
  public ConnectionListener accepted() {
    return new Link();
  }

  /** Jobs that run, of all coordinators. */
  public int running() {
    return owners.values().stream().mapToInt(Owner::running).sum();
  }

  private final class Link implements ConnectionListener {
    private @Nullable Owner owner;

    @Override
    public void opened(Connection connection) {
      owner = owners.computeIfAbsent(connection.peer().instance(), id -> new Owner());
      owner.connected(connection);
    }

    @Override
    public Offer received(Connection connection, Frame frame) {
      Owner of = owner;
      if (of == null) {
        return Offer.CLOSED;
      }
      if (frame.is(FrameType.JOB_SUBMIT)) {
        submit(connection, of, frame);
      } else if (frame.is(FrameType.JOB_KILL)) {
        kill(connection, of, frame);
      } else {
        connection.close(Refusal.PROTOCOL, frame + " to a node");
      }
      return Offer.ACCEPTED;
    }

    private void submit(Connection connection, Owner of, Frame frame) {
      Unpacked<UUID> ref = JobFrames.ref(frame);
      if (ref instanceof Unpacked.Good<UUID> good) {
        of.submit(connection, good.message(), Payload.of(frame.body()));
      } else {
        connection.close(Refusal.MALFORMED, "job: " + ref);
      }
    }

    private void kill(Connection connection, Owner of, Frame frame) {
      Unpacked<JobFrames.KillAll> kill = JobFrames.kill(frame);
      if (kill instanceof Unpacked.Good<JobFrames.KillAll> good) {
        of.kill(good.message().refs());
        // A confirmation that finds no room is not lost: the kill comes again.
        connection.send(JobFrames.confirm(good.message().number()));
      } else {
        connection.close(Refusal.MALFORMED, "kill: " + kill);
      }
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      Owner of = owner;
      if (of != null) {
        of.disconnected(connection);
      }
    }
  }

  /** One coordinator. Guarded by itself; jobs are started and asked outside of the lock. */
  private final class Owner implements JobTable.Runner {
    private final OwnerJobs<Connection> jobs = new OwnerJobs<>(this);
    private final Map<UUID, CompletableFuture<Void>> stops = new LinkedHashMap<>();
    private final List<CompletableFuture<Void>> toAsk = new ArrayList<>();
    private @Nullable UUID exited;

    void connected(Connection newer) {
      change(() -> jobs.connected(newer, now()));
    }

    synchronized int running() {
      return jobs.live();
    }

    void submit(Connection over, UUID ref, Payload job) {
      CompletableFuture<Void> stop;
      synchronized (this) {
        if (!jobs.submit(over, ref, now())) {
          return;
        }
        stop = stops.get(ref);
      }
      if (stop != null) {
        threads.execute(() -> perform(ref, job, stop));
      }
    }

    private void perform(UUID ref, Payload job, CompletableFuture<Void> stop) {
      String reason = "";
      try {
        body.run(job, new Asked(stop));
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        reason = String.valueOf(e);
      }
      ended(ref, reason);
    }

    private void ended(UUID ref, String reason) {
      Connection to;
      boolean tell;
      synchronized (this) {
        stops.remove(ref);
        exited = null;
        jobs.exited(ref, now());
        tell = ref.equals(exited);
        to = jobs.connection();
      }
      if (tell && to != null) {
        to.sendOrCut(JobFrames.exit(ref, reason));
      }
    }

    void kill(List<UUID> refs) {
      change(() -> jobs.kill(refs, now()));
    }

    void disconnected(Connection over) {
      change(() -> jobs.disconnected(over, now()));
    }

    /** Does it under the lock, and asks outside of it whoever is to be asked to stop. */
    private void change(Runnable change) {
      List<CompletableFuture<Void>> asked;
      synchronized (this) {
        change.run();
        asked = List.copyOf(toAsk);
        toAsk.clear();
      }
      asked.forEach(stop -> stop.complete(null));
    }

    private long now() {
      return network.clock().getAsLong();
    }

    // ---- what the table does; under the lock

    @Override
    public void run(UUID ref) {
      stops.put(ref, new CompletableFuture<>());
    }

    @Override
    public void askToStop(UUID ref) {
      CompletableFuture<Void> stop = stops.get(ref);
      if (stop != null) {
        toAsk.add(stop);
      }
    }

    @Override
    public void tellExit(UUID ref) {
      exited = ref;
    }
  }

  private record Asked(CompletableFuture<Void> stop) implements JobBody.Control {
    @Override
    public boolean askedToStop() {
      return stop.isDone();
    }

    @Override
    public void whenAskedToStop(Runnable then) {
      var unused = stop.thenRun(then);
    }
  }
}
