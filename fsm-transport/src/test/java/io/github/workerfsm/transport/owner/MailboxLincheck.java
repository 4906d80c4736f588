package io.github.workerfsm.transport.owner;

import io.github.workerfsm.transport.Offer;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;

/** What may be done to a mailbox, by whom; and the check of all interleavings that are seen. */
public class MailboxLincheck {
  private final Mailbox<Integer> mailbox = new Mailbox<>(2);

  @Operation
  public Offer offer(@Param(gen = IntGen.class, conf = "1:3") int letter) {
    return mailbox.offer(letter);
  }

  @Operation
  public Offer offerOwed(@Param(gen = IntGen.class, conf = "1:3") int letter) {
    return mailbox.offerOwed(letter);
  }

  @Operation(nonParallelGroup = "owner")
  public List<Integer> takeNow() {
    return List.copyOf(mailbox.takeNow());
  }

  @Operation
  public void close() {
    mailbox.close();
  }

  @Operation
  public int size() {
    return mailbox.size();
  }

  /** Runs the check; ends with an exception that shows the interleaving when it does not hold. */
  public static void main(String[] arguments) {
    LinChecker.check(
        MailboxLincheck.class,
        new StressOptions()
            .iterations(20)
            .invocationsPerIteration(500)
            .threads(3)
            .actorsPerThread(3)
            .actorsBefore(1)
            .actorsAfter(2));
    System.out.println("linearizable");
  }
}
