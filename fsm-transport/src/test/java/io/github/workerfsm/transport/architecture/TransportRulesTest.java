package io.github.workerfsm.transport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** What this module never does. */
class TransportRulesTest {
  private static final String ROOT = "io.github.workerfsm.transport";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  @Test
  void t_d1_no_java_serialisation() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectOutputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.beans.XMLDecoder")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.handler.codec.serialization.."));
  }

  @Test
  void t_d1_no_class_is_looked_up_by_a_name() {
    check(
        noClasses()
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class));
  }

  @Test
  void the_protocol_machines_know_no_thread_no_clock_and_no_socket() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + ".wire..",
                ROOT + ".message..",
                ROOT + ".funcx..",
                ROOT + ".liveness..",
                ROOT + ".status..",
                ROOT + ".stream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.net..", "io.netty..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class)
            .orShould(readTheClock()));
  }

  @Test
  void relays_and_groups_know_no_thread_no_clock_and_no_network_but_for_their_wiring() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".relay..", ROOT + ".group..")
            .and()
            .haveNameNotMatching(".*\\.(RelayNode|GroupEndpoint)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.net..", ROOT + ".net..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class)
            .orShould(readTheClock()));
  }

  @Test
  void only_net_knows_netty() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".net..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.."));
  }

  @Test
  void nothing_sleeps() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
  }

  @Test
  void a_running_thread_is_never_killed() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".worker..")
            .should(
                new ArchCondition<JavaClass>("not interrupt threads but the own") {
                  @Override
                  public void check(JavaClass c, ConditionEvents events) {
                    c.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isEquivalentTo(Thread.class))
                        .filter(call -> call.getName().equals("stop"))
                        .forEach(
                            call ->
                                events.add(
                                    SimpleConditionEvent.violated(c, call.getDescription())));
                  }
                }));
  }

  private static ArchCondition<JavaClass> readTheClock() {
    return new ArchCondition<>("read the clock") {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        c.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().isEquivalentTo(System.class))
            .filter(call -> call.getName().matches("nanoTime|currentTimeMillis"))
            .forEach(call -> events.add(SimpleConditionEvent.satisfied(c, call.getDescription())));
      }
    };
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
