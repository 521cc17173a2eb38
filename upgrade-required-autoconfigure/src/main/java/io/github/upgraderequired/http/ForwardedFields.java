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

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;

/**
 * The fields in which a proxy tells how its client came.
 * <p>
 * Those of TLS (RFC 7239, and what came before it) are never read here to find out
 * whether a request is secure: that is up to the server, or to a filter before ours.
 * Where such a field did decide, what is known of the connection tells nothing about the
 * client's. For the HTTP version there is no such field that servers know, so that one is
 * read here.
 */
public final class ForwardedFields {

	/** What Spring reads the scheme in. */
	private static final List<String> SCHEME_NAMES = List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Ssl");

	private static final URI CLEAR_TEXT = URI.create("http://localhost/");

	/**
	 * All that one of the servers or Spring may go by: {@code X-Forwarded-Ssl} is
	 * Spring's alone, the last three are Jetty's, of which {@code Proxy-auth-cert} even
	 * sets the cipher suite.
	 */
	private static final List<String> NAMES = List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Ssl",
			"X-Proxied-Https", "Proxy-Ssl-Id", "Proxy-auth-cert");

	private static final String X_FORWARDED = "X-Forwarded-";

	private final List<String> names;

	private final boolean readByServer;

	private final boolean readByFramework;

	private final @Nullable String httpVersionField;

	/**
	 * Create a description of the fields.
	 * @param readByServer whether the server goes by them. It leaves them in place, where
	 * a filter of the application takes those away that it goes by
	 * @param further names of further fields
	 */
	public ForwardedFields(boolean readByServer, String... further) {
		this(readByServer, false, Stream.concat(NAMES.stream(), Stream.of(further)).toList(), null);
	}

	private ForwardedFields(boolean readByServer, boolean readByFramework, List<String> names,
			@Nullable String httpVersionField) {
		this.readByServer = readByServer;
		this.readByFramework = readByFramework;
		this.names = names;
		this.httpVersionField = httpVersionField;
	}

	/**
	 * Return a copy with the field in which the proxy tells the HTTP version of its
	 * client.
	 * @param name the name of the field
	 * @return the copy
	 */
	public ForwardedFields withHttpVersionField(String name) {
		return new ForwardedFields(this.readByServer, this.readByFramework, this.names, name);
	}

	/**
	 * Return a copy for an application in which Spring goes by the fields, before every
	 * filter.
	 * @return the copy
	 */
	public ForwardedFields readByFramework() {
		return new ForwardedFields(this.readByServer, true, this.names, this.httpVersionField);
	}

	/**
	 * Return whether the fields say, to Spring, that the client came over https. Its
	 * filter itself begins with the URL of the request, whose scheme may be the client's.
	 * @param sent the fields of the request as it was sent
	 * @return whether they make {@code https} or {@code wss} of a request in clear text
	 */
	public static boolean sayHttps(Function<String, @Nullable String> sent) {
		HttpHeaders fields = new HttpHeaders();
		for (String name : SCHEME_NAMES) {
			String value = sent.apply(name);
			if (value != null) {
				fields.set(name, value);
			}
		}
		try {
			String scheme = ForwardedHeaderUtils.adaptFromForwardedHeaders(CLEAR_TEXT, fields).build().getScheme();
			return "https".equals(scheme) || "wss".equals(scheme);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return whether one of the fields may have decided if the request is secure.
	 * @param sent the fields of the request as it was sent
	 * @param seen the fields of the request as filters before ours have left it
	 * @return {@code true} if the server goes by one that was sent, or if one that was
	 * sent is no longer there
	 */
	public boolean mayHaveDecided(Function<String, @Nullable String> sent, Function<String, @Nullable String> seen) {
		for (String name : this.names) {
			if (sent.apply(name) != null && (this.readByServer || seen.apply(name) == null)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a field shows that a proxy passed the request on (RFC 9110, section
	 * 7.6.3; RFC 7239, section 4; and what came before it).
	 * @param name the name of a field of the request as it was sent
	 * @return whether proxies add it
	 */
	public static boolean isOfProxy(String name) {
		return name.equalsIgnoreCase("Via") || name.equalsIgnoreCase("Forwarded")
				|| name.regionMatches(true, 0, X_FORWARDED, 0, X_FORWARDED.length());
	}

	/**
	 * Return whether the server goes by the fields.
	 * @return whether it does, as far as the application has told it to
	 */
	public boolean isReadByServer() {
		return this.readByServer;
	}

	/**
	 * Return whether Spring goes by the fields, before every filter.
	 * @return whether it does, and does not only remove them
	 */
	public boolean isReadByFramework() {
		return this.readByFramework;
	}

	/**
	 * Return whether the proxy tells the HTTP version of its client.
	 * @param seen the lines of a field of the request
	 * @return whether there is a field for it, with one version in it
	 */
	public boolean tellHttpVersion(Function<String, List<String>> seen) {
		return this.httpVersionField != null && !seen.apply(this.httpVersionField).isEmpty()
				&& httpVersion(seen, null) != null;
	}

	/**
	 * Return the HTTP version that the client speaks to the first hop.
	 * @param seen the lines of a field of the request
	 * @param connection the version of the connection that the request came over, or
	 * {@code null} if that is not known
	 * @return what the proxy says, and {@code null} if that is no version or more than
	 * one; the version of the connection if the proxy says nothing
	 */
	public @Nullable HttpVersion httpVersion(Function<String, List<String>> seen, @Nullable HttpVersion connection) {
		List<String> lines = (this.httpVersionField != null) ? seen.apply(this.httpVersionField) : List.of();
		if (lines.isEmpty()) {
			return connection;
		}
		return (lines.size() == 1) ? HttpVersion.parseForwarded(lines.get(0)) : null;
	}

}
