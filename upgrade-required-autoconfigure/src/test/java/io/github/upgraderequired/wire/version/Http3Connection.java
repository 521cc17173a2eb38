/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.upgraderequired.wire.version;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.upgraderequired.wire.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection in HTTP/3 over which every field is the test's own: clients refuse to send
 * what a server does not offer.
 */
final class Http3Connection implements Closeable {

	private static final int SECONDS = 20;

	private static final long WINDOW = 100_000;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final CompletableFuture<Boolean> connectProtocolEnabled = new CompletableFuture<>();

	private final QuicChannel connection;

	Http3Connection(Endpoint endpoint) throws Exception {
		try {
			this.connection = connect(endpoint);
		}
		catch (Exception ex) {
			shutDown();
			throw ex;
		}
		this.connection.closeFuture()
			.addListener((closed) -> this.connectProtocolEnabled.completeExceptionally(new ClosedChannelException()));
	}

	private QuicChannel connect(Endpoint endpoint) throws Exception {
		Channel channel = new Bootstrap().group(this.group)
			.channel(NioDatagramChannel.class)
			.handler(codec())
			.bind(0)
			.sync()
			.channel();
		return QuicChannel.newBootstrap(channel)
			.handler(new Http3ClientConnectionHandler(new SettingsReader(), null, null, null, true))
			.remoteAddress(new InetSocketAddress("127.0.0.1", endpoint.port()))
			.connect()
			.get(SECONDS, TimeUnit.SECONDS);
	}

	private static ChannelHandler codec() {
		return Http3.newQuicClientCodecBuilder()
			.sslContext(QuicSslContextBuilder.forClient()
				.trustManager(InsecureTrustManagerFactory.INSTANCE)
				.applicationProtocols(Http3.supportedApplicationProtocols())
				.build())
			.maxIdleTimeout(SECONDS, TimeUnit.SECONDS)
			.initialMaxData(WINDOW)
			.initialMaxStreamDataBidirectionalLocal(WINDOW)
			.initialMaxStreamDataUnidirectional(WINDOW)
			.initialMaxStreamsUnidirectional(3)
			.build();
	}

	/**
	 * Send a request whose stream stays open, and read the response to its end.
	 * @param fields its fields, pseudo-header fields included, a line each
	 * @return the response
	 */
	Response connect(String fields) throws Exception {
		ResponseReader reader = new ResponseReader();
		QuicStreamChannel stream = Http3.newRequestStream(this.connection, reader).get(SECONDS, TimeUnit.SECONDS);
		// Unchecked
		Http3Headers headers = new DefaultHttp3Headers(false);
		fields.lines().forEach((line) -> {
			int colon = line.indexOf(':', 1);
			headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
		});
		stream.writeAndFlush(new DefaultHttp3HeadersFrame(headers)).sync();
		return reader.response.get(SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Return whether the server offers extended CONNECT.
	 */
	boolean isConnectProtocolEnabled() throws Exception {
		return this.connectProtocolEnabled.get(SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.connection.close();
		shutDown();
	}

	private void shutDown() {
		this.group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	/**
	 * A response.
	 *
	 * @param fields the fields, {@code :status} included
	 * @param body the body, empty if there is none
	 * @param reset whether the server reset the stream in the end
	 */
	record Response(Map<String, String> fields, String body, boolean reset) {

		String status() {
			return this.fields.getOrDefault(":status", "none");
		}

	}

	private final class SettingsReader extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof Http3SettingsFrame frame) {
				Http3Connection.this.connectProtocolEnabled
					.complete(Boolean.TRUE.equals(frame.settings().connectProtocolEnabled()));
			}
			ReferenceCountUtil.release(message);
		}

	}

	private static final class ResponseReader extends ChannelInboundHandlerAdapter {

		private final Map<String, String> fields = new TreeMap<>();

		private final StringBuilder body = new StringBuilder();

		private final CompletableFuture<Response> response = new CompletableFuture<>();

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof Http3HeadersFrame frame) {
				frame.headers()
					.forEach((field) -> this.fields.put(field.getKey().toString(), field.getValue().toString()));
			}
			if (message instanceof Http3DataFrame frame) {
				this.body.append(frame.content().toString(StandardCharsets.UTF_8));
			}
			ReferenceCountUtil.release(message);
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof ChannelInputShutdownEvent) {
				complete(false);
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			if (failure instanceof QuicStreamResetException) {
				complete(true);
			}
			else {
				this.response.completeExceptionally(failure);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.response.completeExceptionally(new ClosedChannelException());
		}

		private void complete(boolean reset) {
			this.response.complete(new Response(this.fields, this.body.toString(), reset));
		}

	}

}
