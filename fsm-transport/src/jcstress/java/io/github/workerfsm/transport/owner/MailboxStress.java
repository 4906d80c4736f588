package io.github.workerfsm.transport.owner;

import io.github.workerfsm.transport.Offer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads at one mailbox, in every interleaving that the machine can be made to show. */
public final class MailboxStress {
  private MailboxStress() {}

  /** One place, two senders: one is accepted, one told that it is full. */
  @JCStressTest
  @Outcome(
      id = {"0, 1, 1", "1, 0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "exactly one got in")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or over the bound")
  @State
  public static class OnePlace {
    private final Mailbox<String> mailbox = new Mailbox<>(1);

    @Actor
    public void first(III_Result r) {
      r.r1 = mailbox.offer("a") == Offer.ACCEPTED ? 1 : 0;
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = mailbox.offer("b") == Offer.ACCEPTED ? 1 : 0;
    }

    @Arbiter
    public void count(III_Result r) {
      r.r3 = mailbox.takeNow().size();
    }
  }

  /** Sender against closer: accepted and there, or refused and not there. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "the answer is true")
  @Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, or refused and there")
  @State
  public static class Closing {
    private final Mailbox<String> mailbox = new Mailbox<>(1);

    @Actor
    public void sender(II_Result r) {
      r.r1 = mailbox.offer("a") == Offer.ACCEPTED ? 1 : 0;
    }

    @Actor
    public void closer() {
      mailbox.close();
    }

    @Arbiter
    public void count(II_Result r) {
      r.r2 = mailbox.takeNow().size();
    }
  }

  /** Sender against owner who waits: the owner wakes up. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the owner got it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost")
  @State
  public static class Waking {
    private final Mailbox<String> mailbox = new Mailbox<>(1);

    @Actor
    public void sender(II_Result r) {
      r.r1 = mailbox.offer("a") == Offer.ACCEPTED ? 1 : 0;
    }

    @Actor
    public void owner(II_Result r) {
      try {
        r.r2 = mailbox.take().size();
      } catch (InterruptedException e) {
        r.r2 = -1;
      }
    }
  }
}
