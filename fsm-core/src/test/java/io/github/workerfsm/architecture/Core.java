package io.github.workerfsm.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The classes of fsm-core, read once. */
final class Core {

  static final String ROOT = "io.github.workerfsm";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  private Core() {}

  static JavaClasses classes() {
    return CLASSES;
  }

  /**
   * Fails unless every class of fsm-core obeys; a rule about a package that is still empty holds.
   */
  static void obeys(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
