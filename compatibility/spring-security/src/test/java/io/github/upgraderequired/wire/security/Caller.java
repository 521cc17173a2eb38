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

package io.github.upgraderequired.wire.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Who sends a request, and what Security lets them do where members only are let in.
 */
enum Caller {

	/** Has the role. */
	MEMBER("secret"),

	/** Is known, but has another role. */
	GUEST("secret"),

	/** Gives the name of a member, but not the password. */
	IMPOSTOR("guessed"),

	/** Gives no credentials. */
	NOBODY(null);

	/** As cheap as can be. Passwords in clear text would be hashed at every request. */
	static final PasswordEncoder PASSWORDS = new BCryptPasswordEncoder(4);

	private final String password;

	Caller(String password) {
		this.password = password;
	}

	/**
	 * Return what the application knows.
	 * @param name the name of a member or guest
	 */
	static UserDetails load(String name) {
		Caller caller = valueOf(name);
		return User.withUsername(name).password(PASSWORDS.encode(caller.password)).roles(name).build();
	}

	/**
	 * Return the statuses that Security answers them with, in their order.
	 * @param member the status that members get
	 */
	static List<Integer> statuses(int member) {
		return Arrays.asList(member, 403, 401, 401);
	}

	/**
	 * Return the header field that gives their credentials, or nothing.
	 */
	String credentials() {
		if (this == NOBODY) {
			return "";
		}
		String user = (this != IMPOSTOR) ? name() : MEMBER.name();
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + this.password).getBytes(StandardCharsets.US_ASCII))
				+ "\r\n";
	}

}
