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

package io.github.upgraderequired.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import jakarta.servlet.Filter;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * The servlet application behind the wire cases. Its rules stand in
 * application-wire.properties.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
public class WireApplication implements WebSocketConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	WireApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	/** On every response of a handler, so that a test sees whether one was reached. */
	public static final String REACHED = "X-Reached";

	/** On every response to a request that passed for a protocol: which one it is. */
	static final String NEGOTIATED = "X-Negotiated";

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new EchoHandler(), "/ws/echo")
			.setHandshakeHandler(new DefaultHandshakeHandler(this.upgradeStrategy));
	}

	@Bean
	EchoEndpoint echoEndpoint() {
		return new EchoEndpoint();
	}

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		return new ServerEndpointExporter();
	}

	/** What the starter tells whoever comes after it. */
	@Bean
	FilterRegistrationBean<Filter> negotiatedFilter() {
		return new FilterRegistrationBean<>((request, response, chain) -> {
			Object protocol = request.getAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE);
			if (protocol != null) {
				((HttpServletResponse) response).setHeader(NEGOTIATED, protocol.toString());
			}
			chain.doFilter(request, response);
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> guardedServlet() {
		return new ServletRegistrationBean<>(new ReachedServlet(), "/guarded/servlet/*");
	}

	private static final class ReachedServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) {
			response.setHeader(REACHED, "true");
		}

	}

	@RestController
	static class Resources {

		@GetMapping({ "/open", "/reported", "/off", "/feed", "/feed3", "/feed/public", "/account", "/tls12", "/tls13",
				"/http11", "/h2", "/h2-alone", "/reading", "/guarded/handler",
				"/mobile/orders", "/console" })
		String get(HttpServletRequest request, HttpServletResponse response) {
			response.setHeader(REACHED, "true");
			String path = request.getRequestURI();
			return path.substring(path.lastIndexOf('/') + 1);
		}

		@PostMapping({ "/open", "/feed", "/account/form", "/reading" })
		String post(HttpServletResponse response) {
			response.setHeader(REACHED, "true");
			return "posted";
		}

		@RequestMapping("/body")
		String body(@RequestBody String body, HttpMethod method) {
			return method + " " + body;
		}

		/** Any method, since an extended CONNECT is none that a mapping can name. */
		@RequestMapping({ "/mux", "/any-mux", "/tunnel", "/get-tunnel" })
		String negotiated(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol) {
			return protocol.name() + " in version " + protocol.version();
		}

		@GetMapping("/lines")
		void lines(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
			request.upgrade(LineEcho.class);
		}

	}

	public static class EchoHandler extends TextWebSocketHandler {

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
			session.sendMessage(message);
		}

	}

	@ServerEndpoint("/ws/endpoint")
	public static class EchoEndpoint {

		@OnMessage
		public String echo(String message) {
			return message;
		}

	}

	public static class LineEcho implements HttpUpgradeHandler {

		@Override
		public void init(WebConnection connection) {
			try {
				connection.getInputStream().setReadListener(new LineListener(connection));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void destroy() {
		}

	}

	private record LineListener(WebConnection connection, ByteArrayOutputStream line) implements ReadListener {

		private static final int MAX_LINE_LENGTH = 8192;

		private LineListener(WebConnection connection) {
			this(connection, new ByteArrayOutputStream());
		}

		@Override
		public void onDataAvailable() throws IOException {
			while (this.connection.getInputStream().isReady()) {
				int next = this.connection.getInputStream().read();
				if (next < 0 || this.line.size() == MAX_LINE_LENGTH) {
					close();
					return;
				}
				this.line.write(next);
				if (next == '\n') {
					this.line.writeTo(this.connection.getOutputStream());
					this.connection.getOutputStream().flush();
					this.line.reset();
				}
			}
		}

		@Override
		public void onAllDataRead() {
			close();
		}

		@Override
		public void onError(Throwable failure) {
			close();
		}

		private void close() {
			try {
				this.connection.close();
			}
			catch (Exception ex) {
				// The client is gone already
			}
		}

	}

}
