package io.github.workerfsm.property;

import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.Settings;
import java.util.Map;

/**
 * What the worker of a walk has, and how soon it reaches its limits: little of everything, so that
 * tasks get into each other's way.
 */
enum Scope {
  ONE_THREAD(1, 1, Settings.UNLIMITED, Settings.UNLIMITED, Settings.UNLIMITED),
  TWO_THREADS(2, 1, Settings.UNLIMITED, Settings.UNLIMITED, Settings.UNLIMITED),
  MANY_THREADS(8, 2, Settings.UNLIMITED, Settings.UNLIMITED, Settings.UNLIMITED),
  SMALL_MESSAGES(1, 1, Settings.UNLIMITED, 3, Settings.UNLIMITED),
  ONE_TRANSFER(2, 1, 1, Settings.UNLIMITED, Settings.UNLIMITED),
  FEW_BYTES(2, 2, Settings.UNLIMITED, Settings.UNLIMITED, 5),
  ALL_LIMITS(1, 1, 2, 3, 5);

  private final Settings settings;

  Scope(int threads, double resource, long transfers, long messageBytes, long bytes) {
    settings =
        Settings.at(World.OWN)
            .threads(threads)
            .totalResources(Resources.of(Map.of(World.RESOURCE, resource)))
            .transferCountLimit(transfers)
            .transferThrottleThreshold(1)
            .transferMessageBytesLimit(messageBytes)
            .transferBytesLimit(bytes)
            .build();
  }

  Settings settings() {
    return settings;
  }
}
