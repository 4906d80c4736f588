package io.github.workerfsm.transport.worker;

import com.google.common.net.HostAndPort;
import java.net.InetSocketAddress;

/** Addresses of workers and schedulers as texts: {@code tcp://host:port}. */
public final class Addresses {
  private static final String SCHEME = "tcp://";

  private Addresses() {}

  /**
   * The socket address of a text.
   *
   * @throws IllegalArgumentException saying what it should look like
   */
  public static InetSocketAddress parse(String address) {
    if (!address.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "address " + address + ", expected " + SCHEME + "host:port");
    }
    HostAndPort parts = HostAndPort.fromString(address.substring(SCHEME.length()));
    if (!parts.hasPort()) {
      throw new IllegalArgumentException("address " + address + " has no port");
    }
    return new InetSocketAddress(parts.getHost(), parts.getPort());
  }

  /** The text of a socket address. */
  public static String text(InetSocketAddress address) {
    return SCHEME + HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort());
  }
}
