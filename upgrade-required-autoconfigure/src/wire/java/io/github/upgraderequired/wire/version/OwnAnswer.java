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

package io.github.upgraderequired.wire.version;

import java.util.Set;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.HttpWay;
import io.github.upgraderequired.wire.ServerKind;
import org.jspecify.annotations.Nullable;

/**
 * What servers do by themselves, before any filter, whatever the rule is. Everything else
 * follows from rule and version.
 */
enum OwnAnswer {

	JETTY_KNOWS_NO_0_9(HttpWay.HTTP_0_9, 505, "jetty", "reactive-jetty", "jetty-12-0",
			"reactive-jetty-12-0"),
	/** To Netty a request line without a version is malformed. */
	NETTY_KNOWS_NO_0_9(HttpWay.HTTP_0_9, 400, "reactor-netty", "reactor-netty-1-2"),
	/** Nor is there one to Undertow. */
	UNDERTOW_KNOWS_NO_0_9(HttpWay.HTTP_0_9, 400, "undertow"),
	/** There is no HTTP/3 in Tomcat, so that nothing listens. */
	TOMCAT_HAS_NO_HTTP_3(HttpWay.HTTP_3, null, "tomcat", "reactive-tomcat");

	private final HttpWay way;

	private final @Nullable Integer status;

	private final Set<String> servers;

	OwnAnswer(HttpWay way, @Nullable Integer status, String... servers) {
		this.way = way;
		this.status = status;
		this.servers = Set.of(servers);
	}

	/**
	 * Return what a server answers by itself, or {@code null} if it leaves the answer to
	 * the application.
	 */
	static @Nullable OwnAnswer of(ServerKind server, HttpWay way) {
		return Stream.of(values())
			.filter((answer) -> answer.way == way && answer.servers.contains(server.id()))
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
