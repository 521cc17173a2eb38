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

package io.github.upgraderequired.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on a real server. It holds the requests that it gets, so that filters
 * can be asked about them again and again.
 *
 * @param <R> the type of a request
 */
final class HoldingServer<R> implements AutoCloseable {

	static final String PLAIN = "/api/orders/4711";

	static final String LONG = PLAIN + "/a-rather-long-segment".repeat(20);

	static final String ESCAPED = "/api/orders/caf%C3%A9%20au%20lait;v=1/4711";

	static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final ConfigurableApplicationContext context;

	private final BlockingQueue<R> held;

	private final List<Socket> connections = new ArrayList<>();

	private HoldingServer(ConfigurableApplicationContext context, BlockingQueue<R> held) {
		this.context = context;
		this.held = held;
	}

	/**
	 * Start an application that holds requests in a bean of that type.
	 */
	@SuppressWarnings("unchecked")
	static <R> HoldingServer<R> start(WebApplicationType type, Class<?> application, Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("server.port", 0);
		all.put("server.address", "127.0.0.1");
		all.put("logging.level.root", "error");
		all.put("spring.main.banner-mode", "off");
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application).web(type)
			.properties(all)
			.run();
		return new HoldingServer<>(context, context.getBean("held", LinkedBlockingQueue.class));
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	/**
	 * Send a request and return what the server makes of it.
	 */
	R request(String path, String... fields) throws IOException, InterruptedException {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		StringBuilder request = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
		request.append("Host: 127.0.0.1:").append(port).append("\r\nUser-Agent: benchmark/1.0\r\n");
		for (String field : fields) {
			request.append(field).append("\r\n");
		}
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.connections.add(socket);
		OutputStream output = socket.getOutputStream();
		output.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
		output.flush();
		R taken = this.held.poll(10, TimeUnit.SECONDS);
		if (taken == null) {
			throw new IllegalStateException("No request is held for " + path);
		}
		return taken;
	}

	@Override
	public void close() throws IOException {
		for (Socket connection : this.connections) {
			connection.close();
		}
		this.context.close();
	}

}
