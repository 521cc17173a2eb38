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

package io.github.upgraderequired.rule;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeDecision;
import org.jspecify.annotations.Nullable;

/**
 * What a served request is told that rules of protocols are going to refuse:
 * {@code Deprecation} (RFC 9745, section 2), {@code Sunset} (RFC 8594, section 3) and
 * {@code Link}. They speak of the resource over the protocol of the request.
 */
final class News {

	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private @Nullable Instant deprecation;

	private @Nullable Instant sunset;

	private final List<String> links = new ArrayList<>();

	/**
	 * Add the news to a decision.
	 * @param decision the decision to let a request pass
	 * @param verdicts what the rules made of it
	 * @return the decision with the earliest dates of those that are going to refuse it
	 */
	static UpgradeDecision addTo(UpgradeDecision decision, List<Verdict> verdicts) {
		News news = null;
		for (Verdict verdict : verdicts) {
			if (verdict.isAnnounced() && !verdict.rule().includes(Kind.CLIENT)) {
				news = (news != null) ? news : new News();
				news.add(verdict.rule());
			}
		}
		return (news != null) ? news.addTo(decision) : decision;
	}

	private void add(Rule rule) {
		this.deprecation = earlier(this.deprecation, rule.schedule().announceAt());
		this.sunset = earlier(this.sunset, rule.schedule().enforceAt());
		URI link = rule.refusal(0).link();
		if (link != null) {
			this.links.add("<" + link.toASCIIString() + ">; rel=\"deprecation\"");
			if (rule.schedule().enforceAt() != null) {
				this.links.add("<" + link.toASCIIString() + ">; rel=\"sunset\"");
			}
		}
	}

	private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return one.isBefore(other) ? one : other;
	}

	private UpgradeDecision addTo(UpgradeDecision decision) {
		UpgradeDecision told = decision;
		if (this.deprecation != null) {
			told = told.withHeader("Deprecation", "@" + this.deprecation.getEpochSecond());
		}
		if (this.sunset != null) {
			told = told.withHeader("Sunset", HTTP_DATE.format(this.sunset));
		}
		for (String link : this.links) {
			told = told.withHeader("Link", link);
		}
		return told;
	}

}
