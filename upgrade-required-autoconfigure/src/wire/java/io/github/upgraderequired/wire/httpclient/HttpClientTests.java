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

package io.github.upgraderequired.wire.httpclient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.upgraderequired.autoconfigure.UpgradeRequiredClientAutoConfiguration;
import io.github.upgraderequired.httpclient.UpgradeAdvice;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientCustomizer;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientCustomizer;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientException;
import io.github.upgraderequired.wire.httpclient.ScriptedServer.Answer;
import io.github.upgraderequired.wire.httpclient.ScriptedServer.Received;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResponseErrorHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's HTTP clients in an application that is no web application, against servers
 * that say 426 in every way.
 */
@ExtendWith(OutputCaptureExtension.class)
class HttpClientTests {

	private static final String PROBLEM = """
			{"type":"about:blank","title":"Upgrade Required","status":426,"detail":"acme-ios 3.1 is too old.",\
			"protocols":["acme-ios/3.2"],"minimum":"3.2","latest":"3.10","update":"https://apps.example/acme"}""";

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	static Stream<ClientKind> blocking() {
		return Arrays.stream(ClientKind.values()).filter((kind) -> !kind.isReactive());
	}

	static Stream<ClientKind> reactive() {
		return Arrays.stream(ClientKind.values()).filter(ClientKind::isReactive);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("R1: what the server advises comes with the exception, and Spring's exception is its type")
	void refusalIsAnExceptionWithAdvice(ClientKind kind) {
		ScriptedServer server = clear((request) -> Answer.refusal(PROBLEM, new String[] { "Upgrade", "acme-ios/3.2" },
				new String[] { "Connection", "Upgrade" }, new String[] { "Content-Type", "application/problem+json" }));
		Throwable ex = failure(() -> kind.exchange(start(), "GET", url(server, "/orders"), null));
		UpgradeAdvice advice = kind.advice(ex);
		assertThat(advice).hasToString("acme-ios/3.2");
		assertThat(advice.minimum()).isEqualTo("3.2");
		assertThat(advice.latest()).isEqualTo("3.10");
		assertThat(advice.update()).isEqualTo(URI.create("https://apps.example/acme"));
		assertThat(ex).hasMessageStartingWith("426 ").hasMessageEndingWith(" (Upgrade: acme-ios/3.2)");
		assertThat(body(ex)).isEqualTo(PROBLEM);
		assertThat(bodyAsMap(ex).get("minimum")).isEqualTo("3.2");
		assertThat(server.received()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void refusalForTlsIsFollowedOnce(ClientKind kind, CapturedOutput output) {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS/1.2, HTTP/1.1"));
		ScriptedServer tls = tls((request) -> Answer.ok("secure"));
		ConfigurableApplicationContext context = following(clear, tls);
		for (int i = 0; i < 2; i++) {
			assertThat(kind.exchange(context, "GET", url(clear, "/a%2Fb?c=%20d"), null, "Authorization", "Bearer x"))
				.isEqualTo("secure");
		}
		assertThat(clear.received()).hasSize(2);
		assertThat(tls.received()).hasSize(2).allSatisfy((request) -> {
			assertThat(request.target()).isEqualTo("/a%2Fb?c=%20d");
			assertThat(request.headers().get("Authorization")).containsExactly("Bearer x");
			assertThat(request.headers().get("Host")).containsExactly("localhost:" + tls.port());
		});
		assertThat(output).containsOnlyOnce("A request to http://localhost:" + clear.port()
				+ " was refused with 426, since TLS is required, and is sent again to https://localhost:" + tls.port());
	}

	@ParameterizedTest
	@EnumSource
	void whereAProxyHasTakenUpgradeTheBodySaysSo(ClientKind kind) {
		ScriptedServer clear = clear((request) -> Answer.problem("{\"protocols\":[\"TLS\"]}"));
		ScriptedServer tls = tls((request) -> Answer.ok("secure"));
		assertThat(kind.exchange(following(clear, tls), "GET", url(clear, "/"), null)).isEqualTo("secure");
	}

	@ParameterizedTest
	@MethodSource("blocking")
	void bodyIsSentAgain(ClientKind kind) {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS"));
		ScriptedServer tls = tls((request) -> Answer.ok("stored " + request.body()));
		assertThat(kind.exchange(following(clear, tls), "PUT", url(clear, "/"), "content")).isEqualTo("stored content");
		assertThat(clear.received()).extracting(Received::body).containsExactly("content");
	}

	@ParameterizedTest
	@MethodSource("reactive")
	void webClientSendsAgainOnlyWhatHasNoBody(ClientKind kind) {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS"));
		ScriptedServer tls = tls((request) -> Answer.ok("stored"));
		ConfigurableApplicationContext context = following(clear, tls);
		assertThat(kind.advice(failure(() -> kind.exchange(context, "PUT", url(clear, "/"), "content"))))
			.hasToString("TLS");
		assertThat(kind.exchange(context, "DELETE", url(clear, "/"), null)).isEqualTo("stored");
	}

	@ParameterizedTest
	@EnumSource
	void methodsThatAreNotIdempotentAreSentAgainOnlyIfTheApplicationSaysSo(ClientKind kind) {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS"));
		ScriptedServer tls = tls((request) -> Answer.ok("created"));
		assertThat(kind.advice(failure(() -> kind.exchange(following(clear, tls), "POST", url(clear, "/"), null))))
			.hasToString("TLS");
		assertThat(tls.received()).isEmpty();
		assertThat(kind.exchange(following(clear, tls, "upgrade.required.client.follow-unsafe-methods=true"), "POST",
				url(clear, "/"), null))
			.isEqualTo("created");
	}

	@ParameterizedTest
	@EnumSource
	void whatElseIsWantedIsTheError(ClientKind kind) {
		for (Answer answer : List.of(Answer.refusal("HTTP/2"), Answer.refusal("websocket"), Answer.refusal("acme/3"),
				Answer.refusal("https"), Answer.problem(PROBLEM), Answer.refusal("x".repeat(7_000)),
				Answer.refusal(""))) {
			ScriptedServer clear = clear((request) -> answer);
			ScriptedServer tls = tls((request) -> Answer.ok("secure"));
			Throwable ex = failure(() -> kind.exchange(following(clear, tls), "GET", url(clear, "/"), null));
			kind.advice(ex);
			assertThat(body(ex)).isEqualTo(answer.body());
			assertThat(tls.received()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void loopsOtherHostsAndDowngradesAreNotFollowed(ClientKind kind) {
		ScriptedServer evil = clear((request) -> Answer.ok("evil"));
		Function<Received, Answer> script = (request) -> Answer.refusal(
				"{\"protocols\":[\"TLS\"],\"https\":\"https://127.0.0.1:" + evil.port() + "/\",\"link\":\"" + url(evil, "/")
						+ "\"}",
				new String[] { "Upgrade", "TLS/1.3, HTTP/1.1" }, new String[] { "Connection", "Upgrade" },
				new String[] { "Location", url(evil, "/") }, new String[] { "Content-Type", "application/problem+json" });
		ScriptedServer clear = clear(script);
		ScriptedServer tls = tls(script);
		ConfigurableApplicationContext context = following(clear, tls);
		kind.advice(failure(() -> kind.exchange(context, "GET", url(clear, "/"), null)));
		assertThat(clear.received()).hasSize(1);
		assertThat(tls.received()).hasSize(1);
		kind.advice(failure(
				() -> kind.exchange(context, "GET", "https://localhost:" + tls.port() + "/", null)));
		kind.advice(failure(
				() -> kind.exchange(context, "GET", "http://127.0.0.1:" + clear.port() + "/", null)));
		assertThat(clear.received()).hasSize(2);
		assertThat(tls.received()).hasSize(2);
		assertThat(evil.received()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void fieldThatIsABombIsReadToItsEnd(ClientKind kind) {
		ScriptedServer clear = clear((request) -> Answer.refusal("a/1,,".repeat(1000) + "TLS"));
		ScriptedServer tls = tls((request) -> Answer.ok("secure"));
		assertThat(kind.exchange(following(clear, tls), "GET", url(clear, "/"), null)).isEqualTo("secure");
	}

	@ParameterizedTest
	@EnumSource
	void productIsTheUserAgentOfRequestsThatHaveNone(ClientKind kind) {
		ScriptedServer server = clear((request) -> Answer.ok(String.join(" and ", request.headers().getOrDefault("User-Agent", List.of("none")))));
		ConfigurableApplicationContext named = start("spring.application.name=Acme Web");
		assertThat(kind.exchange(named, "GET", url(server, "/"), null)).isEqualTo("Acme-Web");
		assertThat(kind.exchange(named, "GET", url(server, "/"), null, "User-Agent", "own/1")).isEqualTo("own/1");
		assertThat(kind.exchange(start("upgrade.required.client.product=acme web/3.2 (beta)"), "GET", url(server, "/"),
				null))
			.isEqualTo("acme-web/3.2--beta-");
		assertThat(kind.exchange(start(), "GET", url(server, "/"), null)).doesNotContain("acme", "null");
	}

	@ParameterizedTest
	@EnumSource
	void withoutThePropertyNothingIsDone(ClientKind kind) {
		ScriptedServer server = clear((request) -> Answer.refusal("TLS"));
		ConfigurableApplicationContext context = start("upgrade.required.client.enabled=false",
				"upgrade.required.client.hosts=localhost", "upgrade.required.client.product=acme/1");
		assertThat(failure(() -> kind.exchange(context, "GET", url(server, "/"), null)))
			.isNotInstanceOf(UpgradeRequiredClientException.class)
			.isNotInstanceOf(UpgradeRequiredWebClientException.class)
			.hasMessageStartingWith("426 ");
		assertThat(server.received().get(0).headers().getFirst("User-Agent")).isNotEqualTo("acme/1");
	}

	@Test
	void buildersOfSpringBootAreCustomized() {
		ScriptedServer server = clear((request) -> Answer.refusal("websocket"));
		ConfigurableApplicationContext context = start(WholeApplication.class,
				List.of("--upgrade.required.client.enabled=true"));
		for (ClientKind kind : List.of(ClientKind.REST_CLIENT_JDK, ClientKind.WEB_CLIENT_JDK)) {
			assertThat(kind.advice(failure(() -> kind.exchange(context, "GET", url(server, "/"), null))))
				.hasToString("websocket");
		}
	}

	@Test
	void clientsThatAreCustomizedTwiceSendAgainOnce() {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS"));
		ScriptedServer tls = tls((request) -> Answer.refusal("TLS"));
		ConfigurableApplicationContext context = following(clear, tls, "upgrade.required.client.product=acme/1");
		UpgradeRequiredClientCustomizer customizer = context.getBean(UpgradeRequiredClientCustomizer.class);
		RestClient.Builder builder = context.getBean(RestClient.Builder.class)
			.clone()
			.requestFactory(ClientKind.REST_CLIENT_JDK.factory());
		customizer.customize(builder);
		RestTemplate template = context.getBean("template", RestTemplate.class);
		template.setRequestFactory(ClientKind.REST_CLIENT_JDK.factory());
		customizer.customize(template);
		RestClient.Builder ofTemplate = RestClient.builder(template);
		customizer.customize(ofTemplate);
		WebClient.Builder reactive = context.getBean(WebClient.Builder.class).clone();
		context.getBean(UpgradeRequiredWebClientCustomizer.class).customize(reactive);
		String url = url(clear, "/");
		List<ThrowableAssert.ThrowingCallable> requests = List.of(
				() -> builder.build().get().uri(url).retrieve().toBodilessEntity(),
				() -> template.getForObject(url, String.class),
				() -> ofTemplate.build().get().uri(url).retrieve().toBodilessEntity(),
				() -> ClientKind.WEB_CLIENT_JDK.connect(reactive).get().uri(url).retrieve().toBodilessEntity().block());
		for (int i = 0; i < requests.size(); i++) {
			assertThat(failure(requests.get(i))).hasMessageEndingWith(" (Upgrade: TLS)");
			assertThat(clear.received()).hasSize(i + 1);
			assertThat(tls.received()).hasSize(i + 1);
			assertThat(tls.received().get(i).headers().get("User-Agent")).containsExactly("acme/1");
		}
	}

	@Test
	void nothingIsBufferedWithoutHosts() {
		ConfigurableApplicationContext context = start();
		assertThat(context.getBean("template", RestTemplate.class).getInterceptors()).isEmpty();
		context.getBean(RestClient.Builder.class)
			.requestInterceptors((interceptors) -> assertThat(interceptors).isEmpty());
		context.getBean(WebClient.Builder.class).filters((filters) -> assertThat(filters).isEmpty());
	}

	@Test
	void clientsMadeByHandAreCustomizedByHand() {
		ScriptedServer server = clear((request) -> Answer.refusal("acme/3"));
		RestTemplate template = new RestTemplate();
		start().getBean(UpgradeRequiredClientCustomizer.class).customize(template);
		assertThat(failure(() -> template.getForObject(url(server, "/"), String.class)))
			.isInstanceOf(UpgradeRequiredClientException.class);
	}

	@Test
	void versionOfTheBuildIsThatOfTheProduct() {
		ScriptedServer server = clear((request) -> Answer.ok(request.headers().getFirst("User-Agent")));
		ConfigurableApplicationContext context = start(BuiltApplication.class,
				List.of("--upgrade.required.client.enabled=true", "--spring.application.name=acme-web"));
		assertThat(ClientKind.REST_CLIENT_JDK.exchange(context, "GET", url(server, "/"), null))
			.isEqualTo("acme-web/3.2-SNAPSHOT");
	}

	// Spring adds its fields to those of Jetty (docs/http-clients.md)
	@Test
	void jettySendsItsOwnUserAgentBeside() {
		ScriptedServer server = clear(
				(request) -> Answer.ok(String.join(" and ", request.headers().get("User-Agent"))));
		RestClient client = start("upgrade.required.client.product=acme/1").getBean(RestClient.Builder.class)
			.requestFactory(new JettyClientHttpRequestFactory())
			.build();
		assertThat(client.get().uri(url(server, "/")).retrieve().body(String.class)).startsWith("Jetty/")
			.endsWith(" and acme/1");
	}

	@Test
	void handlerThatIsPutOnAnInjectedBuilderComesAfter() {
		ScriptedServer server = clear((request) -> Answer.refusal("websocket"));
		RestClient client = start().getBean(RestClient.Builder.class)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
				throw new IllegalStateException("own");
			})
			.build();
		assertThat(failure(() -> client.get().uri(url(server, "/")).retrieve().toBodilessEntity()))
			.isInstanceOf(UpgradeRequiredClientException.class);
	}

	@Test
	void bodyOfARefusalThatIsNoProblemIsThereInFull() {
		String large = "x".repeat(300_000);
		ScriptedServer clear = clear((request) -> Answer.refusal(large, new String[] { "Content-Type", "text/plain" }));
		ConfigurableApplicationContext context = following(clear, clear);
		for (ClientKind kind : ClientKind.values()) {
			if (!kind.isReactive()) {
				assertThat(body(failure(() -> kind.exchange(context, "GET", url(clear, "/"), null)))).hasSize(300_000);
			}
		}
		assertThat(context.getBean(WebClient.Builder.class)
			.build()
			.get()
			.uri(url(clear, "/"))
			.exchangeToFlux((response) -> response.bodyToFlux(DataBuffer.class))
			.map((buffer) -> {
				int length = buffer.readableByteCount();
				DataBufferUtils.release(buffer);
				return length;
			})
			.reduce(Integer::sum)
			.block()).isEqualTo(300_000);
	}

	@Test
	void postProcessorThatNeedsAClientGetsOneThatUnderstands() {
		ScriptedServer server = clear((request) -> Answer.refusal("websocket"));
		ConfigurableApplicationContext context = start(EarlyApplication.class,
				List.of("--upgrade.required.client.enabled=true"));
		assertThat(failure(() -> context.getBean(NeedsClient.class).template.getForObject(url(server, "/"), String.class)))
			.isInstanceOf(UpgradeRequiredClientException.class);
	}

	@Test
	void exceptionMayBeSerialized() throws Exception {
		ScriptedServer server = clear((request) -> Answer.problem(PROBLEM));
		for (ClientKind kind : List.of(ClientKind.REST_CLIENT_JDK, ClientKind.WEB_CLIENT_JDK)) {
			Throwable ex = failure(() -> kind.exchange(start(), "GET", url(server, "/"), null));
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
				out.writeObject(ex);
			}
			try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				assertThat(kind.advice((Throwable) in.readObject()).minimum()).isEqualTo("3.2");
			}
		}
	}

	@Test
	void whoReadsTheResponseItselfGoesOnTo() {
		ScriptedServer server = clear((request) -> Answer.refusal("websocket"));
		ConfigurableApplicationContext context = start();
		HttpStatusCode status = context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(url(server, "/"))
			.exchange((request, response) -> response.getStatusCode());
		assertThat(status).isEqualTo(HttpStatusCode.valueOf(426));
		assertThat(context.getBean(WebClient.Builder.class)
			.build()
			.get()
			.uri(url(server, "/"))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()))
			.block()).isEqualTo(HttpStatusCode.valueOf(426));
	}

	@Test
	void handlersOfARequestAndErrorHandlersOfTheApplicationComeFirst() {
		ScriptedServer server = clear((request) -> Answer.refusal("websocket"));
		ConfigurableApplicationContext context = start();
		assertThat(failure(() -> context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(url(server, "/"))
			.retrieve()
			.onStatus(HttpStatusCode::is4xxClientError, (request, response) -> {
				throw new IllegalStateException("own");
			})
			.toBodilessEntity())).hasMessage("own");
		RestTemplate own = context.getBean("templateWithHandler", RestTemplate.class);
		assertThat(failure(() -> own.getForObject(url(server, "/"), String.class))).hasMessage("own");
	}

	@Test
	void httpInterfacesThrowTheSame() {
		ScriptedServer server = clear((request) -> Answer.problem(PROBLEM));
		Orders orders = HttpServiceProxyFactory
			.builderFor(RestClientAdapter
				.create(start().getBean(RestClient.Builder.class).baseUrl(url(server, "")).build()))
			.build()
			.createClient(Orders.class);
		Throwable ex = failure(orders::all);
		assertThat(ex).isInstanceOf(UpgradeRequiredClientException.class);
		assertThat(((UpgradeRequiredClientException) ex).advice().minimum()).isEqualTo("3.2");
	}

	@Test
	void interceptorsOfTheApplicationAreThereBothTimes() {
		ScriptedServer clear = clear((request) -> Answer.refusal("TLS"));
		ScriptedServer tls = tls((request) -> Answer.ok(String.join(" and ", request.headers().get("X-Key"))));
		RestClient client = following(clear, tls).getBean(RestClient.Builder.class)
			.requestFactory(ClientKind.REST_CLIENT_JDK.factory())
			.requestInterceptor((request, body, execution) -> {
				request.getHeaders().add("X-Key", "key");
				return execution.execute(request, body);
			})
			.build();
		assertThat(client.get().uri(url(clear, "/")).retrieve().body(String.class)).isEqualTo("key");
		assertThat(clear.received().get(0).headers().getFirst("X-Key")).isEqualTo("key");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "hosts=https://api.example | client.hosts[0] with value 'https://api.example' is not valid",
					"hosts=api.example,localhost:8080 | client.hosts[1] with value 'localhost:8080' is not valid",
					"hosts=*.example | client.hosts[0] with value '*.example' is not valid",
					"port-map.8080=0 | client.port-map.8080 with value '0' is not valid",
					"port-map.0=8443 | client.port-map.0 with value '8443' is not valid",
					"port-map.80=65536 | client.port-map.80 with value '65536' is not valid",
					"product=/3.2 | client.product with value '/3.2' is not valid",
					"hosts=my_service | client.hosts[0] with value 'my_service' is not valid",
					"port-map.8080=https | For input string: \"https\"", "enabled=maybe | Invalid boolean value 'maybe'",
					"follow-unsafe-methods=maybe | Invalid boolean value 'maybe'",
					"host=api.example | [upgrade.required.client.host] were left unbound" })
	void invalidPropertyStopsTheStart(String property, String reason) {
		assertThat(failure(() -> start("upgrade.required.client." + property))).rootCause()
			.hasMessageContaining(reason);
	}

	private ScriptedServer clear(Function<Received, Answer> script) {
		return opened(ScriptedServer.clear(script));
	}

	private ScriptedServer tls(Function<Received, Answer> script) {
		return opened(ScriptedServer.tls(script));
	}

	private ConfigurableApplicationContext following(ScriptedServer clear, ScriptedServer tls, String... properties) {
		return start(Stream
			.concat(Arrays.stream(properties),
					Stream.of("upgrade.required.client.hosts=LOCALHOST",
							"upgrade.required.client.port-map." + clear.port() + "=" + tls.port()))
			.toArray(String[]::new));
	}

	private ConfigurableApplicationContext start(String... properties) {
		List<String> all = new ArrayList<>(Arrays.stream(properties).map("--"::concat).toList());
		if (all.stream().noneMatch((property) -> property.contains("client.enabled="))) {
			all.add("--upgrade.required.client.enabled=true");
		}
		return start(ClientApplication.class, all);
	}

	private ConfigurableApplicationContext start(Class<?> application, List<String> arguments) {
		return opened(new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.profiles("none")
			.run(arguments.toArray(String[]::new)));
	}

	private <T extends AutoCloseable> T opened(T closeable) {
		this.open.add(closeable);
		return closeable;
	}

	private static String url(ScriptedServer server, String path) {
		return "http://localhost:" + server.port() + path;
	}

	private static Throwable failure(ThrowableAssert.ThrowingCallable call) {
		Throwable failure = org.assertj.core.api.Assertions.catchThrowable(call);
		assertThat(failure).isNotNull();
		return failure;
	}

	private static String body(Throwable ex) {
		return (ex instanceof HttpClientErrorException blocking) ? blocking.getResponseBodyAsString()
				: ((UpgradeRequiredWebClientException) ex).getResponseBodyAsString();
	}

	private static Map<?, ?> bodyAsMap(Throwable ex) {
		return (ex instanceof HttpClientErrorException blocking) ? blocking.getResponseBodyAs(Map.class)
				: ((UpgradeRequiredWebClientException) ex).getResponseBodyAs(Map.class);
	}

	interface Orders {

		@GetExchange("/orders")
		String all();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class BuiltApplication extends ClientApplication {

		@Bean
		BuildProperties buildProperties() {
			Properties properties = new Properties();
			properties.setProperty("version", "3.2-SNAPSHOT");
			return new BuildProperties(properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyApplication extends ClientApplication {

		@Bean
		static NeedsClient needsClient(@Qualifier("early") RestTemplate template) {
			return new NeedsClient(template);
		}

		@Bean
		static RestTemplate early() {
			return new RestTemplate();
		}

	}

	record NeedsClient(RestTemplate template) implements BeanPostProcessor {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(UpgradeRequiredClientAutoConfiguration.class)
	static class ClientApplication {

		@Bean
		@Scope("prototype")
		RestClient.Builder restClientBuilder() {
			return RestClient.builder();
		}

		@Bean
		@Scope("prototype")
		WebClient.Builder webClientBuilder() {
			return WebClient.builder();
		}

		@Bean
		@Scope("prototype")
		RestTemplate template() {
			return new RestTemplate();
		}

		@Bean(defaultCandidate = false)
		RestTemplate templateWithHandler() {
			RestTemplate template = new RestTemplate();
			template.setErrorHandler(new ResponseErrorHandler() {

				@Override
				public boolean hasError(ClientHttpResponse response) {
					throw new IllegalStateException("own");
				}

			});
			return template;
		}

	}

}
