package io.github.workerfsm.transport.cleanup;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.transport.cleanup.JobTransitions.Job;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The jobs of one owner at one node. A kill that overtakes its submit leaves a tombstone, which
 * refuses the job for ten minutes; so does a job that has ended, so that a repeated submit does not
 * run it twice.
 *
 * <p>One table for each owner: nobody can kill another one's jobs. Nanoseconds, monotonic, handed
 * in. Not thread-safe.
 */
public final class JobTable {
  /** How long a tombstone stands, in nanoseconds. */
  public static final long TOMBSTONE_NANOS = 600_000_000_000L;

  /** Tombstones at most; the oldest goes first. */
  public static final int MAX_TOMBSTONES = 100_000;

  /** What the node does with jobs. */
  public interface Runner {
    /** Runs a job. Its end is told to {@link JobTable#exited}. */
    void run(UUID ref);

    /** Asks a running job to stop. */
    void askToStop(UUID ref);

    /** Tells the owner that the job has ended by itself. */
    void tellExit(UUID ref);
  }

  /**
   * A job, or the place of one.
   *
   * @param buriedNanos how long its tombstone has stood; 0 without one
   */
  public record JobImage(UUID ref, JobState state, long buriedNanos) {}

  private final Map<UUID, Job> live = new LinkedHashMap<>();
  private final Map<UUID, Job> tombstones = new LinkedHashMap<>();
  private final Engine<JobTransitions.Out, JobState, JobSignal, Job> engine;
  private long nowNanos;

  /** A table without jobs. */
  public JobTable(Runner runner) {
    engine =
        new Engine<>(
            JobTransitions.TABLE,
            new JobTransitions.Out() {
              @Override
              public void run(Job job) {
                live.put(job.ref, job);
                runner.run(job.ref);
              }

              @Override
              public void ask(Job job) {
                runner.askToStop(job.ref);
              }

              @Override
              public void tellExit(Job job) {
                runner.tellExit(job.ref);
              }

              @Override
              public void bury(Job job) {
                live.remove(job.ref);
                job.buriedNanos = nowNanos;
                tombstones.put(job.ref, job);
              }
            },
            (job, from, signal, row, cause) -> {},
            true,
            Long.MAX_VALUE);
  }

  /**
   * The owner wants a job to run.
   *
   * @return whether it runs now because of this
   */
  public boolean submit(UUID ref, long now) {
    Job job = at(ref, now);
    boolean absent = job.state() == JobState.ABSENT;
    engine.transition(job, JobSignal.SUBMIT, null);
    return absent;
  }

  /** The owner does not want the job, known or not. */
  public void kill(UUID ref, long now) {
    engine.transition(at(ref, now), JobSignal.KILL, null);
    dropOld();
  }

  /**
   * A job has ended.
   *
   * @throws io.github.workerfsm.table.IllegalTransitionException if it does not run
   */
  public void exited(UUID ref, long now) {
    engine.transition(at(ref, now), JobSignal.EXIT, null);
    dropOld();
  }

  /** Time has passed: old tombstones go. */
  public void tick(long now) {
    nowNanos = now;
    dropOld();
  }

  /** What is known of the reference. */
  public JobState state(UUID ref) {
    Job job = live.getOrDefault(ref, tombstones.get(ref));
    return job == null ? JobState.ABSENT : job.state();
  }

  /** Jobs that run or have been asked to stop. */
  public int live() {
    return live.size();
  }

  /** Tombstones that stand. */
  public int tombstones() {
    return tombstones.size();
  }

  /** References of the jobs that run or have been asked to stop, oldest first. */
  public List<UUID> liveRefs() {
    return List.copyOf(live.keySet());
  }

  /** All that it goes by: jobs, then tombstones, each in order of age. */
  public List<JobImage> image(long now) {
    List<JobImage> image = new ArrayList<>();
    live.values().forEach(job -> image.add(new JobImage(job.ref, job.state(), 0)));
    tombstones
        .values()
        .forEach(job -> image.add(new JobImage(job.ref, job.state(), now - job.buriedNanos)));
    return List.copyOf(image);
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(List<JobImage> image, long now) {
    live.clear();
    tombstones.clear();
    for (JobImage one : image) {
      Job job = new Job(one.ref());
      job.restore(one.state(), now - one.buriedNanos());
      (one.state() == JobState.TOMBSTONE ? tombstones : live).put(job.ref, job);
    }
  }

  private Job at(UUID ref, long now) {
    nowNanos = now;
    dropOld();
    Job job = live.getOrDefault(ref, tombstones.get(ref));
    return job == null ? new Job(ref) : job;
  }

  private void dropOld() {
    Iterator<Job> oldest = tombstones.values().iterator();
    while (oldest.hasNext()) {
      Job job = oldest.next();
      boolean old = nowNanos - job.buriedNanos >= TOMBSTONE_NANOS;
      if (!old && tombstones.size() <= MAX_TOMBSTONES) {
        return;
      }
      engine.transition(job, JobSignal.EXPIRE, null);
      oldest.remove();
    }
  }
}
