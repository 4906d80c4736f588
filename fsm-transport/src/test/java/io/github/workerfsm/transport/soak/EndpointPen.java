package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.endpoint.EndpointClient;
import io.github.workerfsm.transport.message.Payload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends messages of one key, and asks behind them how many have arrived: the answer to a request
 * confirms every message before it. For one thread.
 */
final class EndpointPen {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final EndpointClient client;
  private final Book book;
  private final String key;
  private CompletableFuture<?> asked = CompletableFuture.completedFuture(null);

  EndpointPen(EndpointClient client, Book book) {
    this.client = client;
    this.book = book;
    key = "book-" + book.id;
  }

  /** Sends as many messages as find room, and asks unless an answer is still awaited. */
  void write(int messages) {
    for (int n = 0; n < messages; n++) {
      Payload message = EndpointSite.message(book.id, book.accepted.get());
      if (client.send(1, key, message) != Offer.ACCEPTED) {
        break;
      }
      book.accepted.incrementAndGet();
    }
    if (asked.isDone()) {
      ask();
    }
  }

  private void ask() {
    asked =
        client
            .request(2, key, EndpointSite.message(book.id, 0), LONG)
            .thenAccept(
                said -> {
                  long arrived = ByteBuffer.wrap(said.bytes()).getLong();
                  book.confirmed.accumulateAndGet(arrived, Math::max);
                })
            .exceptionally(why -> null);
  }

  /** Whether everything is confirmed; asks if not. */
  boolean settled() {
    if (asked.isDone() && book.confirmed.get() < book.accepted.get()) {
      ask();
    }
    return book.confirmed.get() == book.accepted.get();
  }

  /** No more is sent or awaited. */
  void over() {
    book.over();
  }
}
