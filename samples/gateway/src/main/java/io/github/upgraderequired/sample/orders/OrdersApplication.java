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

package io.github.upgraderequired.sample.orders;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service that leaves to the gateway what is required of its clients.
 */
@SpringBootApplication
public class OrdersApplication {

	/**
	 * Start an instance.
	 * @param port the port, 0 for any
	 * @return the instance
	 */
	public static ConfigurableApplicationContext start(int port) {
		return new SpringApplicationBuilder(OrdersApplication.class).main(OrdersApplication.class)
			.properties("spring.config.name=orders")
			.run("--server.port=" + port);
	}

}
