package io.github.workerfsm.transport.net;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Who may be talked to: everybody on this machine, everybody with a certificate, or everybody.
 *
 * <p>With certificates both ends show one, over TLS 1.3 of the JDK and nothing older.
 */
public final class Security {
  private static final String TLS_1_3 = "TLSv1.3";

  private final @Nullable SslContext server;
  private final @Nullable SslContext client;
  private final boolean anywhere;

  private Security(@Nullable SslContext server, @Nullable SslContext client, boolean anywhere) {
    this.server = server;
    this.client = client;
    this.anywhere = anywhere;
  }

  /** Without encryption, and therefore only within this machine. */
  public static Security loopbackOnly() {
    return new Security(null, null, false);
  }

  /**
   * Without encryption, on any address. Whoever reaches the port can read and write everything; for
   * networks that somebody else has closed.
   */
  public static Security unsafePlaintext() {
    return new Security(null, null, true);
  }

  /**
   * Mutual TLS 1.3.
   *
   * @param key the own private key
   * @param chain the own certificate first, then those that sign it
   * @param trusted the authorities that sign the certificates of others
   * @throws IllegalArgumentException when they do not fit together
   */
  public static Security mutualTls(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
    X509Certificate[] own = chain.toArray(new X509Certificate[0]);
    X509Certificate[] authorities = trusted.toArray(new X509Certificate[0]);
    try {
      return new Security(
          SslContextBuilder.forServer(key, own)
              .sslProvider(SslProvider.JDK)
              .protocols(TLS_1_3)
              .trustManager(authorities)
              .clientAuth(ClientAuth.REQUIRE)
              .build(),
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols(TLS_1_3)
              .keyManager(key, own)
              .trustManager(authorities)
              .endpointIdentificationAlgorithm("HTTPS")
              .build(),
          true);
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          "key and certificates cannot be used, expected a key with its chain: " + e.getMessage(),
          e);
    }
  }

  /** Whether connections are encrypted and both ends known. */
  public boolean encrypted() {
    return server != null;
  }

  @Nullable SslContext serverContext() {
    return server;
  }

  @Nullable SslContext clientContext() {
    return client;
  }

  /**
   * Refuses an address that would be open to others.
   *
   * @throws IllegalArgumentException when a server without TLS is to listen beyond this machine
   */
  void requireBindable(InetSocketAddress address) {
    boolean loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    if (!anywhere && !loopback) {
      throw new IllegalArgumentException(
          "listening on "
              + address
              + " without TLS, expected a loopback address, Security.mutualTls(...), or"
              + " Security.unsafePlaintext() on a closed network");
    }
  }
}
