package io.github.workerfsm.example;

import static io.github.workerfsm.example.Container.Actor.LAUNCHER;
import static io.github.workerfsm.example.Container.Actor.LOCALIZER;
import static io.github.workerfsm.example.Container.Actor.RESOURCE_MANAGER;
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
import io.github.workerfsm.table.Machine;
import io.github.workerfsm.table.Subject;
import java.util.List;

/**
 * A container as the node manager of Hadoop YARN sees it: the states and events of {@code
 * ContainerImpl} in Hadoop 3, less than half of its table. Left out: pausing, upgrading and
 * re-initialising, the diagnostics that every state takes, killing while cleaning up, and events
 * that come too late and are dropped there; here they are refused. {@code ContainerImpl} declares
 * several landings for one event and lets code choose; here guards say which. That files are
 * counted and retries run out is ours: there a retry policy says so.
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

  private static final Guard<Container> ALWAYS = Guard.always();
  private static final Guard<Container> FILES = Guard.when(Need.FILES);
  private static final Guard<Container> MORE = Guard.when(Need.MANY_FILES);
  private static final Guard<Container> RETRY = Guard.when(Need.RETRY);

  // spotless:off
  // region container-table
  public static final Machine<List<String>, State, Event, Container> MACHINE =
      Machine.<List<String>, State, Event, Container>named("container", State.class, Event.class)
          .startsIn(NEW).endsIn(DONE).facts(Need.values())
          //  from                 event          when         actor             what is done                             lands in             because
          .on(NEW,                 INIT,          FILES,       RESOURCE_MANAGER, "FETCH_FILES", Container::fetchFiles,    LOCALIZING,          "it needs files")
          .on(NEW,                 INIT,          FILES.not(), RESOURCE_MANAGER,                                          SCHEDULED,           "it needs no file")
          .on(NEW,                 KILL,          ALWAYS,      RESOURCE_MANAGER,                                          DONE,                "nothing has been started")
          .on(LOCALIZING,          LOCALIZED,     MORE,        LOCALIZER,        "COUNT_FILE", Container::countFile,      LOCALIZING,          "others are missing")
          .on(LOCALIZING,          LOCALIZED,     MORE.not(),  LOCALIZER,        "COUNT_FILE", Container::countFile,      SCHEDULED,           "this was the last file")
          .on(LOCALIZING,          NOT_LOCALIZED, ALWAYS,      LOCALIZER,        "CLEAN_UP", Container::cleanUp,          LOCALIZATION_FAILED, "it cannot run without the file")
          .on(LOCALIZING,          KILL,          ALWAYS,      RESOURCE_MANAGER, "STOP", Container::stop,                 KILLING,             "nobody wants it")
          .on(SCHEDULED,           LAUNCHED,      ALWAYS,      LAUNCHER,                                                  RUNNING,             "its process lives")
          .on(SCHEDULED,           KILL,          ALWAYS,      RESOURCE_MANAGER, "STOP", Container::stop,                 KILLING,             "nobody wants it")
          .on(RUNNING,             SUCCESS,       ALWAYS,      LAUNCHER,         "CLEAN_UP", Container::cleanUp,          EXITED_WITH_SUCCESS, "its process has ended")
          .on(RUNNING,             FAILURE,       RETRY,       LAUNCHER,         "COUNT_RETRY", Container::countRetry,    RELAUNCHING,         "it may be launched again")
          .on(RUNNING,             FAILURE,       RETRY.not(), LAUNCHER,         "CLEAN_UP", Container::cleanUp,          EXITED_WITH_FAILURE, "it has been tried often enough")
          .on(RUNNING,             KILL,          ALWAYS,      RESOURCE_MANAGER, "STOP", Container::stop,                 KILLING,             "nobody wants it")
          .on(RELAUNCHING,         LAUNCHED,      ALWAYS,      LAUNCHER,         "START", Container::start,               RUNNING,             "its process lives again")
          .on(RELAUNCHING,         KILL,          ALWAYS,      RESOURCE_MANAGER, "STOP", Container::stop,                 KILLING,             "nobody wants it")
          .on(KILLING,             KILLED,        ALWAYS,      LAUNCHER,         "CLEAN_UP", Container::cleanUp,          EXITED_WITH_FAILURE, "its process is dead")
          .on(LOCALIZATION_FAILED, CLEANED_UP,    ALWAYS,      LOCALIZER,                                                 DONE,                "its files are gone")
          .on(EXITED_WITH_SUCCESS, CLEANED_UP,    ALWAYS,      LOCALIZER,                                                 DONE,                "its files are gone")
          .on(EXITED_WITH_FAILURE, CLEANED_UP,    ALWAYS,      LOCALIZER,                                                 DONE,                "its files are gone")
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
    return MACHINE.engine(node);
  }

  // endregion

  @Override
  public String toString() {
    return name;
  }

  private static void fetchFiles(List<String> node, Container c) {
    node.add("fetch the files of " + c);
  }

  private static void countFile(List<String> node, Container c) {
    c.files--;
    node.add("a file less for " + c);
  }

  private static void start(List<String> node, Container c) {
    node.add("start " + c);
  }

  private static void countRetry(List<String> node, Container c) {
    c.retries--;
    node.add("a retry less for " + c);
  }

  private static void stop(List<String> node, Container c) {
    node.add("stop " + c);
  }

  private static void cleanUp(List<String> node, Container c) {
    node.add("clean up after " + c);
  }
}
