package io.github.workerfsm.transport.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The mailbox: order, bound, owed letters, room, close. */
class MailboxTest {
  private final Mailbox<Integer> mailbox = new Mailbox<>(2);

  @Test
  void letters_come_out_in_the_order_in_which_they_went_in() {
    mailbox.offer(1);
    mailbox.offerOwed(2);
    assertThat(mailbox.takeNow()).containsExactly(1, 2);
    assertThat(mailbox.takeNow()).isEmpty();
  }

  @Test
  void at_the_bound_an_unasked_letter_is_refused_and_an_owed_one_is_not() {
    mailbox.offer(1);
    mailbox.offer(2);
    assertThat(mailbox.offer(3)).isEqualTo(Offer.FULL);
    assertThat(mailbox.offerOwed(4)).isEqualTo(Offer.ACCEPTED);
    assertThat(mailbox.takeNow()).containsExactly(1, 2, 4);
    assertThat(mailbox.offer(5)).isEqualTo(Offer.ACCEPTED);
  }

  @Test
  void a_closed_mailbox_takes_nothing_and_hands_out_what_it_has() throws InterruptedException {
    mailbox.offer(1);
    mailbox.close();
    mailbox.close();
    assertThat(mailbox.offer(2)).isEqualTo(Offer.CLOSED);
    assertThat(mailbox.offerOwed(2)).isEqualTo(Offer.CLOSED);
    assertThat(mailbox.take()).containsExactly(1);
    assertThat(mailbox.take()).isEmpty();
  }

  @Test
  void whoever_waits_for_room_is_called_once_when_there_is_some() {
    AtomicInteger calls = new AtomicInteger();
    mailbox.whenRoom(calls::incrementAndGet);
    assertThat(calls).hasValue(1);
    mailbox.offer(1);
    mailbox.offer(2);
    mailbox.whenRoom(calls::incrementAndGet);
    assertThat(calls).hasValue(1);
    mailbox.takeNow();
    mailbox.takeNow();
    assertThat(calls).hasValue(2);
  }

  @Test
  void whoever_waits_for_room_is_called_when_the_mailbox_closes() {
    AtomicInteger calls = new AtomicInteger();
    mailbox.offer(1);
    mailbox.offer(2);
    mailbox.whenRoom(calls::incrementAndGet);
    mailbox.close();
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_mailbox_without_room_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mailbox<String>(0))
        .withMessage("capacity is 0, expected 1 or more");
  }

  /** Sum of accepted = taken, in the order of each sender, whatever the threads do. */
  @Test
  void many_senders_lose_nothing_and_keep_their_order() throws InterruptedException {
    int senders = 4;
    int each = 50_000;
    Mailbox<long[]> box = new Mailbox<>(64);
    AtomicLong refused = new AtomicLong();
    CountDownLatch sent = new CountDownLatch(senders);
    for (int s = 0; s < senders; s++) {
      int sender = s;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  while (box.offer(new long[] {sender, i}) == Offer.FULL) {
                    refused.incrementAndGet();
                    CountDownLatch room = new CountDownLatch(1);
                    box.whenRoom(room::countDown);
                    awaitQuietly(room);
                  }
                }
                sent.countDown();
                if (sent.getCount() == 0) {
                  box.close();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    List<Long> next = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
    for (List<long[]> batch = box.take(); !batch.isEmpty(); batch = box.take()) {
      assertThat(batch).hasSizeLessThanOrEqualTo(64);
      for (long[] letter : batch) {
        int sender = (int) letter[0];
        assertThat(letter[1]).isEqualTo(next.get(sender));
        next.set(sender, letter[1] + 1);
      }
    }
    assertThat(next).containsOnly((long) each);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
