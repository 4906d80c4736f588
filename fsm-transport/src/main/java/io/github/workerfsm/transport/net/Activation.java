package io.github.workerfsm.transport.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells a connection without TLS that its socket is connected. */
final class Activation extends ChannelInboundHandlerAdapter {
  private final ConnectionHandler handler;

  Activation(ConnectionHandler handler) {
    this.handler = handler;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    handler.ready();
    context.pipeline().remove(this);
  }
}
