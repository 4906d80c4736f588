package io.github.workerfsm.diagrams.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is committed in a working copy with the tables: the pictures of the {@link Gallery}
 * and what is embedded in its README.
 */
public final class Drift {
  private static final String README = "README.md";

  private final Path root;
  private @Nullable ImmutableMap<String, String> pictures;

  /** A check of the working copy with this root. */
  public Drift(Path root) {
    this.root = root;
  }

  /**
   * A file that is not as the tables say.
   *
   * @param file its path from the root
   * @param diff from what is committed to what is right
   */
  public record Finding(String file, String diff) {}

  /**
   * What is not as the tables say, in order of the files.
   *
   * @throws IOException if a file cannot be read
   */
  public ImmutableList<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, String> right : expected().entrySet()) {
      String committed = read(right.getKey());
      String diff =
          UnifiedDiff.of(
              committed == null ? "/dev/null" : "committed/" + right.getKey(),
              committed == null ? "" : committed,
              "generated/" + right.getKey(),
              right.getValue());
      if (!diff.isEmpty()) {
        findings.add(new Finding(right.getKey(), diff));
      }
    }
    for (String stray : strays()) {
      findings.add(new Finding(stray, "--- committed/" + stray + "\n+++ /dev/null\n"));
    }
    return ImmutableList.copyOf(findings);
  }

  /**
   * Writes everything as the tables say, and deletes pictures that they no longer have.
   *
   * @return the files that were changed
   * @throws IOException if a file cannot be read or written
   */
  public ImmutableList<String> mend() throws IOException {
    ImmutableMap<String, String> expected = expected();
    List<String> changed = new ArrayList<>();
    for (Finding finding : findings()) {
      Path file = root.resolve(finding.file());
      String right = expected.get(finding.file());
      if (right == null) {
        Files.delete(file);
      } else {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, right, UTF_8);
      }
      changed.add(finding.file());
    }
    return ImmutableList.copyOf(changed);
  }

  /** Drawn once. */
  private ImmutableMap<String, String> pictures() {
    ImmutableMap<String, String> drawn = pictures;
    if (drawn == null) {
      drawn = Gallery.pictures();
      pictures = drawn;
    }
    return drawn;
  }

  private ImmutableMap<String, String> expected() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>(pictures());
    String readme = read(README);
    if (readme != null) {
      expected.put(README, Embedding.refreshed(README, readme));
    }
    return ImmutableMap.copyOf(expected);
  }

  /** Pictures that no table has. */
  private List<String> strays() throws IOException {
    Path gallery = root.resolve(Gallery.DIRECTORY);
    if (!Files.isDirectory(gallery)) {
      return List.of();
    }
    ImmutableMap<String, String> expected = pictures();
    try (Stream<Path> files = Files.walk(gallery)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !expected.containsKey(file))
          .sorted()
          .toList();
    }
  }

  private @Nullable String read(String file) throws IOException {
    Path path = root.resolve(file);
    return Files.exists(path) ? Files.readString(path, UTF_8).replace("\r\n", "\n") : null;
  }
}
