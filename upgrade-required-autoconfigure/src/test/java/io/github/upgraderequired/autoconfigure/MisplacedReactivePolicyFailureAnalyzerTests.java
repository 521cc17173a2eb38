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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MisplacedReactivePolicyFailureAnalyzer}.
 */
class MisplacedReactivePolicyFailureAnalyzerTests {

	private final MisplacedReactivePolicyFailureAnalyzer analyzer = new MisplacedReactivePolicyFailureAnalyzer();

	@Test
	void anotherFailureIsNotItsBusiness() {
		assertThat(this.analyzer.analyze(new IllegalStateException("something else"))).isNull();
	}

	@Test
	void failureIsFoundBelowThatOfABean() {
		MisplacedReactivePolicyException failure = new MisplacedReactivePolicyException("waiting");
		FailureAnalysis analysis = this.analyzer
			.analyze(new BeanCreationException("misplacedReactivePolicyConfiguration", "failed", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isSameAs(failure);
	}

	@Test
	void analysisNamesTheBeanAndTheRemedies() {
		FailureAnalysis analysis = this.analyzer.analyze(new MisplacedReactivePolicyException("waiting"));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("The bean 'waiting' is a ReactiveUpgradePolicy, but the"
				+ " application is a servlet application, so nothing would ask it.");
		assertThat(analysis.getAction()).isEqualTo("Declare 'waiting' as an UpgradePolicy, which must not block,"
				+ " or make the application a reactive one (spring.main.web-application-type).");
	}

	@Test
	void springBootFindsTheAnalyzer() {
		FailureHandler others = (type, name, failure) -> {
		};
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, others))
			.hasAtLeastOneElementOfType(MisplacedReactivePolicyFailureAnalyzer.class);
	}

}
