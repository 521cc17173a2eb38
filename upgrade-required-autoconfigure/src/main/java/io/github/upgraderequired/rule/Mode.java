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

package io.github.upgraderequired.rule;

/**
 * How far a rule goes, in ascending order. The global mode is a ceiling for that of every
 * rule.
 */
public enum Mode {

	/**
	 * The rule is not looked at.
	 */
	OFF,

	/**
	 * What the rule would refuse is logged and served. Nothing changes on the wire.
	 */
	REPORT,

	/**
	 * The rule refuses.
	 */
	ENFORCE;

	/**
	 * Return the weaker of two modes.
	 * @param other the other mode
	 * @return this mode or the other one, whichever goes less far
	 */
	public Mode weaker(Mode other) {
		return (compareTo(other) <= 0) ? this : other;
	}

}
