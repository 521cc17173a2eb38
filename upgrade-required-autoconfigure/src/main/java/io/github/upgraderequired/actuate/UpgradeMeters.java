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

package io.github.upgraderequired.actuate;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the starter.
 */
public enum UpgradeMeters implements MeterDocumentation {

	/**
	 * Counts the requests that did not meet a rule. Always with all keys: what does not
	 * apply is {@code none}.
	 */
	REQUESTS {

		@Override
		public String getName() {
			return "upgrade.required.requests";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.COUNTER;
		}

		@Override
		public KeyName[] getKeyNames() {
			return Key.values();
		}

	};

	/**
	 * The keys of {@link #REQUESTS}.
	 */
	public enum Key implements KeyName {

		/**
		 * Name of the rule, or {@code none} where a policy refused without one.
		 */
		RULE("rule"),

		/**
		 * What became of the request: {@code refused}, {@code redirected},
		 * {@code reported} or {@code announced}.
		 */
		OUTCOME("outcome"),

		/**
		 * For a client {@code too-old}, {@code refused}, {@code missing} or
		 * {@code unreadable}; for an attempt at a protocol {@code malformed} or
		 * {@code not-implemented}; else {@code none}.
		 */
		REASON("reason"),

		/**
		 * What was asked for, as it stands in {@code Upgrade}.
		 */
		PROTOCOL("protocol"),

		/**
		 * Product of the client that a rule of clients found, or {@code none}.
		 */
		CLIENT("client"),

		/**
		 * Its major and minor version, {@code other} beyond the number that is allowed,
		 * or {@code none}.
		 */
		VERSION("version");

		private final String key;

		Key(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
