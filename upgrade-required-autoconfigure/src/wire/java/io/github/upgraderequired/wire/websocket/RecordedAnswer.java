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

package io.github.upgraderequired.wire.websocket;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;

/**
 * An answer without what changes from one time to the next.
 *
 * @param complete all of it, to be compared
 * @param summary what a reader wants to know
 */
record RecordedAnswer(String complete, String summary) {

	private static final List<String> SUMMARIZED = List.of("Upgrade", "Connection", "Sec-WebSocket-Version",
			"Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Allow");

	private static final Pattern DETAIL = Pattern.compile("\"detail\":(\"(?:[^\"\\\\]|\\\\.)*\")");

	private static final Pattern CHANGING = Pattern
		.compile("\"timestamp\":(\"[^\"]*\"|[0-9]+)|\"requestId\":\"[^\"]*\"|\"entropy\":-?[0-9]+"
				+ "|<div id='created'>[^<]*</div>|<div>\\[[^<]*</div>");

	private static final List<String> CHANGING_FIELDS = List.of("date:", "expires:");

	static RecordedAnswer of(Endpoint endpoint, String request) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request.getBytes(StandardCharsets.ISO_8859_1));
			RawResponse response = connection.readResponse(request.startsWith("HEAD "));
			return (response != null) ? of(response) : none("closed without an answer");
		}
		catch (SocketException ex) {
			return none("closed without an answer");
		}
		catch (SocketTimeoutException ex) {
			return none("no answer");
		}
	}

	private static RecordedAnswer none(String text) {
		return new RecordedAnswer(text, text);
	}

	private static RecordedAnswer of(RawResponse response) {
		String body = CHANGING.matcher(response.text()).replaceAll("");
		// That of HEAD is the length of a body that is not seen
		boolean changing = body.isEmpty() || !body.equals(response.text());
		String fields = response.fields()
			.stream()
			.filter((field) -> !isChanging(field.toLowerCase(Locale.ROOT), changing))
			.map(RecordedAnswer::inOrder)
			.sorted()
			.collect(Collectors.joining("\n"));
		return new RecordedAnswer(response.status() + "\n" + fields + "\n\n" + body, summary(response));
	}

	// Spring collects the methods in a set, whose order is another in every run
	private static String inOrder(String field) {
		if (!field.startsWith("Allow: ")) {
			return field;
		}
		return "Allow: " + Stream.of(field.substring("Allow: ".length()).split(",\\s*"))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static boolean isChanging(String field, boolean changingLength) {
		return CHANGING_FIELDS.stream().anyMatch(field::startsWith)
				|| (changingLength && field.startsWith("content-length:"));
	}

	private static String summary(RawResponse response) {
		StringBuilder summary = new StringBuilder().append(response.status());
		for (String name : SUMMARIZED) {
			String value = response.field(name);
			if (value != null) {
				summary.append(", ").append(inOrder(name + ": " + value));
			}
		}
		Matcher detail = DETAIL.matcher(response.text());
		if (detail.find()) {
			summary.append(" ").append(detail.group(1));
		}
		return summary.toString();
	}

}
