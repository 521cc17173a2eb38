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

package io.github.upgraderequired.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.Filter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.transport.HttpsRedirectWebFilter;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.transport.HttpsRedirectFilter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;

/**
 * A small application as a process of its own, with the starter on its class path or
 * without: {@code servlet} or {@code reactive}, then {@code none}, {@code hand-written}
 * or {@code redirect}, which has the patterns of the rules. It writes its port and how
 * long it took to start, in milliseconds.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {

	static final String OPEN = "/open/orders/4711";

	static final String SECURE = "/api/orders/4711";

	private static final String REFUSED = "/api/";

	private static final int RULES = 11;

	/** That of the starter's filter. */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(SmallApplication.class);
		application.setWebApplicationType(WebApplicationType.valueOf(arguments[0].toUpperCase(Locale.ROOT)));
		Map<String, Object> properties = Rules.REFUSING.properties(RULES);
		properties.putAll(Map.of("server.port", 0, "server.address", "127.0.0.1", "logging.level.root", "error",
				"spring.main.banner-mode", "off", "filter", arguments[1]));
		application.setDefaultProperties(properties);
		ConfigurableApplicationContext context = application.run();
		System.out.println(context.getEnvironment().getProperty("local.server.port") + " "
				+ ManagementFactory.getRuntimeMXBean().getUptime() + " " + context.getBeanDefinitionCount());
	}

	/**
	 * What all of them answer with where nothing is refused.
	 */
	@RestController
	static class Orders {

		@GetMapping({ "/open/orders/{id}", "/api/orders/{id}" })
		Map<String, Object> order(@PathVariable long id) {
			return Map.of("id", id, "state", "shipped");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletFilters {

		@Bean
		@ConditionalOnProperty(name = "filter", havingValue = "hand-written")
		FilterRegistrationBean<Filter> handWritten() {
			return first(HandWritten.servlet(REFUSED));
		}

		@Bean
		@ConditionalOnProperty(name = "filter", havingValue = "redirect")
		FilterRegistrationBean<Filter> redirect() {
			HttpsRedirectFilter filter = new HttpsRedirectFilter();
			filter.setPortMapper(new AnyPort());
			filter.setRequestMatcher(new OrRequestMatcher(Rules.REFUSING.patterns(RULES)
				.stream()
				.map((pattern) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(pattern))
				.toList()));
			return first(filter);
		}

		private static FilterRegistrationBean<Filter> first(Filter filter) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(ORDER);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class WebFilters {

		// Tomcat is on the class path too
		@Bean
		NettyReactiveWebServerFactory serverFactory() {
			return new NettyReactiveWebServerFactory();
		}

		@Bean
		@Order(ORDER)
		@ConditionalOnProperty(name = "filter", havingValue = "hand-written")
		WebFilter handWritten() {
			return HandWritten.reactive(REFUSED);
		}

		@Bean
		@Order(ORDER)
		@ConditionalOnProperty(name = "filter", havingValue = "redirect")
		WebFilter redirect() {
			HttpsRedirectWebFilter filter = new HttpsRedirectWebFilter();
			filter.setPortMapper(new AnyPort());
			filter.setRequiresHttpsRedirectMatcher(new OrServerWebExchangeMatcher(Rules.REFUSING.patterns(RULES)
				.stream()
				.map((pattern) -> (ServerWebExchangeMatcher) new PathPatternParserServerWebExchangeMatcher(pattern))
				.toList()));
			return filter;
		}

	}

}
