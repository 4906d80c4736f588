package io.github.workerfsm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CaseFormat;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same events give the same instructions on every run and every machine. */
class DeterminismTest {

  @ParameterizedTest
  @EnumSource
  void the_core_obeys(Ban ban) {
    Core.obeys(ban.rule());
  }

  @ParameterizedTest
  @EnumSource
  void the_ban_bites(Ban ban) throws ClassNotFoundException {
    String name = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, ban.name());
    JavaClasses offender =
        new ClassFileImporter()
            .importClasses(Class.forName(Offenders.class.getName() + "$" + name));
    assertThat(ban.rule().evaluate(offender).hasViolation()).isTrue();
  }

  @Test
  void no_method_is_synchronized() {
    Core.obeys(noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));
  }
}
