package io.github.workerfsm.example;

import static io.github.workerfsm.example.Container.Actor.LAUNCHER;
import static io.github.workerfsm.example.Container.Actor.LOCALIZER;
import static io.github.workerfsm.example.Container.Actor.RESOURCE_MANAGER;
import static io.github.workerfsm.example.Container.Effect.CLEAN_UP;
import static io.github.workerfsm.example.Container.Effect.COUNT_FILE;
import static io.github.workerfsm.example.Container.Effect.COUNT_RETRY;
import static io.github.workerfsm.example.Container.Effect.FETCH_FILES;
import static io.github.workerfsm.example.Container.Effect.NOTHING;
import static io.github.workerfsm.example.Container.Effect.START;
import static io.github.workerfsm.example.Container.Effect.STOP;
import static io.github.workerfsm.example.Container.Event.CLEANED_UP;
import static io.github.workerfsm.example.Container.Event.FAILURE;
import static io.github.workerfsm.example.Container.Event.INIT;
import static io.github.workerfsm.example.Container.Event.KILL;
import static io.github.workerfsm.example.Container.Event.KILLED;
import static io.github.workerfsm.example.Container.Event.LAUNCHED;
import static io.github.workerfsm.example.Container.Event.LOCALIZED;
import static io.github.workerfsm.example.Container.Event.NOT_LOCALIZED;
import static io.github.workerfsm.example.Container.Event.SUCCESS;
import static io.github.workerfsm.example.Container.State.DONE;
import static io.github.workerfsm.example.Container.State.EXITED_WITH_FAILURE;
import static io.github.workerfsm.example.Container.State.EXITED_WITH_SUCCESS;
import static io.github.workerfsm.example.Container.State.KILLING;
import static io.github.workerfsm.example.Container.State.LOCALIZATION_FAILED;
import static io.github.workerfsm.example.Container.State.LOCALIZING;
import static io.github.workerfsm.example.Container.State.NEW;
import static io.github.workerfsm.example.Container.State.RELAUNCHING;
import static io.github.workerfsm.example.Container.State.RUNNING;
import static io.github.workerfsm.example.Container.State.SCHEDULED;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as the node manager of Hadoop YARN sees it, without pausing and upgrades. The order
 * of events is that of {@code ContainerImpl}, which declares several landings for one event and
 * lets code choose; here guards say which.
 */
public final class Container extends Subject<Container.State> {
  // spotless:off
  // region container-words
  public enum State { NEW, LOCALIZING, LOCALIZATION_FAILED, SCHEDULED, RUNNING, RELAUNCHING, EXITED_WITH_SUCCESS, EXITED_WITH_FAILURE, KILLING, DONE }
  public enum Event { INIT, LOCALIZED, NOT_LOCALIZED, LAUNCHED, SUCCESS, FAILURE, KILL, KILLED, CLEANED_UP }
  public enum Actor { RESOURCE_MANAGER, LOCALIZER, LAUNCHER }
  // endregion
  // spotless:on

  /** What guards look at. */
  enum Need implements Fact<Container> {
    FILES("files are missing"),
    MANY_FILES("more than one file is missing"),
    RETRY("it may be launched again");

    private final String phrase;

    Need(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public boolean holds(Container c) {
      return switch (this) {
        case FILES -> c.files > 0;
        case MANY_FILES -> c.files > 1;
        case RETRY -> c.retries > 0;
      };
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /** What a row does to the container, and tells its node. */
  enum Effect {
    NOTHING,
    FETCH_FILES,
    COUNT_FILE,
    START,
    COUNT_RETRY,
    STOP,
    CLEAN_UP
  }

  /** The rule of a row that names its landing: has the effect, and lands there. */
  record Act(Effect effect, State landing) implements Rule<List<String>, Container, State> {
    @Override
    public String name() {
      return effect.name();
    }

    @Override
    public State apply(List<String> node, Container c, @Nullable Object argument) {
      switch (effect) {
        case COUNT_FILE -> c.files--;
        case COUNT_RETRY -> c.retries--;
        default -> {}
      }
      node.add(effect + " " + c.name);
      return landing;
    }
  }

  private static final Guard<Container> ALWAYS = Guard.always();
  private static final Guard<Container> FILES = Guard.when(Need.FILES);
  private static final Guard<Container> MORE = Guard.when(Need.MANY_FILES);
  private static final Guard<Container> RETRY = Guard.when(Need.RETRY);

  // spotless:off
  // region container-table
  public static final TransitionTable<State, Event, Container, Rule<List<String>, Container, State>> TABLE =
      TransitionTable.<State, Event, Container, Rule<List<String>, Container, State>>named("container", State.class, Event.class)
          .startsIn(NEW).endsIn(DONE).facts(Need.values())
          //      from                 event          when         actor             effect       lands in             because
          .row(on(NEW,                 INIT,          FILES,       RESOURCE_MANAGER, FETCH_FILES, LOCALIZING,          "it needs files"))
          .row(on(NEW,                 INIT,          FILES.not(), RESOURCE_MANAGER, NOTHING,     SCHEDULED,           "it needs no file"))
          .row(on(NEW,                 KILL,          ALWAYS,      RESOURCE_MANAGER, NOTHING,     DONE,                "nothing has been started"))
          .row(on(LOCALIZING,          LOCALIZED,     MORE,        LOCALIZER,        COUNT_FILE,  LOCALIZING,          "others are missing"))
          .row(on(LOCALIZING,          LOCALIZED,     MORE.not(),  LOCALIZER,        COUNT_FILE,  SCHEDULED,           "this was the last file"))
          .row(on(LOCALIZING,          NOT_LOCALIZED, ALWAYS,      LOCALIZER,        CLEAN_UP,    LOCALIZATION_FAILED, "it cannot run without the file"))
          .row(on(LOCALIZING,          KILL,          ALWAYS,      RESOURCE_MANAGER, STOP,        KILLING,             "nobody wants it"))
          .row(on(SCHEDULED,           LAUNCHED,      ALWAYS,      LAUNCHER,         NOTHING,     RUNNING,             "its process lives"))
          .row(on(SCHEDULED,           KILL,          ALWAYS,      RESOURCE_MANAGER, STOP,        KILLING,             "nobody wants it"))
          .row(on(RUNNING,             SUCCESS,       ALWAYS,      LAUNCHER,         CLEAN_UP,    EXITED_WITH_SUCCESS, "its process has ended"))
          .row(on(RUNNING,             FAILURE,       RETRY,       LAUNCHER,         COUNT_RETRY, RELAUNCHING,         "it may be launched again"))
          .row(on(RUNNING,             FAILURE,       RETRY.not(), LAUNCHER,         CLEAN_UP,    EXITED_WITH_FAILURE, "it has been tried often enough"))
          .row(on(RUNNING,             KILL,          ALWAYS,      RESOURCE_MANAGER, STOP,        KILLING,             "nobody wants it"))
          .row(on(RELAUNCHING,         LAUNCHED,      ALWAYS,      LAUNCHER,         START,       RUNNING,             "its process lives again"))
          .row(on(RELAUNCHING,         KILL,          ALWAYS,      RESOURCE_MANAGER, STOP,        KILLING,             "nobody wants it"))
          .row(on(KILLING,             KILLED,        ALWAYS,      LAUNCHER,         CLEAN_UP,    EXITED_WITH_FAILURE, "its process is dead"))
          .row(on(LOCALIZATION_FAILED, CLEANED_UP,    ALWAYS,      LOCALIZER,        NOTHING,     DONE,                "its files are gone"))
          .row(on(EXITED_WITH_SUCCESS, CLEANED_UP,    ALWAYS,      LOCALIZER,        NOTHING,     DONE,                "its files are gone"))
          .row(on(EXITED_WITH_FAILURE, CLEANED_UP,    ALWAYS,      LOCALIZER,        NOTHING,     DONE,                "its files are gone"))
          .build();
  // endregion
  // spotless:on

  final String name;
  int files;
  int retries;

  /**
   * A new container.
   *
   * @param files that have to be localized
   * @param retries how often it may be launched again
   */
  public Container(String name, int files, int retries) {
    super(NEW);
    this.name = name;
    this.files = files;
    this.retries = retries;
  }

  // region container-engine
  /** An engine for containers; {@code node} gets what it is told to do. */
  public static Engine<List<String>, State, Event, Container> engine(List<String> node) {
    return new Engine<>(
        TABLE, node, (container, from, event, row, cause) -> {}, true, Long.MAX_VALUE);
  }

  // endregion

  @Override
  public String toString() {
    return name;
  }

  private static Transition<State, Event, Container, Rule<List<String>, Container, State>> on(
      State from,
      Event event,
      Guard<Container> when,
      Actor actor,
      Effect effect,
      State landing,
      String reason) {
    Rule<List<String>, Container, State> act = new Act(effect, landing);
    return Transition.row(from, event, when, actor, act, reason).lands(landing);
  }
}
