package io.github.workerfsm.transport.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Two ways to do the same, measured in turn.
 *
 * <p>A measurement is a list of numbers, for which a pair has names: one for a rate, two for
 * percentiles.
 */
interface Pair extends AutoCloseable {
  /** Where servers listen. */
  InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Bytes of an event. */
  int EVENT_BYTES = 64;

  /** What is compared, with the floor or ceiling of the ratio. */
  Goal[] goals();

  /** Measures the platform's way, once. */
  double[] raw() throws Exception;

  /** Measures the way of this module, once. */
  double[] ours() throws Exception;

  @Override
  void close();

  /**
   * What a ratio of ours to raw has to reach.
   *
   * @param what is measured
   * @param unit of the numbers
   * @param atLeast whether more is better
   * @param ratio the least of ours to raw, or the most; 0 where there is only something to learn
   */
  record Goal(String what, String unit, boolean atLeast, double ratio) {
    boolean metBy(double measured) {
      return ratio == 0 || (atLeast ? measured >= ratio : measured <= ratio);
    }
  }
}
