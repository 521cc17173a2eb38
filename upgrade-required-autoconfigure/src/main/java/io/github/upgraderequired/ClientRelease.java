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

import java.net.URI;
import java.util.List;
import java.util.Set;

import io.github.upgraderequired.http.VersionNumber;
import io.github.upgraderequired.http.VersionRange;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a product a rule accepts. Not for applications.
 *
 * @param product the name of the product, a token
 * @param minimum the first version that is accepted, a token, or {@code null} for any
 * @param latest the version to update to, a token, or {@code null} if that is not known
 * @param accepted versions that always pass, as they stand
 * @param refused versions that do not pass although they are not too old
 * @param update where to update, or {@code null} if that is not known
 */
public record ClientRelease(String product, @Nullable VersionNumber minimum, @Nullable VersionNumber latest,
		Set<String> accepted, List<VersionRange> refused, @Nullable URI update) {

	/**
	 * Create a release.
	 * @param product the name of the product, a token
	 * @param minimum the first version that is accepted, a token, or {@code null} for any
	 * @param latest the version to update to, a token, or {@code null} if that is not
	 * known
	 * @param accepted versions that always pass, as they stand
	 * @param refused versions that do not pass although they are not too old
	 * @param update where to update, or {@code null} if that is not known
	 */
	public ClientRelease {
		accepted = Set.copyOf(accepted);
		refused = List.copyOf(refused);
	}

	// What was the latest when the application started need not be that any more
	ClientRelease withMinimum(VersionNumber minimum) {
		VersionNumber latest = (this.latest != null && this.latest.compareTo(minimum) >= 0) ? this.latest : null;
		return new ClientRelease(this.product, minimum, latest, this.accepted, this.refused, this.update);
	}

	ClientStanding judge(@Nullable String version) {
		if (version != null && this.accepted.contains(version)) {
			return ClientStanding.CURRENT;
		}
		VersionNumber number = (version != null) ? VersionNumber.parse(version) : null;
		if (number == null) {
			return ClientStanding.UNREADABLE;
		}
		if (isBelow(number, this.minimum)) {
			return ClientStanding.TOO_OLD;
		}
		if (refuses(number)) {
			return ClientStanding.REFUSED;
		}
		return isBelow(number, this.latest) ? ClientStanding.OUTDATED : ClientStanding.CURRENT;
	}

	/**
	 * Return whether a version does not pass although it is not too old.
	 * @param version the version
	 * @return whether it is refused
	 */
	public boolean refuses(VersionNumber version) {
		for (VersionRange range : this.refused) {
			if (range.contains(version)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether this is the same as another release of the product, or stricter.
	 * @param other the other release
	 * @return whether every version that is accepted here is accepted there
	 */
	boolean implies(ClientRelease other) {
		return this.accepted.equals(other.accepted) && this.refused.equals(other.refused)
				&& (other.minimum == null || (this.minimum != null && !isBelow(this.minimum, other.minimum)));
	}

	private static boolean isBelow(VersionNumber number, @Nullable VersionNumber limit) {
		return limit != null && number.compareTo(limit) < 0;
	}

	/**
	 * Return what a refusal asks for in {@code Upgrade}.
	 */
	UpgradeProtocol required() {
		return protocol(this.minimum);
	}

	/**
	 * Return what to update to.
	 */
	UpgradeProtocol recommended() {
		return protocol(this.latest);
	}

	private UpgradeProtocol protocol(@Nullable VersionNumber version) {
		return UpgradeProtocol.parse((version != null) ? this.product + "/" + version : this.product);
	}

	/**
	 * Return in words what a client that is too old needs.
	 */
	String needed() {
		return (this.minimum != null) ? this.minimum + " or later" : better();
	}

	/**
	 * Return in words what a client needs that is refused.
	 */
	String better() {
		return (this.latest != null) ? this.latest.toString() : "another version";
	}

	@Override
	public String toString() {
		return (this.minimum != null) ? this.product + " " + needed() : this.product;
	}

}
