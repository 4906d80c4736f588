package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one stimulus, in the order in which they are sent.
 *
 * <p>Frees of several keys that follow each other to one worker are one message, forgets likewise.
 * A forget implies a free: a key that is freed and forgotten in one stimulus is only forgotten.
 */
final class Outbox {
  private final Identities identities;
  private List<Outgoing> messages = new ArrayList<>();

  Outbox(Identities identities) {
    this.identities = identities;
  }

  void send(WorkerRecord to, Event message) {
    send(to.id(), message);
  }

  void send(WorkerId to, Event message) {
    messages.add(new Outgoing(to, message));
  }

  void free(WorkerRecord to, String key) {
    int last = last(to);
    if (last >= 0 && messages.get(last).message() instanceof Event.FreeKeys free) {
      if (!free.keys().contains(key)) {
        messages.set(
            last,
            new Outgoing(to.id(), new Event.FreeKeys(free.stimulusId(), plus(free.keys(), key))));
      }
    } else {
      send(to, new Event.FreeKeys(identities.stimulus("free-keys"), List.of(key)));
    }
  }

  void forget(WorkerRecord to, String key) {
    takeBackFree(to, key);
    int last = last(to);
    if (last >= 0 && messages.get(last).message() instanceof Event.ForgetKeys forget) {
      if (!forget.keys().contains(key)) {
        messages.set(
            last,
            new Outgoing(
                to.id(), new Event.ForgetKeys(forget.stimulusId(), plus(forget.keys(), key))));
      }
    } else {
      send(to, new Event.ForgetKeys(identities.stimulus("forget-keys"), List.of(key)));
    }
  }

  /** The messages since the last call. */
  List<Outgoing> take() {
    List<Outgoing> taken = messages;
    messages = new ArrayList<>();
    return taken;
  }

  /** Messages of this stimulus that others have to precede. */
  void putLast(List<Outgoing> later) {
    messages.addAll(later);
  }

  private void takeBackFree(WorkerRecord to, String key) {
    for (int i = 0; i < messages.size(); i++) {
      Outgoing sent = messages.get(i);
      if (sent.to().equals(to.id())
          && sent.message() instanceof Event.FreeKeys free
          && free.keys().contains(key)) {
        List<String> rest = free.keys().stream().filter(other -> !other.equals(key)).toList();
        if (rest.isEmpty()) {
          messages.remove(i--);
        } else {
          messages.set(i, new Outgoing(to.id(), new Event.FreeKeys(free.stimulusId(), rest)));
        }
      }
    }
  }

  private int last(WorkerRecord to) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).to().equals(to.id())) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> plus(List<String> keys, String key) {
    List<String> more = new ArrayList<>(keys);
    more.add(key);
    return List.copyOf(more);
  }
}
