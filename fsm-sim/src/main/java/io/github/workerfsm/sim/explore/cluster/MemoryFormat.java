package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.WorldCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the states of a cluster refer to as bytes, both ways, for a checkpoint: what has come into
 * machines, then the states of machines and scheduler as images, then the parts of worlds. What the
 * parties have answered is not: they are asked again.
 */
final class MemoryFormat {
  /** Stands where the number of another state would; no state has it. */
  private static final long END = 0;

  private static final int MOST_BYTES = 1 << 20;

  private final ClusterMemory memory;
  private final RememberingPorts ports;
  private final WorldCodec codec;

  MemoryFormat(ClusterMemory memory, RememberingPorts ports, WorldCodec codec) {
    this.memory = memory;
    this.ports = ports;
    this.codec = codec;
  }

  void write(DataOutput out) throws IOException {
    memory.symbols.write(out);
    List<WorkerLocal> workers = new ArrayList<>();
    memory.workers.forEach(workers::add);
    for (WorkerLocal worker : workers) {
      write(worker.number(), worker.image, out);
    }
    out.writeLong(END);
    List<SchedulerLocal> schedulers = new ArrayList<>();
    memory.schedulers.forEach(schedulers::add);
    for (SchedulerLocal scheduler : schedulers) {
      write(scheduler.number(), scheduler.image, out);
    }
    out.writeLong(END);
    codec.writeDictionary(out);
  }

  private static void write(long number, byte[] image, DataOutput out) throws IOException {
    out.writeLong(number);
    out.writeInt(image.length);
    out.write(image);
  }

  void read(DataInput in) throws IOException {
    memory.symbols.read(in);
    for (long number = in.readLong(); number != END; number = in.readLong()) {
      byte[] image = image(in);
      require(ports.rememberWorker(number, image), "worker");
    }
    for (long number = in.readLong(); number != END; number = in.readLong()) {
      byte[] image = image(in);
      require(ports.rememberScheduler(number, image), "scheduler");
    }
    codec.readDictionary(in);
  }

  private static byte[] image(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("it is damaged: an image of " + length + " bytes");
    }
    byte[] image = new byte[length];
    in.readFully(image);
    return image;
  }

  private static void require(boolean agrees, String party) throws IOException {
    if (!agrees) {
      throw new IOException("it is damaged: a state of a " + party + " has another number");
    }
  }
}
