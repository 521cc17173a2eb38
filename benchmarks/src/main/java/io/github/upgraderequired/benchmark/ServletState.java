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

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring MVC on Tomcat, with the door as it is registered there.
 */
@State(Scope.Benchmark)
public class ServletState {

	static final FilterChain PASSED = (request, response) -> {
	};

	private final Rules rules;

	private HoldingServer<Held> server;

	/** The filter of the starter. */
	Filter door;

	Held plain;

	/** With its path parsed, as behind the filter that Spring Security puts first. */
	Held parsed;

	Held browser;

	Held longPath;

	Held escapedPath;

	ServletState(Rules rules) {
		this.rules = rules;
	}

	int size() {
		return 1;
	}

	@Setup(Level.Trial)
	public void start() throws Exception {
		this.server = HoldingServer.start(WebApplicationType.SERVLET, Application.class, this.rules.properties(size()));
		this.door = this.server.bean("upgradeRequiredFilter", FilterRegistrationBean.class).getFilter();
		this.plain = this.server.request(HoldingServer.PLAIN);
		this.parsed = this.server.request(HoldingServer.PLAIN);
		ServletRequestPathUtils.parseAndCache(this.parsed.request());
		this.browser = this.server.request(HoldingServer.PLAIN, HoldingServer.BROWSER);
		this.longPath = this.server.request(HoldingServer.LONG);
		this.escapedPath = this.server.request(HoldingServer.ESCAPED);
	}

	@TearDown(Level.Trial)
	public void stop() throws Exception {
		this.server.bean("release", CountDownLatch.class).countDown();
		this.server.close();
	}

	/**
	 * A request that waits, with a response that goes nowhere.
	 */
	record Held(HttpServletRequest request, HttpServletResponse response) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		BlockingQueue<Held> held() {
			return new LinkedBlockingQueue<>();
		}

		@Bean
		CountDownLatch release() {
			return new CountDownLatch(1);
		}

		@Bean
		FilterRegistrationBean<Filter> holding(BlockingQueue<Held> held, CountDownLatch release) {
			FilterRegistrationBean<Filter> holding = new FilterRegistrationBean<>((request, response, chain) -> {
				held.add(new Held((HttpServletRequest) request, new Nowhere((HttpServletResponse) response)));
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			holding.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return holding;
		}

	}

	/**
	 * A response without a body.
	 */
	private static final class Nowhere extends HttpServletResponseWrapper {

		private final ServletOutputStream output = new ServletOutputStream() {

			@Override
			public void write(int b) throws IOException {
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
			}

		};

		Nowhere(HttpServletResponse response) {
			super(response);
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return this.output;
		}

		@Override
		public void sendRedirect(String location) {
			setStatus(302);
			setHeader("Location", location);
		}

	}

}
