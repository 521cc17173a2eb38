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

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.VersionNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * The condition that a request come from one of several clients, in a version that is
 * accepted. Immutable, and prepared once. Not for applications.
 */
public final class ClientRequirement implements Condition {

	private final Map<String, ClientRelease> releases;

	private final List<UpgradeProtocol> protocols;

	private final ClientIdentifier identifier;

	private final Function<String, @Nullable VersionNumber> minimums;

	private final Leniency leniency;

	private final VersionHeaders headers;

	private final String explanation;

	/**
	 * Create a requirement.
	 * @param releases the clients, at least one, in order of preference
	 * @param identifier finds out who sent a request
	 * @param minimums the minimum versions that change while the application runs, by
	 * product; {@code null} for that of the release
	 * @param leniency who passes without a version
	 * @param headers what served clients are told
	 * @param explanation a sentence to add to what is said of a request; may be empty
	 */
	public ClientRequirement(List<ClientRelease> releases, ClientIdentifier identifier,
			Function<String, @Nullable VersionNumber> minimums, Leniency leniency, VersionHeaders headers,
			String explanation) {
		this.releases = new LinkedCaseInsensitiveMap<>(releases.size(), Locale.ROOT);
		releases.forEach((release) -> this.releases.put(release.product(), release));
		this.protocols = releases.stream().map(ClientRelease::required).toList();
		this.identifier = identifier;
		this.minimums = minimums;
		this.leniency = leniency;
		this.headers = headers;
		this.explanation = explanation;
	}

	@Override
	public Outcome check(UpgradeContext context) {
		Found found = find(context);
		if (this.leniency.passes(found.standing())) {
			return Outcome.MET
				.with(new Particulars(found.product(), List.of(), Map.of(), this.headers.of(found.release(), true)));
		}
		List<ClientRelease> asked = (found.release() != null) ? List.of(found.release())
				: this.releases.values().stream().map(this::current).toList();
		return Outcome.unmet(found.sentence(asked) + (this.explanation.isEmpty() ? "" : " " + this.explanation))
			.with(new Particulars(found.product(), found.protocols(asked), found.members(),
					this.headers.of(found.release(), false)));
	}

	@Override
	public @Nullable Map<String, Object> describeClient(UpgradeContext context) {
		Found found = find(context);
		return (found.standing() != ClientStanding.MISSING) ? found.description(this.headers.date()) : null;
	}

	private Found find(UpgradeContext context) {
		Client client = this.identifier.identify(context);
		ClientRelease listed = (client != null) ? this.releases.get(client.product()) : null;
		if (client == null || listed == null) {
			ClientRelease only = (this.releases.size() == 1) ? this.releases.values().iterator().next() : null;
			return new Found((only != null) ? current(only) : null, null, ClientStanding.MISSING);
		}
		ClientRelease release = current(listed);
		return new Found(release, client.version(), release.judge(client.version()));
	}

	private ClientRelease current(ClientRelease release) {
		VersionNumber minimum = this.minimums.apply(release.product());
		return (minimum != null) ? release.withMinimum(minimum) : release;
	}

	@Override
	public List<UpgradeProtocol> protocols() {
		return this.protocols;
	}

	@Override
	public Kind kind() {
		return Kind.CLIENT;
	}

	// Minimums that change cannot be compared
	@Override
	public boolean implies(Condition other) {
		return other instanceof ClientRequirement that && this.identifier.equals(that.identifier)
				&& this.minimums == that.minimums && this.leniency.equals(that.leniency)
				&& this.releases.keySet().equals(that.releases.keySet())
				&& this.releases.values().stream().allMatch((release) -> release.implies(that.release(release)));
	}

	private ClientRelease release(ClientRelease sameProduct) {
		return Objects.requireNonNull(this.releases.get(sameProduct.product()));
	}

	@Override
	public boolean includes(Kind kind) {
		return kind == Kind.CLIENT;
	}

	@Override
	public String detail() {
		return "This resource is available only to " + anyOf(this.releases.values()) + ".";
	}

	private static String anyOf(Collection<ClientRelease> releases) {
		return releases.stream().map(ClientRelease::toString).collect(Collectors.joining(", or "));
	}

	/**
	 * What a request says of its client.
	 *
	 * @param release what is required of the product that it names, or of the only one if
	 * it names none; else {@code null}
	 * @param version the version as it was written
	 * @param standing how it stands
	 */
	private record Found(@Nullable ClientRelease release, @Nullable String version, ClientStanding standing) {

		@Nullable String product() {
			return (this.release != null && this.standing != ClientStanding.MISSING) ? this.release.product() : null;
		}

		List<UpgradeProtocol> protocols(List<ClientRelease> asked) {
			return asked.stream()
				.map((this.standing != ClientStanding.REFUSED) ? ClientRelease::required : ClientRelease::recommended)
				.toList();
		}

		String sentence(List<ClientRelease> asked) {
			ClientRelease first = asked.get(0);
			return switch (this.standing) {
				case TOO_OLD -> product() + " " + this.version + " is too old: " + first.needed() + " is needed.";
				case REFUSED ->
					product() + " " + this.version + " is not accepted any more: " + first.better() + " is needed.";
				case UNREADABLE -> "The version of " + product() + " cannot be read: " + first.needed() + " is needed.";
				default -> "The request does not say that it comes from one of the clients that are accepted: "
						+ anyOf(asked) + ".";
			};
		}

		Map<String, Object> members() {
			Map<String, Object> members = new LinkedHashMap<>();
			putIfPresent(members, "client", product());
			addVersions(members, this.standing != ClientStanding.REFUSED);
			putIfPresent(members, "reason", this.standing.reason());
			return members;
		}

		Map<String, Object> description(@Nullable Instant enforceAt) {
			Map<String, Object> members = new LinkedHashMap<>();
			putIfPresent(members, "product", product());
			addVersions(members, true);
			members.put("status", this.standing.status());
			putIfPresent(members, "enforceAt", enforceAt);
			return members;
		}

		private void addVersions(Map<String, Object> members, boolean minimum) {
			putIfPresent(members, "version", this.version);
			if (this.release != null) {
				putIfPresent(members, "minimum", minimum ? this.release.minimum() : null);
				putIfPresent(members, "latest", this.release.latest());
				putIfPresent(members, "update", this.release.update());
			}
		}

		private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
			if (value != null) {
				members.put(name, value.toString());
			}
		}

	}

}
