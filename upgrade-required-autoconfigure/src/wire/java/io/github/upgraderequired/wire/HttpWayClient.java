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

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a plain GET in every way over TCP, with the client that people have for it.
 */
public final class HttpWayClient {

	private static final int LIMIT_MILLIS = 20_000;

	private static final Pattern NGHTTP_FIELD = Pattern
		.compile("(?m)^\\[ *[0-9.]+] recv \\(stream_id=[0-9]+[^)]*\\) (\\S+): (.*)$");

	private static final Pattern NGHTTP_LOG = Pattern.compile("(?m)(?:\\[ *[0-9.]+] | {10}).*\n");

	private HttpWayClient() {
	}

	public static RawResponse get(HttpWay way, Endpoint endpoint, String path) throws Exception {
		return switch (way) {
			case HTTP_0_9 -> overHttp09(endpoint, path);
			case HTTP_3 -> throw new IllegalArgumentException("None of the clients here speaks " + way);
			default -> withCurl(Objects.requireNonNull(way.curlOption()), endpoint.url(path));
		};
	}

	// RFC 1945, 4.1: a request line without a version, and a body alone in return. It has
	// no status, so that of the problem stands for one.
	private static RawResponse overHttp09(Endpoint endpoint, String path) throws IOException {
		try (Socket socket = endpoint.connect()) {
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.getOutputStream().write(("GET " + path + "\r\n").getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (answer.startsWith("HTTP/")) {
				return parse(answer);
			}
			String status = answer.contains("\"status\":426") ? "426" : "200";
			return new RawResponse("HTTP/0.9 " + status, List.of(), answer.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static RawResponse withCurl(String option, String url) throws IOException, InterruptedException {
		return parse(CommandLine.run("curl", "-sik", "--max-time", "20", option, url));
	}

	// Past the 101, behind which the same connection goes on in HTTP/2
	private static RawResponse parse(String text) {
		int end = text.indexOf("\r\n\r\n");
		List<String> head = text.substring(0, end).lines().toList();
		String rest = text.substring(end + 4);
		RawResponse response = new RawResponse(head.get(0), head.subList(1, head.size()),
				rest.getBytes(StandardCharsets.UTF_8));
		return (response.status() == 101) ? parse(rest) : response;
	}

	/**
	 * Send the same request with nghttp, which rejects a response with fields that HTTP/2
	 * forbids.
	 */
	public static RawResponse getWithNghttp(HttpWay way, Endpoint endpoint, String path) throws Exception {
		String output = CommandLine.run("nghttp", "--verbose", "--timeout=20",
				Objects.requireNonNull(way.nghttpOption()), endpoint.url(path));
		List<String> fields = new ArrayList<>();
		String status = "none";
		Matcher field = NGHTTP_FIELD.matcher(output);
		while (field.find()) {
			if (":status".equals(field.group(1))) {
				status = field.group(2);
			}
			else {
				fields.add(field.group(1) + ": " + field.group(2));
			}
		}
		int end = output.indexOf("; First response header\n");
		String body = (end >= 0) ? NGHTTP_LOG.matcher(output.substring(end + 24)).replaceAll("") : output;
		return new RawResponse("HTTP/2 " + status, fields, body.getBytes(StandardCharsets.UTF_8));
	}

}
