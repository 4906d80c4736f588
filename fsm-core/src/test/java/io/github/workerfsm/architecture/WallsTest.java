package io.github.workerfsm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of fsm-core, and which room may know which. */
class WallsTest {

  // spotless:off
  /** A room, and the rooms that it may depend on. What is not named here is not allowed. */
  private static final Map<String, List<String>> ROOMS = rooms(
      "table       ->",
      "task        -> table",
      "event       -> table task",
      "instruction -> table task",
      "story       -> table task event instruction",
      "check       -> table task event instruction story",
      "snapshot    -> table task event instruction story check",
      "worker      -> table task event instruction story check snapshot",
      "lifecycle   -> table task event instruction story check",
      "trace       -> table task event instruction story check snapshot worker lifecycle",
      "spring      -> table task event instruction story check snapshot worker lifecycle",
      "observe     -> table task event instruction story check worker lifecycle");
  // spotless:on

  /**
   * Outside libraries that only one room may touch: who embeds the machine alone has none of them
   * on the class path, and what observes a machine (with a clock inside, as JFR has) stays outside
   * of what it does.
   */
  private static final Map<String, String> GUESTS =
      Map.of(
          "com.fasterxml.jackson..", "trace",
          "org.springframework..", "spring",
          "reactor..", "spring",
          "io.micrometer..", "observe",
          "jdk.jfr..", "observe");

  static Stream<String> rooms() {
    return new TreeSet<>(ROOMS.keySet()).stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_room_depends_only_on_the_rooms_that_it_may_know(String room) {
    Set<String> allowed = new HashSet<>(ROOMS.get(room));
    allowed.add(room);
    Core.obeys(
        noClasses()
            .that()
            .resideInAPackage(Core.ROOT + "." + room + "..")
            .should()
            .dependOnClassesThat(areOursButOutside(allowed))
            .as("room " + room + " knows only " + new TreeSet<>(allowed)));
  }

  @Test
  void every_class_lives_in_a_room() {
    assertThat(Core.classes()).allMatch(c -> ROOMS.containsKey(roomOf(c)));
  }

  @Test
  void rooms_do_not_form_circles() {
    Core.obeys(slices().matching(Core.ROOT + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void a_guest_library_stays_in_its_room() {
    GUESTS.forEach(
        (library, room) ->
            Core.obeys(
                noClasses()
                    .that()
                    .resideOutsideOfPackage(Core.ROOT + "." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)));
  }

  /** The descriptor is compiled for the jar alone, after the tests. */
  @Test
  void every_room_is_exported_by_the_module() throws IOException {
    Set<String> exported = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("src/main/module/module-info.java"))) {
      if (line.strip().startsWith("exports ")) {
        exported.add(line.strip().substring("exports ".length()).replace(";", ""));
      }
    }
    Set<String> packages = new TreeSet<>();
    Core.classes().forEach(c -> packages.add(c.getPackageName()));
    assertThat(exported).isEqualTo(packages);
  }

  @Test
  void every_package_says_what_belongs_there() {
    Set<String> silent = new TreeSet<>();
    for (JavaClass c : Core.classes()) {
      JavaPackage p = c.getPackage();
      if (p.tryGetPackageInfo().isEmpty()) {
        silent.add(p.getName());
      }
    }
    assertThat(silent).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  private static DescribedPredicate<JavaClass> areOursButOutside(Set<String> allowed) {
    return DescribedPredicate.describe(
        "are in other rooms",
        c -> c.getPackageName().startsWith(Core.ROOT + ".") && !allowed.contains(roomOf(c)));
  }

  private static String roomOf(JavaClass c) {
    String rest = c.getPackageName().substring(Core.ROOT.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
  }

  private static Map<String, List<String>> rooms(String... lines) {
    Map<String, List<String>> rooms = new HashMap<>();
    for (String line : lines) {
      String[] sides = line.split("->", -1);
      rooms.put(sides[0].strip(), List.of(sides[1].strip().split(" ")));
    }
    return rooms;
  }
}
