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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRules;

/**
 * Decides as the rules do, and keeps the HTTP version of every request that it is asked
 * about.
 */
final class SeenVersions implements UpgradePolicy {

	private final UpgradeRules rules;

	private final BlockingQueue<String> versions = new LinkedBlockingQueue<>();

	SeenVersions(UpgradeRules rules) {
		this.rules = rules;
	}

	@Override
	public UpgradeDecision decide(UpgradeContext context) {
		this.versions.add(String.valueOf(context.httpVersion()));
		return this.rules.decide(context);
	}

	/**
	 * Return the versions since the last call.
	 * @return {@code null} for a version that the server did not tell; empty if no
	 * request came as far as the starter
	 */
	List<String> drain() {
		List<String> drained = new ArrayList<>();
		this.versions.drainTo(drained);
		return drained;
	}

}
