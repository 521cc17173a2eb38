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

package io.github.upgraderequired.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The fields in which a proxy tells whether its client came over TLS (RFC 7239, and what
 * came before it). They are never read here to find that out: that is up to the server,
 * or to a filter before ours. Where such a field did decide, what is known of the
 * connection tells nothing about the client's.
 */
public final class ForwardedFields {

	/**
	 * All that one of the servers or Spring may go by: {@code X-Forwarded-Ssl} is
	 * Spring's alone, the last three are Jetty's, of which {@code Proxy-auth-cert} even
	 * sets the cipher suite.
	 */
	private static final List<String> NAMES = List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Ssl",
			"X-Proxied-Https", "Proxy-Ssl-Id", "Proxy-auth-cert");

	private final List<String> names;

	private final boolean readByServer;

	/**
	 * Create a description of the fields.
	 * @param readByServer whether the server goes by them. It leaves them in place, where
	 * a filter of the application takes those away that it goes by
	 * @param further names of further fields
	 */
	public ForwardedFields(boolean readByServer, String... further) {
		this.readByServer = readByServer;
		this.names = Stream.concat(NAMES.stream(), Stream.of(further)).toList();
	}

	/**
	 * Return whether one of the fields may have decided if the request is secure.
	 * @param sent the fields of the request as it was sent
	 * @param seen the fields of the request as filters before ours have left it
	 * @return {@code true} if the server goes by one that was sent, or if one that was
	 * sent is no longer there
	 */
	public boolean mayHaveDecided(Function<String, @Nullable String> sent, Function<String, @Nullable String> seen) {
		return this.names.stream()
			.anyMatch((name) -> sent.apply(name) != null && (this.readByServer || seen.apply(name) == null));
	}

}
