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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Minutes that pass when a test says so.
 */
final class PassingMinutes implements Executor {

	private final List<Runnable> tasks = new ArrayList<>();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	void pass() {
		List<Runnable> due = List.copyOf(this.tasks);
		this.tasks.clear();
		due.forEach(Runnable::run);
	}

	int waiting() {
		return this.tasks.size();
	}

}
