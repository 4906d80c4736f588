package io.github.workerfsm.lifecycle;

import io.github.workerfsm.table.Rule;

/** A rule of the life-cycle machine; the rooms are enums of rules. */
interface LifecycleRule extends Rule<Desk, TaskEntry, LifecycleState> {}
