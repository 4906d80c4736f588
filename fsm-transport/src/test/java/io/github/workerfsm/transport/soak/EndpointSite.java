package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.endpoint.Handlers;
import io.github.workerfsm.transport.message.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Handles messages that carry their book and number; a request asks how many there were. */
final class EndpointSite implements Handlers {
  private final IntFunction<Book> books;
  private final long slowNanos;

  /**
   * Handlers.
   *
   * @param slowNanos how long a slow consumer takes for a message
   */
  EndpointSite(IntFunction<Book> books, long slowNanos) {
    this.books = books;
    this.slowNanos = slowNanos;
  }

  static Payload message(int book, long number) {
    return Payload.of(ByteBuffer.allocate(64).putInt(book).putLong(number).array());
  }

  @Override
  public void message(int code, Payload body) {
    ByteBuffer said = ByteBuffer.wrap(body.bytes());
    Book book = books.apply(said.getInt());
    if (book.slow && slowNanos > 0) {
      LockSupport.parkNanos(slowNanos);
    }
    book.got(said.getLong());
  }

  @Override
  public CompletionStage<Payload> request(int code, Payload body) {
    Book book = books.apply(ByteBuffer.wrap(body.bytes()).getInt());
    return CompletableFuture.completedFuture(
        Payload.of(ByteBuffer.allocate(8).putLong(book.delivered.get()).array()));
  }
}
