package io.github.workerfsm.transport.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the network does, and however often the interchange dies: each task's end is stored
 * exactly once, and in the end nobody keeps anything.
 */
class RelayPropertyTest {
  private static final RelaySettings SETTINGS = new RelaySettings(Thresholds.ofPeriod(100), 40);
  private static final UUID ENDPOINT = new UUID(0, 9);
  private static final int MANAGERS = 2;
  private static final int TASKS = 12;

  private static final class World {
    final Random random;
    final Map<String, TaskStatus> stored = new LinkedHashMap<>();
    final List<Origin> managers = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();
    final Forwarder forwarder =
        new Forwarder(
            new UUID(0, 10),
            1,
            SETTINGS,
            (endpoint, result) -> {
              TaskStatus before = stored().put(result.end().task(), result.end().status());
              assertThat(before).as("%s is stored once", result.end().task()).isNull();
              return true;
            });
    Interchange interchange;
    int begun;
    int ended;
    long life = 1;
    long now;

    World(long seed) {
      random = new Random(seed);
      interchange = new Interchange(ENDPOINT, life, Interchange.Estate.NONE, SETTINGS, now);
      for (int m = 0; m < MANAGERS; m++) {
        managers.add(new Origin(new UUID(1, m), 1, 3, SETTINGS, now));
      }
      reconnect();
    }

    private Map<String, TaskStatus> stored() {
      return stored;
    }

    /** The last wire is the one to the forwarder. */
    void reconnect() {
      for (int w = 0; w <= MANAGERS; w++) {
        if (w == wires.size()) {
          wires.add(wire(w));
        } else if (!wires.get(w).isOpen()) {
          wires.set(w, wire(w));
        }
      }
    }

    private Wire wire(int w) {
      return w < MANAGERS
          ? new Wire(managers.get(w), interchange, now)
          : new Wire(interchange, forwarder, now);
    }

    private Wire any() {
      return wires.get(random.nextInt(wires.size()));
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0 -> begin();
        case 1 -> end();
        case 2 -> any().cut();
        case 3 -> {
          if (random.nextInt(3) == 0) {
            restart();
          }
        }
        case 4, 5 -> reconnect();
        case 6, 7 -> pass(random.nextInt(60));
        case 8, 9 -> any().deliverUp(now);
        case 10 -> any().deliverDown(now);
        default -> wires.forEach(wire -> wire.deliverAll(now));
      }
    }

    private void begin() {
      if (begun < TASKS) {
        String task = "t" + begun;
        int m = begun % MANAGERS;
        interchange.arrived(task, 1);
        interchange.dispatched(task, 1, new UUID(1, m));
        managers.get(m).changed(new TaskReport(task, 1, TaskStatus.RUNNING));
        begun++;
      }
    }

    private void end() {
      if (ended < begun) {
        TaskReport end = new TaskReport("t" + ended, 1, TaskStatus.SUCCESS);
        managers.get(ended % MANAGERS).ended(end, Payload.EMPTY, now);
        ended++;
      }
    }

    private void restart() {
      Interchange.Estate estate = interchange.estate();
      wires.forEach(Wire::cut);
      interchange = new Interchange(ENDPOINT, ++life, estate, SETTINGS, now);
    }

    private void pass(long nanos) {
      now += nanos;
      managers.forEach(manager -> manager.tick(now));
      interchange.tick(now);
      forwarder.tick(now);
    }

    void finish() {
      while (begun < TASKS) {
        begin();
      }
      while (ended < begun) {
        end();
      }
      for (int i = 0; i < 30; i++) {
        reconnect();
        wires.forEach(wire -> wire.deliverAll(now));
        pass(25);
      }
    }
  }

  @Property(tries = 400)
  void t_d2_each_end_is_stored_exactly_once_whatever_the_network_does(@ForAll long seed) {
    World world = new World(seed);
    for (int i = 0; i < 400; i++) {
      world.step();
    }
    world.finish();
    assertThat(world.stored).hasSize(TASKS);
    world.managers.forEach(manager -> assertThat(manager.settled()).isTrue());
    assertThat(world.interchange.settled()).isTrue();
    assertThat(world.interchange.estate()).isEqualTo(Interchange.Estate.NONE);
    assertThat(world.interchange.capacity().outstandingTasks()).isZero();
  }
}
