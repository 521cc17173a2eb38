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

package io.github.upgraderequired.sample.gateway;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On WebFlux, where WebSocket passes through.
 */
class GatewaySampleTests extends AbstractGatewayTests {

	@Test
	void webSocketPassesThroughAndAPlainRequestDoesNot() throws Exception {
		HttpResponse<String> refused = fleet().get("/ws/orders");
		assertThat(refused.statusCode()).isEqualTo(426);
		assertThat(refused.headers().firstValue("Upgrade")).hasValue("websocket");
		CompletableFuture<String> answer = new CompletableFuture<>();
		WebSocket socket = fleet().client()
			.newWebSocketBuilder()
			.buildAsync(URI.create(fleet().uri("/ws/orders").toString().replace("http:", "ws:")),
					new FirstMessage(answer))
			.get(20, TimeUnit.SECONDS);
		socket.sendText("hello", true);
		assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
		socket.abort();
	}

	private record FirstMessage(CompletableFuture<String> message) implements WebSocket.Listener {

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.message.complete(data.toString());
			return CompletableFuture.completedStage(null);
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.message.completeExceptionally(error);
		}

	}

}
