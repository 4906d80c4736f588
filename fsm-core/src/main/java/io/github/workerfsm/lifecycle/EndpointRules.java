package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.EndpointEffect.ASK_TO_CONNECT;
import static io.github.workerfsm.lifecycle.EndpointEffect.CLOSE_OLDER;
import static io.github.workerfsm.lifecycle.EndpointEffect.DELETE;
import static io.github.workerfsm.lifecycle.EndpointEffect.HANG_UP;
import static io.github.workerfsm.lifecycle.EndpointEffect.SEND_WAITING;
import static io.github.workerfsm.lifecycle.EndpointEffect.STORE;
import static io.github.workerfsm.lifecycle.EndpointEffect.TAKE_RESULT;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_HEARD;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_OFFLINE;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_SUSPECT;
import static io.github.workerfsm.lifecycle.EndpointState.OFFLINE;
import static io.github.workerfsm.lifecycle.EndpointState.ONLINE;
import static io.github.workerfsm.lifecycle.EndpointState.REGISTERED;
import static io.github.workerfsm.lifecycle.EndpointState.REMOVED;
import static io.github.workerfsm.lifecycle.EndpointState.SUSPECT;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an endpoint. The surroundings are nobody: all that is to be done is an effect.
 */
enum EndpointRules implements Rule<EndpointLifecycle, EndpointEntry, EndpointState> {
  /** It has a record from now on. */
  ADMIT(REGISTERED, STORE),
  /** It has the record already. */
  ADMIT_AGAIN(null, STORE),
  /** Its first connection, or one after it was given up. */
  CONNECT(ONLINE, true, true, STORE, CLOSE_OLDER, SEND_WAITING),
  /** It has connected anew before the old connection was given up. */
  RECONNECT(ONLINE, true, true, STORE, CLOSE_OLDER, TELL_HEARD, SEND_WAITING),
  /** Somebody who is not up to date has to connect anew. */
  SEND_BACK(null, ASK_TO_CONNECT),
  /** A sign of life. */
  HEAR(null, true, false),
  /** A sign of life of one that was missed. */
  RECOVER(ONLINE, true, false, TELL_HEARD, SEND_WAITING),
  /** A sign of life that carries a result. */
  TAKE(null, true, false, TAKE_RESULT),
  /** The same, of one that was missed. */
  TAKE_AND_RECOVER(ONLINE, true, false, TAKE_RESULT, TELL_HEARD, SEND_WAITING),
  /** A result is good whatever it came over. */
  TAKE_ONLY(null, TAKE_RESULT),
  /** Its tasks wait for it. */
  MISS(SUSPECT, TELL_SUSPECT),
  /** Its tasks are taken from it. */
  GIVE_UP(OFFLINE, HANG_UP, TELL_OFFLINE),
  /** The same, where they do not know yet that it is missed: only of such a one it is believed. */
  GIVE_UP_AT_ONCE(OFFLINE, HANG_UP, TELL_SUSPECT, TELL_OFFLINE),
  /** Its record goes, and its tasks are taken from it. */
  REMOVE(REMOVED, HANG_UP, TELL_SUSPECT, TELL_OFFLINE, DELETE),
  /** Nothing. */
  IGNORE(null);

  private final @Nullable EndpointState lands;
  private final boolean heard;
  private final boolean connects;
  private final ImmutableList<EndpointEffect> effects;

  EndpointRules(@Nullable EndpointState lands, EndpointEffect... effects) {
    this(lands, false, false, effects);
  }

  EndpointRules(
      @Nullable EndpointState lands, boolean heard, boolean connects, EndpointEffect... effects) {
    this.lands = lands;
    this.heard = heard;
    this.connects = connects;
    this.effects = ImmutableList.copyOf(effects);
  }

  @Override
  public EndpointState apply(
      EndpointLifecycle book, EndpointEntry entry, @Nullable Object argument) {
    if (heard) {
      entry.heardAtMillis = entry.nowMillis;
    }
    if (connects) {
      entry.epoch = entry.saidEpoch;
    }
    entry.effects = effects;
    return lands == null ? entry.state() : lands;
  }
}
