package io.github.workerfsm.sim.explore;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An exploration between two levels, in a file. A new checkpoint is written beside the old one and
 * takes its place when it is whole and on the disk: a crash or a full disk on the way leaves the
 * old one as it was.
 *
 * <p>What the states refer to, the memory of the model, is a part of it. The file says of which
 * model it is; another model, another version of this format and a damaged file are refused.
 */
final class Checkpoint {

  private static final long MAGIC = 0x57_4F_52_4B_46_53_4D_31L;
  private static final long VERSION = 2;

  private final Path file;
  private final Model model;
  private final String identity;

  /**
   * @param model whose memory is saved with it
   * @param identity what model and which options it is for, in one line
   */
  Checkpoint(Path file, Model model, String identity) {
    this.file = file;
    this.model = model;
    this.identity = identity;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Saves the parts of an exploration whose threads are at rest. */
  void save(
      int depth, Tally tally, Sightings sightings, FingerprintSet visited, Frontier frontier) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (LongWriter out = new LongWriter(draft)) {
        out.put(MAGIC);
        out.put(VERSION);
        out.put(identity);
        out.put(depth);
        tally.save(out);
        sightings.save(out);
        visited.save(out);
        frontier.save(out);
        try (DataOutputStream memory = out.bytes()) {
          model.writeMemory(memory);
        }
        out.end();
      } catch (IOException e) {
        Files.deleteIfExists(draft);
        throw e;
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Loads into parts that are empty; the depth. They are of no use if this throws.
   *
   * @param initial the initial state, which must be among those that have been visited
   */
  int load(
      long[] initial, Tally tally, Sightings sightings, FingerprintSet visited, Frontier frontier) {
    try (LongReader in = new LongReader(file)) {
      if (in.get() != MAGIC) {
        throw new IOException("it is not a checkpoint of an exploration");
      }
      long version = in.get();
      if (version != VERSION) {
        throw new IOException("it has version " + version + ", and " + VERSION + " was expected");
      }
      String other = in.getText();
      if (!other.equals(identity)) {
        throw new IOException("it is of \"" + other + "\", and \"" + identity + "\" was expected");
      }
      int depth = in.getInt(Integer.MAX_VALUE);
      tally.load(in);
      sightings.load(in);
      visited.load(in);
      frontier.load(in);
      readMemory(in);
      in.end();
      require(initial, visited);
      return depth;
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("cannot resume from " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resume from " + file + ": " + e.getMessage(), e);
    }
  }

  private void readMemory(LongReader in) throws IOException {
    try {
      model.readMemory(in.bytes());
    } catch (RuntimeException | UTFDataFormatException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    }
  }

  /** Models of one identity pack states the same way, unless the program has changed. */
  private static void require(long[] initial, FingerprintSet visited) throws IOException {
    visited.enter();
    int outcome = visited.add(Fingerprint.of(initial, initial.length), initial);
    visited.leave();
    if (outcome != VisitedSet.SEEN) {
      throw new IOException(
          "another version of the program has written it, and this one was expected");
    }
  }
}
