package adopter;

import io.github.workerfsm.sim.testkit.MachineProperties;
import io.github.workerfsm.table.Machine;
import java.util.*;

// region door-test
class DoorTest extends MachineProperties<List<String>, Door.State, Door.Event, Door> {
  protected Machine<List<String>, Door.State, Door.Event, Door> machine() { return Door.MACHINE; }
  protected List<String> surroundings() { return new ArrayList<>(); }
  protected Door subject(int variety) { return new Door(); }
}
// endregion
