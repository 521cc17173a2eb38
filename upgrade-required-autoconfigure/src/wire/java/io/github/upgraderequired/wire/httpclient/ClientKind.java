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

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Supplier;

import io.github.upgraderequired.httpclient.UpgradeAdvice;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientException;
import io.github.upgraderequired.wire.TestCertificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's HTTP clients, with each library that they send requests by.
 */
enum ClientKind {

	REST_CLIENT_JDK(ClientKind::jdk),

	REST_CLIENT_APACHE(ClientKind::apache),

	REST_CLIENT_JETTY(ClientKind::jetty),

	REST_CLIENT_REACTOR_NETTY(ClientKind::reactorNetty),

	REST_CLIENT_SIMPLE(SimpleTlsFactory::new),

	REST_TEMPLATE_JDK(ClientKind::jdk),

	REST_TEMPLATE_APACHE(ClientKind::apache),

	REST_TEMPLATE_JETTY(ClientKind::jetty),

	REST_TEMPLATE_REACTOR_NETTY(ClientKind::reactorNetty),

	REST_TEMPLATE_SIMPLE(SimpleTlsFactory::new),

	WEB_CLIENT_REACTOR_NETTY(null),

	WEB_CLIENT_JDK(null);

	private final @Nullable Supplier<ClientHttpRequestFactory> factory;

	ClientKind(@Nullable Supplier<ClientHttpRequestFactory> factory) {
		this.factory = factory;
	}

	boolean isReactive() {
		return this.factory == null;
	}

	/**
	 * Send a request with a client of the application.
	 * @return the body of the response, if that is none of an error
	 */
	@Nullable String exchange(ApplicationContext context, String method, String url, @Nullable String body,
			String... header) {
		HttpHeaders headers = new HttpHeaders();
		if (header.length > 0) {
			headers.set(header[0], header[1]);
		}
		HttpMethod httpMethod = HttpMethod.valueOf(method);
		if (this.factory == null) {
			WebClient.RequestBodySpec request = webClient(context).method(httpMethod).uri(URI.create(url));
			request.headers((all) -> all.addAll(headers));
			return ((body != null) ? request.bodyValue(body) : request).retrieve().bodyToMono(String.class).block();
		}
		if (name().startsWith("REST_TEMPLATE")) {
			RestTemplate template = context.getBean("template", RestTemplate.class);
			template.setRequestFactory(this.factory.get());
			return template.exchange(URI.create(url), httpMethod, new HttpEntity<>(body, headers), String.class)
				.getBody();
		}
		RestClient.RequestBodySpec request = context.getBean(RestClient.Builder.class)
			.requestFactory(this.factory.get())
			.build()
			.method(httpMethod)
			.uri(URI.create(url));
		request.headers((all) -> all.addAll(headers));
		if (body != null) {
			request.body(body);
		}
		return request.retrieve().body(String.class);
	}

	private WebClient webClient(ApplicationContext context) {
		return connect(context.getBean(WebClient.Builder.class));
	}

	WebClient connect(WebClient.Builder builder) {
		return builder
			.clientConnector((this == WEB_CLIENT_JDK)
					? new JdkClientHttpConnector(
							java.net.http.HttpClient.newBuilder().sslContext(TestCertificate.sslContext()).build())
					: new ReactorClientHttpConnector(reactorNettyClient()))
			.build();
	}

	/**
	 * Return what an exception advises, which has to be the one of its kind of client.
	 */
	UpgradeAdvice advice(Throwable ex) {
		if (isReactive()) {
			assertThat(ex).isInstanceOf(UpgradeRequiredWebClientException.class);
			return ((UpgradeRequiredWebClientException) ex).advice();
		}
		assertThat(ex).isInstanceOf(UpgradeRequiredClientException.class);
		return ((UpgradeRequiredClientException) ex).advice();
	}

	ClientHttpRequestFactory factory() {
		return this.factory.get();
	}

	private static ClientHttpRequestFactory jdk() {
		return new JdkClientHttpRequestFactory(
				java.net.http.HttpClient.newBuilder().sslContext(TestCertificate.sslContext()).build());
	}

	private static ClientHttpRequestFactory apache() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setTlsSocketStrategy(new DefaultClientTlsStrategy(TestCertificate.sslContext()))
				.build())
			.build());
	}

	private static ClientHttpRequestFactory jetty() {
		SslContextFactory.Client tls = new SslContextFactory.Client();
		tls.setSslContext(TestCertificate.sslContext());
		org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
		client.setSslContextFactory(tls);
		// Else it goes out beside that of the application, as Spring adds its fields
		client.setUserAgentField(null);
		return new JettyClientHttpRequestFactory(client);
	}

	private static ClientHttpRequestFactory reactorNetty() {
		return new ReactorClientHttpRequestFactory(reactorNettyClient());
	}

	private static HttpClient reactorNettyClient() {
		try {
			SslContext tls = SslContextBuilder.forClient().trustManager(TestCertificate.trustManager()).build();
			return HttpClient.create().secure((spec) -> spec.sslContext(tls));
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * {@link HttpURLConnection} that trusts the certificate of the tests.
	 */
	private static final class SimpleTlsFactory extends SimpleClientHttpRequestFactory {

		@Override
		protected void prepareConnection(HttpURLConnection connection, String httpMethod) throws IOException {
			if (connection instanceof HttpsURLConnection https) {
				https.setSSLSocketFactory(TestCertificate.sslContext().getSocketFactory());
			}
			super.prepareConnection(connection, httpMethod);
		}

	}

}
