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

package io.github.upgraderequired.response;

import org.jspecify.annotations.Nullable;

/**
 * Which bodies have the same template: those that differ in no more than what is filled
 * in. No client has a say in it, unless a policy asks for protocols that it names.
 */
final class TemplateKey {

	private final Problem problem;

	private final Representation representation;

	private final int hash;

	private TemplateKey(Problem problem, Representation representation) {
		this.problem = problem;
		this.representation = representation;
		this.hash = 31 * (31 * problem.refusal().upgradeField().hashCode() + representation.hashCode())
				+ problem.status();
	}

	static TemplateKey of(Problem problem, Representation representation) {
		return new TemplateKey(problem.blank(), representation);
	}

	Template createTemplate() {
		return new Template(this.representation.render(this.problem));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TemplateKey that && this.representation == that.representation
				&& this.problem.status() == that.problem.status() && this.problem.type().equals(that.problem.type())
				&& this.problem.refusal().upgradeField().equals(that.problem.refusal().upgradeField())
				&& this.problem.occurrence().hasSameMembersAs(that.problem.occurrence());
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
