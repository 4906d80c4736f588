/** Small clusters, explored in full. */
@NullMarked
package io.github.workerfsm.sim.explore.cluster;

import org.jspecify.annotations.NullMarked;
