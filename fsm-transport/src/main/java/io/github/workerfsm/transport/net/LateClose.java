package io.github.workerfsm.transport.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/** Lets whoever has failed the handshake of TLS wait, so that guessing is slow. */
final class LateClose extends ChannelOutboundHandlerAdapter {
  private long millis;

  void penalty(long wait) {
    millis = wait;
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (millis == 0) {
      context.close(promise);
      return;
    }
    long wait = millis;
    millis = 0;
    context.executor().schedule(() -> context.close(promise), wait, TimeUnit.MILLISECONDS);
  }
}
