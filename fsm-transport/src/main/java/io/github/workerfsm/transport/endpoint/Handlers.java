package io.github.workerfsm.transport.endpoint;

import io.github.workerfsm.transport.message.Payload;
import java.util.concurrent.CompletionStage;

/** What an endpoint server does with messages; runs in its lanes, where it may wait. */
public interface Handlers {
  /**
   * Takes a message that is not answered.
   *
   * @param code what kind of message it is, 0 to 255; the meaning is the application's
   */
  void message(int code, Payload body) throws Exception;

  /**
   * Answers a request, at once or later. An exception, thrown or in the stage, is answered with its
   * text.
   *
   * @param code what kind of request it is, 0 to 255
   */
  CompletionStage<Payload> request(int code, Payload body) throws Exception;
}
