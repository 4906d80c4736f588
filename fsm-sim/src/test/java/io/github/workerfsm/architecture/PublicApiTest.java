package io.github.workerfsm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.workerfsm.diagrams.truth.UnifiedDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What callers see of the modules is what is committed beside them as {@code api.txt}. A change of
 * it is thereby seen in every commit that makes it:
 *
 * <pre>
 * mvn -q -pl fsm-sim -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.update=true test
 * </pre>
 */
class PublicApiTest {
  private static final String ROOT = "io.github.workerfsm";
  private static final String UPDATE =
      "mvn -q -pl fsm-sim -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dapi.update=true test";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** A module, and the packages that are its own. */
  enum Module {
    CORE(
        "fsm-core",
        "check",
        "event",
        "instruction",
        "lifecycle",
        "observe",
        "snapshot",
        "spring",
        "story",
        "table",
        "task",
        "trace",
        "worker"),
    TRANSPORT("fsm-transport", "transport"),
    DIAGRAMS("diagrams", "diagrams"),
    TEST_KIT("fsm-sim", "sim.testkit");

    private final String directory;
    private final List<String> packages;

    Module(String directory, String... packages) {
      this.directory = directory;
      this.packages = List.of(packages);
    }

    Path file() {
      return Path.of("..").resolve(directory).resolve("api.txt");
    }

    String api() {
      StringBuilder api = new StringBuilder();
      for (String own : packages) {
        api.append("# ").append(ROOT).append('.').append(own).append("\n\n");
        api.append(PublicApi.of(CLASSES, ROOT + "." + own)).append('\n');
      }
      return api.toString();
    }
  }

  @ParameterizedTest
  @EnumSource
  void callers_see_what_is_committed(Module module) throws IOException {
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(module.file(), module.api());
    }
    String committed = Files.exists(module.file()) ? Files.readString(module.file()) : "";
    String difference =
        UnifiedDiff.of(module.directory + "/api.txt", committed, "the classes", module.api());
    assertThat(difference)
        .as("the public API of %s has changed; if that is meant:%n  %s%n", module.directory, UPDATE)
        .isEmpty();
  }

  @Test
  void no_package_of_the_core_is_left_out() {
    assertThat(CLASSES)
        .extracting(type -> type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", ""))
        .allMatch(
            own ->
                Module.CORE.packages.contains(own)
                    || List.of("transport", "diagrams", "sim").contains(own.split("\\.", 2)[0]));
  }

  @Test
  void signatures_are_said_in_full() {
    JavaClasses classes =
        new ClassFileImporter().importClasses(Specimen.class, Specimen.Part.class);
    assertThat(PublicApi.of(classes, Specimen.class.getPackageName()))
        .isEqualTo(
            """
            public abstract class io.github.workerfsm.architecture.Specimen<T extends Enum<T>> extends \
            io.github.workerfsm.architecture.Hidden implements java.util.function.Consumer<T>
              field SIZE: public static final int
              method accept(T): public void
              method all<X extends java.util.List<? super T>>(X, String[][]): protected abstract \
            java.util.Map<String, ?> throws java.io.IOException
              method inherited(): public void
              new(T[]): protected

            public static final record io.github.workerfsm.architecture.Specimen.Part extends Record
              method equals(Object): public final boolean
              method hashCode(): public final int
              method number(): public int
              method toString(): public final String
              new(int): public
            """);
  }
}
