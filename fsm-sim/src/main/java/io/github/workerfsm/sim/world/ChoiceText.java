package io.github.workerfsm.sim.world;

import java.util.List;

/**
 * Choices as text, in the notation of the scenarios: {@code S>A}, {@code A gather(B) ok{x}}, {@code
 * client releases x}. What is printed is read back as the same choice.
 */
public final class ChoiceText {
  private static final String A_KEY = "a key";
  private static final String A_WORKER = "a worker";

  private final WorldSpec spec;

  /** For the names of this world. */
  public ChoiceText(WorldSpec spec) {
    this.spec = spec;
  }

  /** The choice as text. */
  public String print(Choice choice) {
    String at = choice.worker() < 0 ? "" : worker(choice.worker());
    return switch (choice.kind()) {
      case TO_WORKER -> "S>" + at;
      case TO_SCHEDULER -> at + ">S";
      case ATTEND -> "S hears " + at;
      case RECOVER -> "S recovers";
      case SCHEDULER_DEATH -> "S dies";
      case RUN_START -> at + " thread starts " + run(choice);
      case THREAD_SUCCESS -> at + " thread success " + run(choice);
      case ALREADY_CANCELLED -> at + " thread already-cancelled " + run(choice);
      case THREAD_FAILURE -> at + " thread failure " + run(choice);
      case THREAD_RESCHEDULE -> at + " thread reschedule " + run(choice);
      case SECEDE -> at + " secede " + run(choice);
      case GATHER_START -> gather(choice) + "starts";
      case GATHER_OK -> gather(choice) + "ok";
      case GATHER_PARTIAL -> gather(choice) + "ok{" + keys(choice).replace(" ", "") + "}";
      case GATHER_BUSY -> gather(choice) + "busy";
      case GATHER_FAIL -> gather(choice) + "fail";
      case GATHER_BREAK -> gather(choice) + "breaks";
      case GATHER_NETFAIL -> gather(choice) + "netfail";
      case RETRY_BUSY -> at + " retry-busy(" + worker(choice.peer()) + ")";
      case FIND_MISSING -> at + " find-missing";
      case NOTICE -> "S notices " + at;
      case JOIN -> at + " joins";
      case DEATH -> at + " dies";
      case HANG -> at + " hangs";
      case LEAVE -> at + " leaves";
      case PAUSE -> at + " pauses";
      case UNPAUSE -> at + " unpauses";
      case LOSE_DATA -> at + " loses " + key(choice.key());
      case RECONNECT -> at + " reconnects";
      case HEARTBEAT -> at + " heartbeat";
      case WANT -> "client wants " + keys(choice);
      case REDEFINE -> "client redefines " + keys(choice) + " as " + choice.number();
      case RELEASE -> "client releases " + keys(choice);
      case SCATTER -> at + " update-data " + key(choice.key());
      case STEAL -> "S steals " + key(choice.key()) + " for " + at;
      case ACQUIRE -> "S acquires " + keys(choice) + " on " + at;
      case REMOVE -> "S removes " + keys(choice) + " on " + at;
    };
  }

  private String worker(int position) {
    return spec.workers().get(position).name();
  }

  private String key(int position) {
    return spec.keys().get(position);
  }

  private String keys(Choice choice) {
    return String.join(", ", spec.names(choice.keys()));
  }

  private String run(Choice choice) {
    return key(choice.key()) + (choice.number() == 0 ? "" : " #" + (choice.number() + 1));
  }

  private String gather(Choice choice) {
    return worker(choice.worker()) + " gather(" + worker(choice.peer()) + ") ";
  }

  /**
   * The choice that the text says.
   *
   * @throws NotationException naming the column
   */
  public Choice parse(String text) {
    TextCursor cursor = new TextCursor(text, 0);
    Choice choice = parse(cursor);
    cursor.requireEnd();
    return choice;
  }

  /**
   * The choice that comes next; what follows it is left.
   *
   * @throws NotationException naming the column
   */
  public Choice parse(TextCursor cursor) {
    if (cursor.acceptWord("client")) {
      return client(cursor);
    }
    if (cursor.acceptWord("S")) {
      return cursor.accept(">")
          ? Choice.at(ChoiceKind.TO_WORKER, worker(cursor))
          : scheduler(cursor);
    }
    int worker = cursor.lookUp("client, S or " + A_WORKER, spec::workerPosition);
    if (cursor.accept(">")) {
      if (!cursor.acceptWord("S")) {
        throw cursor.wrong("S: workers send messages to the scheduler only");
      }
      return Choice.at(ChoiceKind.TO_SCHEDULER, worker);
    }
    return at(worker, cursor);
  }

  private int worker(TextCursor cursor) {
    return cursor.lookUp(A_WORKER, spec::workerPosition);
  }

  private int key(TextCursor cursor) {
    return cursor.lookUp(A_KEY, spec::keyPosition);
  }

  private long keys(TextCursor cursor) {
    long keys = 0;
    do {
      keys |= 1L << key(cursor);
    } while (cursor.accept(","));
    return keys;
  }

  private Choice client(TextCursor cursor) {
    if (cursor.acceptWord("wants")) {
      return Choice.want(keys(cursor), 0);
    }
    if (cursor.acceptWord("releases")) {
      return Choice.keys(ChoiceKind.RELEASE, Choice.NONE, keys(cursor));
    }
    if (cursor.acceptWord("redefines")) {
      long keys = keys(cursor);
      long function = cursor.acceptWord("as") ? cursor.number("a number, 1 or more") : 1;
      return Choice.want(keys, (int) Math.max(1, function));
    }
    throw cursor.wrong("wants, releases or redefines");
  }

  private Choice scheduler(TextCursor cursor) {
    if (cursor.acceptWord("notices")) {
      return Choice.at(ChoiceKind.NOTICE, worker(cursor));
    }
    if (cursor.acceptWord("dies")) {
      return Choice.atScheduler(ChoiceKind.SCHEDULER_DEATH);
    }
    if (cursor.acceptWord("recovers")) {
      return Choice.atScheduler(ChoiceKind.RECOVER);
    }
    if (cursor.acceptWord("hears")) {
      return Choice.at(ChoiceKind.ATTEND, worker(cursor));
    }
    if (cursor.acceptWord("steals")) {
      int key = key(cursor);
      expectWord(cursor, "for");
      return Choice.key(ChoiceKind.STEAL, worker(cursor), key);
    }
    ChoiceKind kind = null;
    if (cursor.acceptWord("acquires")) {
      kind = ChoiceKind.ACQUIRE;
    } else if (cursor.acceptWord("removes")) {
      kind = ChoiceKind.REMOVE;
    }
    if (kind == null) {
      throw cursor.wrong("\">\", notices, steals, acquires, removes, dies, hears or recovers");
    }
    long keys = keys(cursor);
    expectWord(cursor, "on");
    return Choice.keys(kind, worker(cursor), keys);
  }

  private static void expectWord(TextCursor cursor, String word) {
    if (!cursor.acceptWord(word)) {
      throw cursor.wrong(word);
    }
  }

  private Choice at(int worker, TextCursor cursor) {
    int column = cursor.column();
    String verb = cursor.word("what happens at the worker");
    return switch (verb) {
      case "thread" -> thread(worker, cursor);
      case "secede" -> run(ChoiceKind.SECEDE, worker, cursor);
      case "gather" -> gather(worker, cursor);
      case "retry-busy" -> {
        int peer = peer(cursor);
        yield Choice.transfer(ChoiceKind.RETRY_BUSY, worker, peer, 0);
      }
      case "find-missing" -> Choice.at(ChoiceKind.FIND_MISSING, worker);
      case "joins" -> Choice.at(ChoiceKind.JOIN, worker);
      case "dies" -> Choice.at(ChoiceKind.DEATH, worker);
      case "hangs" -> Choice.at(ChoiceKind.HANG, worker);
      case "leaves" -> Choice.at(ChoiceKind.LEAVE, worker);
      case "pauses" -> Choice.at(ChoiceKind.PAUSE, worker);
      case "unpauses" -> Choice.at(ChoiceKind.UNPAUSE, worker);
      case "reconnects" -> Choice.at(ChoiceKind.RECONNECT, worker);
      case "heartbeat" -> Choice.at(ChoiceKind.HEARTBEAT, worker);
      case "loses" -> Choice.key(ChoiceKind.LOSE_DATA, worker, key(cursor));
      case "update-data" -> Choice.key(ChoiceKind.SCATTER, worker, key(cursor));
      default -> {
        cursor.back(column);
        throw cursor.wrong(
            "\">S\", thread, secede, gather, retry-busy, find-missing, joins, dies, hangs, leaves,"
                + " pauses, unpauses, reconnects, heartbeat, loses or update-data");
      }
    };
  }

  private Choice thread(int worker, TextCursor cursor) {
    for (ChoiceKind kind :
        List.of(
            ChoiceKind.RUN_START,
            ChoiceKind.THREAD_SUCCESS,
            ChoiceKind.ALREADY_CANCELLED,
            ChoiceKind.THREAD_FAILURE,
            ChoiceKind.THREAD_RESCHEDULE)) {
      if (cursor.acceptWord(outcome(kind))) {
        return run(kind, worker, cursor);
      }
    }
    throw cursor.wrong("starts, success, already-cancelled, failure or reschedule");
  }

  private static String outcome(ChoiceKind kind) {
    return switch (kind) {
      case RUN_START -> "starts";
      case THREAD_SUCCESS -> "success";
      case ALREADY_CANCELLED -> "already-cancelled";
      case THREAD_FAILURE -> "failure";
      default -> "reschedule";
    };
  }

  private Choice run(ChoiceKind kind, int worker, TextCursor cursor) {
    int key = key(cursor);
    long number = cursor.accept("#") ? cursor.number("a number, 1 or more") : 1;
    return Choice.run(kind, worker, key, (int) Math.max(0, number - 1));
  }

  private int peer(TextCursor cursor) {
    cursor.expect("(");
    int peer = worker(cursor);
    cursor.expect(")");
    return peer;
  }

  private Choice gather(int worker, TextCursor cursor) {
    int peer = peer(cursor);
    int column = cursor.column();
    String outcome = cursor.word("the end of a transfer");
    long keys = 0;
    ChoiceKind kind =
        switch (outcome) {
          case "starts" -> ChoiceKind.GATHER_START;
          case "ok" -> cursor.accept("{") ? ChoiceKind.GATHER_PARTIAL : ChoiceKind.GATHER_OK;
          case "busy" -> ChoiceKind.GATHER_BUSY;
          case "fail" -> ChoiceKind.GATHER_FAIL;
          case "breaks" -> ChoiceKind.GATHER_BREAK;
          case "netfail" -> ChoiceKind.GATHER_NETFAIL;
          default -> {
            cursor.back(column);
            throw cursor.wrong("starts, ok, ok{...}, busy, fail, breaks or netfail");
          }
        };
    if (kind == ChoiceKind.GATHER_PARTIAL && !cursor.accept("}")) {
      keys = keys(cursor);
      cursor.expect("}");
    }
    return Choice.transfer(kind, worker, peer, keys);
  }
}
