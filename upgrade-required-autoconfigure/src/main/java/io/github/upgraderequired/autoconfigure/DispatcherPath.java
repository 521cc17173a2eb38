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

package io.github.upgraderequired.autoconfigure;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The path of the dispatcher servlet, as Spring Boot reads it, whose own class has moved.
 */
final class DispatcherPath {

	private DispatcherPath() {
	}

	/**
	 * Return the path below the context path.
	 * @param environment the properties of the application
	 * @return the path without an ending slash; empty for the root
	 */
	static String in(Environment environment) {
		String path = environment.getProperty("spring.mvc.servlet.path", "");
		int wildcard = path.indexOf('*');
		return StringUtils.trimTrailingCharacter((wildcard >= 0) ? path.substring(0, wildcard) : path, '/');
	}

}
