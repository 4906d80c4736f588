package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;
import java.util.List;

/**
 * What hosts say to each other about groups. The first six codes are those of faabric's
 * point-to-point calls; the others are ours, where faabric sends messages of one byte.
 */
public sealed interface GroupMessage {
  /** Its code, 0 to 9. */
  int code();

  /** The group it is about. */
  int group();

  /**
   * Where the members of a group are.
   *
   * @param hosts by index, 1 or more
   */
  record Mapping(int group, List<String> hosts) implements GroupMessage {
    /** Copies the list and checks that there is somebody. */
    public Mapping {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException(
            "group " + group + " has no members, expected 1 or more");
      }
    }

    @Override
    public int code() {
      return 0;
    }
  }

  /**
   * From one member to another.
   *
   * @param sequence from 0, in this direction
   */
  record Data(int group, int from, int to, long sequence, Payload payload) implements GroupMessage {
    @Override
    public int code() {
      return 1;
    }
  }

  /** A member wants the lock; to the host of member 0. */
  record Lock(int group, int index, boolean recursive) implements GroupMessage {
    @Override
    public int code() {
      return recursive ? 3 : 2;
    }
  }

  /** A member gives the lock back; to the host of member 0. */
  record Unlock(int group, int index, boolean recursive) implements GroupMessage {
    @Override
    public int code() {
      return recursive ? 5 : 4;
    }
  }

  /** The member has the lock. */
  record Granted(int group, int index) implements GroupMessage {
    @Override
    public int code() {
      return 6;
    }
  }

  /** A member is at the barrier; to the host of member 0. */
  record Arrived(int group, int index) implements GroupMessage {
    @Override
    public int code() {
      return 7;
    }
  }

  /** Everybody is at the barrier. */
  record Released(int group) implements GroupMessage {
    @Override
    public int code() {
      return 8;
    }
  }

  /** A member has done its part; to the host of member 0. */
  record Notified(int group, int index) implements GroupMessage {
    @Override
    public int code() {
      return 9;
    }
  }
}
