package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.World;
import org.jspecify.annotations.Nullable;

/** Says what happens next in a world. */
interface Course {
  /** A choice that can happen now; null for the end of the course. */
  @Nullable Choice next(World world);
}
