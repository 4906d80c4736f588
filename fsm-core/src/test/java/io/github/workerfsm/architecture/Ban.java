package io.github.workerfsm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/**
 * What fsm-core never does, so that the same events give the same instructions on every run and
 * every machine. {@code call} names an owner and a member with its parameter types, {@code use} a
 * class; both are regular expressions. For each ban there is an example in {@link Offenders}.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum Ban {
  // spotless:off
  THREAD         ("the machine has one owner; it may ask who calls, and no more",
                  call("java.lang.Thread", "(?!(currentThread|getId|getName)\\().*")),
  MONITOR        ("nobody else is there to wait for",
                  call(".*", "wait\\((long(, int)?)?\\)|notify(All)?\\(\\)")),
  CONCURRENT     ("locks and pools live in fsm-transport",
                  use("java.util.concurrent\\.(?!TimeUnit$).*")),
  PARALLEL       ("the order of effects would be open",
                  call(".*", "(parallel|parallelStream)\\(\\)")),

  CLOCK          ("time comes in with the events",
                  call("java.lang.System", "(nanoTime|currentTimeMillis)\\(\\)")),
  NOW            ("time comes in with the events",
                  call("java.time.*", "(now|system\\w*|tick\\w*)\\(.*")),
  DATE           ("time comes in with the events",
                  use("java.util\\.(Date|Calendar|GregorianCalendar|Timer)")),
  STOPWATCH      ("time comes in with the events",
                  use("com.google.common.base\\.(Stopwatch|Ticker)")),

  RANDOM         ("ties are broken by a hook with a deterministic default",
                  use("java.util.(.*\\.)?(Random|SplittableRandom|RandomGenerator|ThreadLocalRandom)|java.security.*")),
  MATH_RANDOM    ("ties are broken by a hook with a deterministic default",
                  call("java.lang.(Strict)?Math", "random\\(\\)")),
  RANDOM_ID      ("identities come in with the events",
                  call("java.util.UUID", "randomUUID\\(\\)")),
  SHUFFLE        ("ties are broken by a hook with a deterministic default",
                  call("java.util.Collections", "shuffle\\(.*")),
  IDENTITY_HASH  ("it differs from run to run",
                  call("java.lang.System", "identityHashCode\\(.*")),

  FILE           ("a trace is read from a stream that the caller opened",
                  use("java.io\\.(File.*|RandomAccessFile)|java.nio.(file|channels)\\..*|java.net\\..*")),
  CONSOLE        ("what there is to say goes into the story or an exception",
                  call("java.lang.System", "out|err|in|console\\(\\)")),
  STACK_TRACE    ("what there is to say goes into the story or an exception",
                  call(".*", "printStackTrace\\(.*")),
  LOGGING        ("what there is to say goes into the story or an exception",
                  use("(java.util.logging|org.slf4j)\\..*|java.lang.System.Logger")),
  ENVIRONMENT    ("what the machine depends on is handed to it",
                  call("java.lang.System", "(getenv|getProperty|getProperties|lineSeparator|exit)\\(.*")),
  PROCESS        ("what the machine depends on is handed to it",
                  use("java.lang.(Process|ProcessBuilder|Runtime)")),
  SERIALISATION  ("a snapshot has a format of its own",
                  use("java.io\\.(ObjectInputStream|ObjectOutputStream|Externalizable)")),

  HASH_SET       ("use LinkedHashSet, EnumSet or a sorted one",
                  call("java.util\\.(HashSet|IdentityHashMap|WeakHashMap|Hashtable)", "<init>\\(.*")),
  HASH_MAP_WALK  ("a HashMap is for looking up; walk through a LinkedHashMap",
                  call("java.util.HashMap", "(keySet|values|entrySet|forEach|replaceAll)\\(.*")),
  GUAVA_HASH     ("use the Linked or the Immutable one",
                  use("com.google.common.collect.Hash(Multimap|Multiset|BiMap|BasedTable)")),
  GUAVA_HASH_SET ("use LinkedHashSet, EnumSet or a sorted one",
                  call("com.google.common.collect.(Sets|Maps)", "new(Concurrent)?(Identity)?Hash(Set|Map)\\(.*")),
  SET_OF         ("its order changes with every JVM; ImmutableSet keeps the order given",
                  call("java.util.Set", "(of|copyOf)\\(.*")),
  MAP_OF         ("its order changes with every JVM; ImmutableMap keeps the order given",
                  call("java.util.Map", "(of|copyOf|ofEntries)\\(.*")),
  COLLECT_HASHED ("it collects into hash order; collect into an Immutable or a Linked one",
                  call("java.util.stream.Collectors",
                      "toSet\\(\\)|toUnmodifiable(Set|Map)\\(.*|toMap\\([^,]*(,[^,]*){1,2}\\)|groupingBy\\([^,]*(,[^,]*)?\\)")),

  LOCALE         ("it depends on the machine's locale; name Locale.ROOT",
                  call("java.lang.String", "(toLowerCase|toUpperCase)\\(\\)|formatted\\(.*|format\\(java.lang.String,.*")),
  CHARSET        ("it depends on the machine's character set; name UTF_8",
                  call("java.lang.String|java.io.(InputStreamReader|OutputStreamWriter)",
                      "getBytes\\(\\)|<init>\\(\\[B(, int, int)?\\)|<init>\\(java.io.(In|Out)putStream\\)"));
  // spotless:on

  private final String reason;
  private final ArchCondition<JavaClass> condition;

  Ban(String reason, ArchCondition<JavaClass> condition) {
    this.reason = reason;
    this.condition = condition;
  }

  ArchRule rule() {
    return classes().should(condition).because(reason);
  }

  private static ArchCondition<JavaClass> call(String owner, String member) {
    Pattern owners = Pattern.compile(owner);
    Pattern members = Pattern.compile(member);
    return new ArchCondition<>("not call " + owner + " :: " + member) {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        c.getAccessesFromSelf().stream()
            .filter(a -> owners.matcher(a.getTargetOwner().getName()).matches())
            .filter(a -> members.matcher(signature(a.getTarget().getFullName())).matches())
            .forEach(a -> events.add(SimpleConditionEvent.violated(c, a.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> use(String name) {
    Pattern names = Pattern.compile(name);
    return new ArchCondition<>("not use " + name) {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        c.getDirectDependenciesFromSelf().stream()
            .filter(
                d -> names.matcher(d.getTargetClass().getBaseComponentType().getName()).matches())
            .forEach(d -> events.add(SimpleConditionEvent.violated(c, d.getDescription())));
      }
    };
  }

  /** {@code java.util.Map.of(java.lang.Object)} becomes {@code of(java.lang.Object)}. */
  private static String signature(String fullName) {
    int open = fullName.indexOf('(');
    int dot = fullName.lastIndexOf('.', open < 0 ? fullName.length() : open);
    return fullName.substring(dot + 1);
  }
}
