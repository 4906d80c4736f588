package io.github.workerfsm.transport.net;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which instance is connected how. An instance belongs to the certificate with which it first came;
 * of two live connections of one instance the newer epoch stays. Thread-safe.
 */
final class Identities {
  private static final int MAX_BOUND = 10_000;

  private final Map<UUID, Connection> live = new LinkedHashMap<>();
  private final Map<UUID, String> bound = new LinkedHashMap<>();

  /**
   * What came of a greeting.
   *
   * @param refused why it is refused; null when it is let in
   * @param replaced the older connection, to be closed; null when there is none
   */
  record Verdict(@Nullable String refused, @Nullable Connection replaced) {}

  /**
   * A connection has greeted.
   *
   * @param fingerprint of its certificate; null without TLS
   */
  synchronized Verdict greet(
      Identity identity, @Nullable String fingerprint, Connection connection) {
    UUID instance = identity.instance();
    String owner = bound.get(instance);
    if (owner != null && !owner.equals(fingerprint)) {
      return new Verdict("instance " + instance + " belongs to another certificate", null);
    }
    Connection older = live.get(instance);
    if (older != null && older.peer().epoch() >= identity.epoch()) {
      return new Verdict(
          "epoch "
              + identity.epoch()
              + " of instance "
              + instance
              + ", expected more than "
              + older.peer().epoch(),
          null);
    }
    if (fingerprint != null) {
      bind(instance, fingerprint);
    }
    live.put(instance, connection);
    return new Verdict(null, older);
  }

  private void bind(UUID instance, String fingerprint) {
    bound.remove(instance);
    bound.put(instance, fingerprint);
    Iterator<UUID> oldest = bound.keySet().iterator();
    while (bound.size() > MAX_BOUND) {
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void left(UUID instance, Connection connection) {
    live.remove(instance, connection);
  }
}
