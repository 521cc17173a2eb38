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

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether a property is true, as it binds. Anything but a boolean stops the start, where
 * a comparison of texts would switch off silently.
 */
abstract class SwitchCondition extends SpringBootCondition {

	private final String property;

	private final boolean byDefault;

	SwitchCondition(String property, boolean byDefault) {
		this.property = property;
		this.byDefault = byDefault;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean on = Binder.get(context.getEnvironment()).bind(this.property, Boolean.class).orElse(this.byDefault);
		return new ConditionOutcome(on, ConditionMessage.of(this.property + " is " + on));
	}

	/**
	 * Whether {@code upgrade.required.enabled} is true.
	 */
	static final class Enabled extends SwitchCondition {

		Enabled() {
			super("upgrade.required.enabled", true);
		}

	}

	/**
	 * Whether {@code upgrade.required.websocket.discover} is true.
	 */
	static final class Discover extends SwitchCondition {

		Discover() {
			super("upgrade.required.websocket.discover", true);
		}

	}

	/**
	 * Whether {@code upgrade.required.client.enabled} is true.
	 */
	static final class Client extends SwitchCondition {

		Client() {
			super("upgrade.required.client.enabled", false);
		}

	}

}
