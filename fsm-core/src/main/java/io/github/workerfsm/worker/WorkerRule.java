package io.github.workerfsm.worker;

import io.github.workerfsm.table.Rule;
import io.github.workerfsm.task.TaskState;

/** A rule of the worker machine; the rooms are enums of rules. */
interface WorkerRule extends Rule<WorkerState, TaskNode, TaskState> {}
