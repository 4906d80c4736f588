package io.github.workerfsm.transport.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import io.github.workerfsm.transport.wire.Refusal;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutual TLS 1.3: who gets in, who does not, and who is who. */
@Timeout(60)
class SecurityTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static X509Bundle authority;
  private static X509Bundle otherAuthority;
  private static Security one;
  private static Security two;
  private static Security stranger;

  private final BlockingQueue<Recorded> accepted = new LinkedBlockingQueue<>();
  private final List<Network> networks = new ArrayList<>();

  @BeforeAll
  static void certificates() throws Exception {
    authority = authority("CN=authority");
    otherAuthority = authority("CN=somebody else");
    one = member(authority, "CN=one");
    two = member(authority, "CN=two");
    stranger = member(otherAuthority, "CN=stranger");
  }

  private static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject(name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static Security member(X509Bundle by, String name) throws Exception {
    X509Bundle own =
        new CertificateBuilder()
            .ecp256()
            .subject(name)
            .addSanIpAddress("127.0.0.1")
            .addSanDnsName("localhost")
            .buildIssuedBy(by);
    return Security.mutualTls(
        own.getKeyPair().getPrivate(),
        List.of(own.getCertificatePath()),
        List.of(authority.getCertificate()));
  }

  @AfterEach
  void close() {
    networks.forEach(network -> network.close(Duration.ofSeconds(5)));
  }

  private Network network(Security security, UUID instance) {
    Network network = new Network("tls-test", NetSettings.DEFAULT, security, instance, 1);
    networks.add(network);
    return network;
  }

  private InetSocketAddress server() {
    InetSocketAddress at =
        network(one, UUID.randomUUID())
            .listen(
                ANY_PORT,
                () -> {
                  Recorded listener = new Recorded();
                  accepted.add(listener);
                  return listener;
                });
    return new InetSocketAddress("127.0.0.1", at.getPort());
  }

  @Test
  void two_members_talk() throws Exception {
    InetSocketAddress at = server();
    Connection connection =
        network(two, UUID.randomUUID()).connect(at, new Recorded()).get(10, SECONDS);
    connection.send(Frame.of(FrameType.MESSAGE, new byte[] {7}));
    assertThat(accepted.poll(10, SECONDS).next().body()).containsExactly(7);
  }

  @Test
  void t_a1_without_a_certificate_no_byte_reaches_the_frames() throws Exception {
    InetSocketAddress at = server();
    try (Socket plain = new Socket(at.getAddress(), at.getPort())) {
      plain.setSoTimeout(10_000);
      byte[] hello =
          Frames.encode(Frame.of(FrameType.HELLO, Identity.of(UUID.randomUUID(), 1).pack()));
      plain.getOutputStream().write(hello);
      while (plain.getInputStream().read() >= 0) {
        // An alert of TLS, and the end.
      }
    }
    Recorded listener = accepted.poll(10, SECONDS);
    assertThat(listener.ending()).isEqualTo(Refusal.IDENTITY);
    assertThat(listener.opened).isNotDone();
    assertThat(listener.frames).isEmpty();
  }

  @Test
  void a_certificate_of_another_authority_is_refused() throws Exception {
    InetSocketAddress at = server();
    assertThat(network(stranger, UUID.randomUUID()).connect(at, new Recorded()))
        .failsWithin(Duration.ofSeconds(10));
    assertThat(accepted.poll(10, SECONDS).opened).isNotDone();
  }

  @Test
  void t_a2_an_instance_belongs_to_the_certificate_with_which_it_first_came() throws Exception {
    InetSocketAddress at = server();
    UUID instance = UUID.randomUUID();
    Recorded owner = new Recorded();
    network(two, instance).connect(at, owner).get(10, SECONDS);
    assertThat(network(one, instance).connect(at, new Recorded()))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("belongs to another certificate");
    assertThat(owner.closed).isNotDone();
  }

  @Test
  void with_tls_any_address_may_be_listened_on_and_without_only_by_a_flag_named_unsafe() {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    network(one, UUID.randomUUID()).listen(everywhere, Recorded::new);
    network(Security.unsafePlaintext(), UUID.randomUUID()).listen(everywhere, Recorded::new);
    Network plain = network(Security.loopbackOnly(), UUID.randomUUID());
    assertThatIllegalArgumentException().isThrownBy(() -> plain.listen(everywhere, Recorded::new));
  }
}
