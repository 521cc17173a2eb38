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

import io.github.upgraderequired.sample.reactive.ReactiveSampleApplication;
import io.github.upgraderequired.sample.servlet.ServletSampleApplication;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/**
 * A running sample, with the configuration that it comes with and what is added to it.
 *
 * @param name the name of the sample
 * @param context the application
 */
record Sample(String name, ConfigurableApplicationContext context) implements AutoCloseable {

	static Sample servlet(String... arguments) {
		return start("servlet", ServletSampleApplication.class, WebApplicationType.SERVLET, arguments);
	}

	static Sample reactive(String... arguments) {
		return start("reactive", ReactiveSampleApplication.class, WebApplicationType.REACTIVE, arguments);
	}

	private static Sample start(String name, Class<?> application, WebApplicationType type, String... arguments) {
		return new Sample(name,
				new SpringApplicationBuilder(application).web(type)
					.run(StringUtils.concatenateStringArrays(arguments,
							new String[] { "--server.port=0", "--server.shutdown=immediate" })));
	}

	Endpoint endpoint() {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new Endpoint(this.name, "clear", port);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
