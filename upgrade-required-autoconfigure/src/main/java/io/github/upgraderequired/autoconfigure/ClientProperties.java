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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The versions of a client that a rule accepts. Versions are objects: YAML makes a number
 * of 3.10, in which nobody can see the zero any more.
 */
final class ClientProperties {

	/**
	 * First version that is accepted, in quotes: '"3.2"'. Any if unset.
	 */
	private @Nullable Object minimum;

	/**
	 * Latest version, in quotes, which refused clients are told to update to.
	 */
	private @Nullable Object latest;

	/**
	 * Comma-separated list of versions that always pass, compared as they stand, such as
	 * 'dev'.
	 */
	private List<Object> accept = new ArrayList<>();

	/**
	 * Comma-separated list of bad versions above the minimum, such as '"3.4.1"', or
	 * ranges of them, such as '">=3.4.0 <3.4.3"'.
	 */
	private List<Object> refuse = new ArrayList<>();

	/**
	 * URI of the place to update at, such as that of a store.
	 */
	private @Nullable String updateUri;

	public @Nullable Object getMinimum() {
		return this.minimum;
	}

	public void setMinimum(@Nullable Object minimum) {
		this.minimum = minimum;
	}

	public @Nullable Object getLatest() {
		return this.latest;
	}

	public void setLatest(@Nullable Object latest) {
		this.latest = latest;
	}

	public List<Object> getAccept() {
		return this.accept;
	}

	public void setAccept(List<Object> accept) {
		this.accept = accept;
	}

	public List<Object> getRefuse() {
		return this.refuse;
	}

	public void setRefuse(List<Object> refuse) {
		this.refuse = refuse;
	}

	public @Nullable String getUpdateUri() {
		return this.updateUri;
	}

	public void setUpdateUri(@Nullable String updateUri) {
		this.updateUri = updateUri;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ClientProperties that && values().equals(that.values());
	}

	@Override
	public int hashCode() {
		return values().hashCode();
	}

	private List<@Nullable Object> values() {
		return Arrays.asList(this.minimum, this.latest, this.accept, this.refuse, this.updateUri);
	}

	/**
	 * Where a request says which client it comes from.
	 */
	static final class Identify {

		/**
		 * Header with product tokens, such as 'acme-ios/3.2'.
		 */
		private String header = "User-Agent";

		/**
		 * Header with the name of the product alone, beside 'version-header'. Not needed
		 * where the rule has one product.
		 */
		private @Nullable String nameHeader;

		/**
		 * Header with the version alone.
		 */
		private @Nullable String versionHeader;

		public String getHeader() {
			return this.header;
		}

		public void setHeader(String header) {
			this.header = header;
		}

		public @Nullable String getNameHeader() {
			return this.nameHeader;
		}

		public void setNameHeader(@Nullable String nameHeader) {
			this.nameHeader = nameHeader;
		}

		public @Nullable String getVersionHeader() {
			return this.versionHeader;
		}

		public void setVersionHeader(@Nullable String versionHeader) {
			this.versionHeader = versionHeader;
		}

	}

	/**
	 * Headers that tell served clients which versions there are.
	 */
	static final class Headers {

		/**
		 * Name of the header with the first version that is accepted, such as
		 * 'X-Minimum-Version'. Not sent if unset.
		 */
		private @Nullable String minimum;

		/**
		 * Name of the header with the latest version. Not sent if unset.
		 */
		private @Nullable String latest;

		/**
		 * Name of the header with the moment of 'enforce-at', for clients that are going
		 * to be refused. Not sent if unset.
		 */
		private @Nullable String enforceAt;

		public @Nullable String getMinimum() {
			return this.minimum;
		}

		public void setMinimum(@Nullable String minimum) {
			this.minimum = minimum;
		}

		public @Nullable String getLatest() {
			return this.latest;
		}

		public void setLatest(@Nullable String latest) {
			this.latest = latest;
		}

		public @Nullable String getEnforceAt() {
			return this.enforceAt;
		}

		public void setEnforceAt(@Nullable String enforceAt) {
			this.enforceAt = enforceAt;
		}

	}

}
