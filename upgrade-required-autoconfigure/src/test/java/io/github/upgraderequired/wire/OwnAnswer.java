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

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What servers do by themselves, before any filter, whatever the rule is. Everything else
 * follows from rule and version.
 */
enum OwnAnswer {

	JETTY_KNOWS_NO_0_9(HttpWay.HTTP_0_9, EnumSet.of(ServerKind.JETTY, ServerKind.REACTIVE_JETTY), 505),
	/** To Netty a request line without a version is malformed. */
	NETTY_KNOWS_NO_0_9(HttpWay.HTTP_0_9, EnumSet.of(ServerKind.REACTOR_NETTY), 400),
	/** There is no HTTP/3 in Tomcat, so that nothing listens. */
	TOMCAT_HAS_NO_HTTP_3(HttpWay.HTTP_3, EnumSet.of(ServerKind.TOMCAT, ServerKind.REACTIVE_TOMCAT), null);

	private final HttpWay way;

	private final Set<ServerKind> servers;

	private final @Nullable Integer status;

	OwnAnswer(HttpWay way, Set<ServerKind> servers, @Nullable Integer status) {
		this.way = way;
		this.servers = servers;
		this.status = status;
	}

	/**
	 * Return what a server answers by itself, or {@code null} if it leaves the answer to
	 * the application.
	 */
	static @Nullable OwnAnswer of(ServerKind server, HttpWay way) {
		return Stream.of(values())
			.filter((answer) -> answer.way == way && answer.servers.contains(server))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the status code, or {@code null} if there is no such server to answer.
	 */
	@Nullable Integer status() {
		return this.status;
	}

}
