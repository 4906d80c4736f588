package io.github.workerfsm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class is named after what it is in the domain. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"Manager", "Helper", "Helpers", "Util", "Utils", "Impl"})
  void no_class_is_named(String ending) {
    Core.obeys(
        noClasses()
            .should()
            .haveSimpleNameEndingWith(ending)
            .because("the name says nothing about what belongs in it"));
  }
}
