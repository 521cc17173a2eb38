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

package io.github.upgraderequired.sample.reactive;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Switches the connection to {@code line-echo/1}, for requests that the rule has let pass
 * because they offer it. WebFlux has no API for it; Reactor Netty lets its own response
 * send the 101, and Netty the handlers of a connection be exchanged.
 */
@RestController
class LineEchoController {

	private static final int MAX_LINE_LENGTH = 8192;

	@GetMapping("/lines")
	Mono<Void> lines(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol,
			ServerHttpResponse response) {
		HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
		Mono<Void> switching = server.status(HttpResponseStatus.SWITCHING_PROTOCOLS)
			.header(HttpHeaders.UPGRADE, protocol.toString())
			.header(HttpHeaders.CONNECTION, "Upgrade")
			.chunkedTransfer(false)
			.then();
		Mono<Void> switched = Mono
			.fromRunnable(() -> server.withConnection((connection) -> speakLines(connection.channel().pipeline())));
		// Cancelled when the connection closes
		return switching.then(switched).then(Mono.never());
	}

	// From the end to the beginning: once the codec is gone, bytes arrive
	private static void speakLines(ChannelPipeline pipeline) {
		String codec = pipeline.context(HttpServerCodec.class).name();
		pipeline.addAfter(codec, "echo", new LineEchoHandler());
		pipeline.addAfter(codec, "lines", new LineBasedFrameDecoder(MAX_LINE_LENGTH, false, true));
		pipeline.remove(codec);
	}

}
