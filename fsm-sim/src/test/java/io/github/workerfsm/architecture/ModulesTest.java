package io.github.workerfsm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core knows no other module, and no module knows the simulator. */
class ModulesTest {

  private static final String ROOT = "io.github.workerfsm";
  private static final String SIMULATOR = ROOT + ".sim..";
  private static final String TEST_KIT = ROOT + ".sim.testkit..";
  private static final String TRANSPORT = ROOT + ".transport..";
  private static final String DIAGRAMS = ROOT + ".diagrams..";

  /**
   * Siblings are directories under {@code mvn test} and jars under {@code mvn verify}: both count.
   */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void every_module_is_seen() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .contains(ROOT + ".sim.cli", ROOT + ".transport", ROOT + ".diagrams");
  }

  @Test
  void nothing_points_at_the_simulator() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIMULATOR));
  }

  @Test
  void the_core_knows_no_other_module() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATOR, TRANSPORT, DIAGRAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATOR, TRANSPORT, DIAGRAMS));
  }

  @Test
  void only_the_test_kit_knows_test_libraries_and_nothing_knows_the_test_kit() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(TEST_KIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TEST_KIT, "net.jqwik..", "org.junit..", "org.assertj.."));
  }

  @Test
  void transport_and_diagrams_do_not_know_each_other() {
    check(
        noClasses()
            .that()
            .resideInAPackage(TRANSPORT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DIAGRAMS));
    check(
        noClasses()
            .that()
            .resideInAPackage(DIAGRAMS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TRANSPORT));
  }

  @Test
  void every_package_says_what_belongs_there() {
    Set<String> silent = new TreeSet<>();
    for (JavaClass c : CLASSES) {
      if (c.getPackage().tryGetPackageInfo().isEmpty()) {
        silent.add(c.getPackageName());
      }
    }
    assertThat(silent).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Manager", "Helper", "Helpers", "Util", "Utils", "Impl"})
  void no_class_is_named(String ending) {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith(ending)
            .because("the name says nothing about what belongs in it"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
