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

package io.github.upgraderequired;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.BeanUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packages and the dependencies between them, which all point down.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.upgraderequired";

	// From the ground up; a room uses those of the floors below it
	private static final List<List<String>> FLOORS = List.of(List.of("http"), List.of("container"), List.of("root"),
			List.of("httpclient"), List.of("rule"), List.of("response"), List.of("servlet", "reactive"),
			List.of("websocket"), List.of("actuate"), List.of("autoconfigure"));

	/** What an application's code may touch. */
	private static final List<String> API = List.of("Client", "ClientIdentifier", "ClientVersions", "PathReadings",
			"UpgradeContext", "UpgradeContextBuilder", "UpgradeDecision", "UpgradePolicy", "UpgradeProtocol",
			"UpgradeRedirect", "UpgradeRefusal", "UpgradeRefusalRenderer", "UpgradeRequiredException", "UpgradeRules",
			"http.HttpVersion", "http.TlsVersion", "httpclient.UpgradeAdvice",
			"httpclient.UpgradeRequiredClientCustomizer", "httpclient.UpgradeRequiredClientException",
			"httpclient.UpgradeRequiredWebClientCustomizer", "httpclient.UpgradeRequiredWebClientException",
			"reactive.ReactiveUpgradePolicy");

	private static final String REST = "Not for applications.";

	@ArchTest
	void everyRoomUsesOnlyTheRoomsBelow(JavaClasses classes) {
		LayeredArchitecture house = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.ensureAllClassesAreContainedInArchitecture();
		List<String> below = new ArrayList<>();
		for (List<String> floor : FLOORS) {
			for (String room : floor) {
				house = build(house, room, below.toArray(String[]::new));
			}
			below.addAll(floor);
		}
		house.check(classes);
	}

	@ArchTest
	void headerGrammarKnowsNothingOfOurs(JavaClasses classes) {
		DescribedPredicate<JavaClass> ours = JavaClass.Predicates.resideInAPackage(ROOT + "..")
			.and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".http..")));
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT + ".http..")
			.should()
			.dependOnClassesThat(ours)
			.because("the grammar of HTTP is the same in every application")
			.check(classes);
	}

	@ArchTest
	void coreKnowsNeitherServletNorReactorNorSpringBoot(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ROOT, ROOT + ".http..", ROOT + ".rule..")
			.should()
			.dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("jakarta.servlet..", "reactor..",
					"org.springframework.boot.."))
			.because("one decision serves every stack")
			.check(classes);
	}

	@ArchTest
	void conditionsKnowNoDecision(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.that()
			.areAssignableTo(ProtocolCheck.class)
			.or()
			.areAssignableTo(Condition.class)
			.or()
			.areAssignableTo(Outcome.class)
			.or()
			.areAssignableTo(WebSocketAttempt.class)
			.or()
			.areAssignableTo(MissedOffer.class)
			.should()
			.dependOnClassesThat(JavaClass.Predicates.assignableTo(UpgradeDecision.class))
			.because("decisions are made of outcomes in one place")
			.check(classes);
	}

	// So there is no class, method or resource for which a hint could be missing
	@ArchTest
	void nothingIsLookedUpByNameButByTheConditionsOfTheWiring(JavaClasses classes) {
		Set<String> lookups = Set.of("forName", "newInstance", "getResource", "getResourceAsStream");
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(ClassUtils.class, ReflectionUtils.class,
					BeanUtils.class, ClassLoader.class, ServiceLoader.class, SpringFactoriesLoader.class,
					Resource.class, ClassPathResource.class, ResourceLoader.class, MethodHandles.class, Method.class,
					Field.class, Constructor.class, Proxy.class))
			.orShould()
			.callMethodWhere(DescribedPredicate.describe("a look-up of Class",
					(call) -> call.getTargetOwner().isEquivalentTo(Class.class) && lookups.contains(call.getName())))
			.because("a native image sees only what the conditions of the wiring name, and what a hint adds")
			.check(classes);
	}

	// Their own documentation, or that of their room
	@ArchTest
	void publicTypesAreForApplicationsOrSayThatTheyAreNot(JavaClasses classes) throws IOException {
		List<String> forApplications = new ArrayList<>();
		for (JavaClass type : classes) {
			String name = type.getName().substring(ROOT.length() + 1);
			boolean isPublic = type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
			if (isPublic && API.contains(name)) {
				forApplications.add(name);
				assertThat(documentation(type.getName())).as(name).contains("@since ");
			}
			else if (isPublic) {
				assertThat(documentation(type.getName()) + documentation(type.getPackageName() + ".package-info"))
					.as(name)
					.contains(REST);
			}
		}
		assertThat(forApplications).containsExactlyInAnyOrderElementsOf(API);
	}

	private static String documentation(String type) throws IOException {
		String source = Files.readString(Path.of("src/main/java", type.replace('.', '/') + ".java"));
		return source.substring(source.indexOf("/**"), source.indexOf("*/", source.indexOf("/**")))
			.replaceAll("\\s+\\*?\\s*", " ");
	}

	@ArchTest
	void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(classes.stream().map(JavaClass::getPackage).distinct())
			.allMatch((room) -> room.isAnnotatedWith(NullMarked.class))
			.extracting(JavaPackage::getName)
			.contains(ROOT, ROOT + ".http");
	}

	private static LayeredArchitecture build(LayeredArchitecture house, String room, String... below) {
		LayeredArchitecture larger = house.layer(room).definedBy(room.equals("root") ? ROOT : ROOT + "." + room + "..");
		return (below.length > 0) ? larger.whereLayer(room).mayOnlyAccessLayers(below)
				: larger.whereLayer(room).mayNotAccessAnyLayer();
	}

}
