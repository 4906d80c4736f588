package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Where scenarios come from: those bundled with the program, and files. */
public final class ScenarioLibrary {
  /** What the name of a scenario file ends with. */
  public static final String SUFFIX = ".scenario";

  private static final String FOLDER =
      ScenarioLibrary.class.getPackageName().replace('.', '/') + "/scenarios/";

  private ScenarioLibrary() {}

  /**
   * The bundled scenarios, by number, then by id.
   *
   * @throws ScenarioFormatException if one of them cannot be read
   */
  public static ImmutableList<Scenario> bundled() throws IOException, ScenarioFormatException {
    List<Scenario> scenarios = new ArrayList<>();
    ClassPath path = ClassPath.from(ScenarioLibrary.class.getClassLoader());
    for (ClassPath.ResourceInfo resource : path.getResources()) {
      String name = resource.getResourceName();
      if (name.startsWith(FOLDER) && name.endsWith(SUFFIX)) {
        URL url = resource.url();
        scenarios.add(
            ScenarioParser.parse(
                name.substring(FOLDER.length()), Resources.toString(url, StandardCharsets.UTF_8)));
      }
    }
    scenarios.sort(Comparator.comparingInt(Scenario::number).thenComparing(Scenario::id));
    return ImmutableList.copyOf(scenarios);
  }

  /**
   * The bundled scenario with this id.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Scenario bundled(String id) throws IOException, ScenarioFormatException {
    List<Scenario> all = bundled();
    return all.stream()
        .filter(scenario -> scenario.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario "
                        + id
                        + ", expected one of "
                        + all.stream().map(Scenario::id).collect(Collectors.joining(", "))));
  }

  /** The scenario in a file. */
  public static Scenario read(Path file) throws IOException, ScenarioFormatException {
    return ScenarioParser.parse(file.toString(), Files.readString(file));
  }
}
