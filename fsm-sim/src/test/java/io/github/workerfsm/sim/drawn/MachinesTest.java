package io.github.workerfsm.sim.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.MachineTable;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.truth.Drift;
import io.github.workerfsm.diagrams.truth.Gallery;
import io.github.workerfsm.table.TransitionTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table of the library is drawn, and its committed pictures are true. */
class MachinesTest {
  private static final Path ROOT = Path.of("..");

  static List<MachineTable> machines() {
    return MachineTables.discovered();
  }

  @Test
  void every_table_that_can_be_read_is_discovered() throws ReflectiveOperationException {
    List<String> discovered =
        machines().stream().map(machine -> machine.table().fingerprint()).toList();
    int seen = 0;
    for (JavaMethod method : readers()) {
      TransitionTable<?, ?, ?, ?> table =
          (TransitionTable<?, ?, ?, ?>) method.reflect().invoke(null);
      assertThat(discovered).as(method.getFullName()).contains(table.fingerprint());
      seen++;
    }
    assertThat(seen).isGreaterThanOrEqualTo(7);
  }

  /** The public methods of the library that hand out a table. */
  private static List<JavaMethod> readers() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.workerfsm")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getRawReturnType().isEquivalentTo(TransitionTable.class))
            .filter(method -> method.getRawParameterTypes().isEmpty())
            .filter(method -> method.getName().equals("table"))
            .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void every_discovered_table_has_a_committed_picture(MachineTable machine) {
    String overview = Gallery.path(machine.view(), View.OVERVIEW, Format.SVG);
    assertThat(ROOT.resolve(overview))
        .as("to draw it: mvn -q -Dexec.args=\"diagram check --write\"")
        .exists();
  }

  @Test
  void what_is_committed_shows_the_tables() throws IOException {
    StringBuilder wrong = new StringBuilder();
    new Drift(ROOT).findings().forEach(finding -> wrong.append(finding.diff()));
    assertThat(wrong.toString())
        .as("to mend it: mvn -q -Dexec.args=\"diagram check --write\"")
        .isEmpty();
  }
}
