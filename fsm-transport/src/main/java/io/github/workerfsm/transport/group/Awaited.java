package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;

/** Somebody who waits; told exactly once. */
public interface Awaited {
  /** It has come; empty where nothing but the coming matters. */
  void done(Payload payload);

  /** It will not come, and why. */
  void failed(String why);
}
