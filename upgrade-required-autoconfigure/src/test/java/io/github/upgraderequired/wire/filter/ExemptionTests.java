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

package io.github.upgraderequired.wire.filter;

import java.util.List;
import java.util.stream.Collectors;

import io.github.upgraderequired.wire.ServerKind;

/**
 * What the rules leave alone on Spring Boot 4.
 */
class ExemptionTests extends AbstractExemptionTests {

	private static final List<String> SERVLET = List.of("tomcat.autoconfigure.actuate.web.server.TomcatServlet",
			"jetty.autoconfigure.actuate.web.server.JettyServlet");

	private static final List<String> REACTIVE = List.of("reactor.netty.autoconfigure.actuate.web.server.NettyReactive",
			"tomcat.autoconfigure.actuate.web.server.TomcatReactive",
			"jetty.autoconfigure.actuate.web.server.JettyReactive");

	// Spring Boot does not expect several servers on the class path
	@Override
	String[] managementProperties(ServerKind kind) {
		String name = kind.id().substring(kind.id().lastIndexOf('-') + 1);
		return (kind.isReactive() ? REACTIVE : SERVLET).stream()
			.filter((server) -> !server.contains(name))
			.map((server) -> "org.springframework.boot." + server + "ManagementContextAutoConfiguration")
			.collect(Collectors.collectingAndThen(Collectors.joining(","),
					(names) -> new String[] { "spring.autoconfigure.exclude=" + names }));
	}

}
