package io.github.workerfsm.transport.net;

import com.google.common.hash.Hashing;
import io.github.workerfsm.transport.wire.Refusal;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.CertificateEncodingException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What one connection needs of its network. */
record NetworkGate(
    Network network, boolean client, @Nullable SslHandler ssl, ConnectionListener listener)
    implements Gate {

  @Override
  public Identity own() {
    return network.own();
  }

  /** A server keeps one connection of each instance; a client has made its own on purpose. */
  @Override
  public @Nullable String greeted(Connection connection, Identity peer) {
    if (client) {
      return null;
    }
    Identities.Verdict verdict = network.identities().greet(peer, fingerprint(), connection);
    if (verdict.replaced() != null) {
      verdict.replaced().close(Refusal.REPLACED, "a newer connection of the same instance");
    }
    return verdict.refused();
  }

  private @Nullable String fingerprint() {
    if (ssl == null) {
      return null;
    }
    try {
      byte[] certificate = ssl.engine().getSession().getPeerCertificates()[0].getEncoded();
      return Hashing.sha256().hashBytes(certificate).toString();
    } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
      throw new IllegalStateException("a client without a certificate has passed TLS", e);
    }
  }

  @Override
  public void gone(Connection connection) {
    network.gone(connection);
    if (!client) {
      network.identities().left(connection.peer().instance(), connection);
    }
  }

  @Override
  public void refused(Connection connection, Refusal why, String detail) {
    network.refused(connection.toString(), why, detail);
  }

  @Override
  public long penaltyMillis() {
    return network.penaltyMillis();
  }
}
