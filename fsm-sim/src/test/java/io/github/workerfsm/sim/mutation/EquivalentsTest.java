package io.github.workerfsm.sim.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.workerfsm.sim.mutation.Equivalents.Proof;
import io.github.workerfsm.worker.Mutant;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every mutant that is listed as equivalent is one, and what is claimed of it holds. */
class EquivalentsTest {
  private static final int EVENTS = 4;
  private static final String DROP = "drop recommendations: ";
  private static final String WORKER = RuleSet.class.getPackageName();

  private static final Map<String, Suspect> SUSPECTS = suspects();

  private static Map<String, Suspect> suspects() {
    ImmutableMap.Builder<String, Suspect> suspects = ImmutableMap.builder();
    Suspect.mutants().forEach(suspect -> suspects.put(suspect.toString(), suspect));
    return suspects.buildOrThrow();
  }

  @Test
  void only_mutants_are_listed() {
    assertThat(Equivalents.unknown(Suspect.mutants())).isEmpty();
  }

  @Test
  void what_is_listed_does_the_same_step_for_step() {
    Sameness sameness = Sameness.within(EVENTS);
    Equivalents.bundled()
        .forEach(
            (name, argument) -> {
              LoneStates.Comparison comparison = sameness.compare(SUSPECTS.get(name));
              assertThat(comparison.difference()).as(name).isNull();
              assertThat(comparison.steps() == 0)
                  .as(name + ": taken " + comparison.steps() + " times")
                  .isEqualTo(Proof.of(argument) == Proof.NEVER_ASKED);
            });
  }

  @Test
  void a_mutant_that_does_otherwise_is_told_apart() {
    LoneStates states = LoneStates.within(Alphabet.TWO_TASKS, RuleSet.CURRENT, 2);
    assertThat(states.compare(Mutant.control(RuleSet.CURRENT)).difference()).isNull();
    Suspect dropped = SUSPECTS.get("drop row: NEW -> FETCH [LOCATED]");
    assertThat(dropped).isNotNull();
    Suspect muted = SUSPECTS.get(DROP + "NEW -> FETCH [NOWHERE]: SEEK recommends nothing");
    assertThat(states.compare(muted.rules().get()).difference()).contains("expected");
  }

  @Test
  void rules_that_are_said_to_be_silent_cannot_reach_a_recommendation() {
    JavaClasses classes = new ClassFileImporter().importPackages(WORKER);
    Equivalents.bundled()
        .forEach(
            (name, argument) -> {
              if (Proof.of(argument) == Proof.SILENT) {
                assertThat(name).startsWith(DROP);
                assertThat(recommending(rule(classes, name))).as(name).isEmpty();
              }
            });
  }

  @Test
  void a_rule_that_recommends_is_not_silent() {
    JavaClasses classes = new ClassFileImporter().importPackages(WORKER);
    assertThat(recommending(rule(classes, DROP + "NEW -> FETCH [NOWHERE]: SEEK"))).isNotEmpty();
    assertThat(recommending(rule(classes, DROP + "MEMORY -> RELEASED: DISCARD"))).isNotEmpty();
  }

  /** The code of the rule of the row that the mutant is about. */
  private static List<JavaMethod> rule(JavaClasses classes, String mutant) {
    return RuleSet.CURRENT.table().rows().stream()
        .filter(row -> mutant.startsWith(DROP + row.label() + ": "))
        .flatMap(row -> classes.get(row.rule().getClass()).getMethods().stream())
        .filter(method -> method.getName().equals("apply"))
        .toList();
  }

  /** The name of the constant of which this is the body: bodies are numbered in their order. */
  private static String enumConstant(JavaClass type) {
    Class<?> body = type.reflect();
    if (body.getSuperclass() == null || !body.getSuperclass().isEnum()) {
      return "";
    }
    for (Object constant : body.getSuperclass().getEnumConstants()) {
      if (constant.getClass() == body) {
        return ((Enum<?>) constant).name();
      }
    }
    return "";
  }

  /** Calls that recommend, of all that the methods may lead to. */
  private static Set<String> recommending(List<JavaMethod> roots) {
    assertThat(roots).isNotEmpty();
    Set<String> found = new LinkedHashSet<>();
    Set<JavaMethod> seen = new LinkedHashSet<>(roots);
    Deque<JavaMethod> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      JavaMethod method = open.pop();
      for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        if (target.getName().equals("recommend")) {
          found.add(call.getDescription());
        }
        for (JavaMethod next : meant(method, call)) {
          if (seen.add(next)) {
            open.push(next);
          }
        }
      }
    }
    return found;
  }

  /** What a call may lead to; a rule that calls another one names it in the same method. */
  private static List<JavaMethod> meant(JavaMethod caller, JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    if (!owner.getPackageName().equals(WORKER)) {
      return List.of();
    }
    String name = call.getTarget().getName();
    if (owner.isEnum() && name.equals("apply")) {
      Set<String> named = new LinkedHashSet<>();
      for (JavaFieldAccess access : caller.getFieldAccesses()) {
        named.add(access.getTarget().getName());
      }
      return owner.getSubclasses().stream()
          .filter(body -> named.contains(enumConstant(body)))
          .flatMap(body -> body.getMethods().stream())
          .filter(method -> method.getName().equals(name))
          .toList();
    }
    Set<JavaClass> owners = new LinkedHashSet<>(owner.getAllSubclasses());
    owners.add(owner);
    owners.addAll(owner.getAllRawSuperclasses());
    return owners.stream()
        .filter(type -> !historic(type))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getName().equals(name))
        .toList();
  }

  /** Other decisions than the current ones are none of the current rules'. */
  private static boolean historic(JavaClass type) {
    return type.isAssignableTo(WORKER + ".OtherDecisions");
  }

  @Test
  void an_argument_without_its_proof_is_refused() {
    assertThatThrownBy(() -> Equivalents.read(List.of("because", "  a: b")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("expected");
  }
}
