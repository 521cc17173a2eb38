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

package io.github.upgraderequired.reactive;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import reactor.netty.NettyPipeline;

/**
 * Puts the {@code upgrade} connection option back into refusals (RFC 9110, section 7.8).
 * Reactor Netty replaces it by {@code close} where the connection will not persist. It
 * stays in the pipeline of a connection from its first refusal on.
 */
final class UpgradeOptionHandler extends ChannelOutboundHandlerAdapter {

	private boolean refusing;

	/**
	 * Announce that the next response of a connection is a refusal.
	 * @param channel the connection, in its event loop
	 */
	static void announce(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		UpgradeOptionHandler handler = pipeline.get(UpgradeOptionHandler.class);
		// Absent below a stream of HTTP/2, where there is no such option
		if (handler == null && pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
			handler = new UpgradeOptionHandler();
			pipeline.addBefore(NettyPipeline.HttpTrafficHandler, UpgradeOptionHandler.class.getName(), handler);
		}
		if (handler != null) {
			handler.refusing = true;
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (this.refusing && message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			this.refusing = false;
			// What comes in its place where it could not be written has neither
			if (response.headers().contains(HttpHeaderNames.UPGRADE)
					&& !response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
				response.headers().add(HttpHeaderNames.CONNECTION, "Upgrade");
			}
		}
		super.write(context, message, promise);
	}

}
