package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.table.Rule;

/** A rule of the scheduler; the rooms are enums of rules. */
interface SchedulerRule extends Rule<SchedulerState, TaskRecord, SchedulerTaskState> {}
