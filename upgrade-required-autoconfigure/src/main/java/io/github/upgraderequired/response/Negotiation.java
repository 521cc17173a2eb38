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

package io.github.upgraderequired.response;

import java.util.List;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.ConcurrentLruCache;

/**
 * Chooses the format of a body by {@code Accept} (RFC 9110, section 12.5.1). There is
 * always an answer: the first format is for requests that accept anything, nothing of
 * what there is, or cannot be understood.
 */
final class Negotiation {

	private final List<Representation> representations;

	/** Clients send few different ones. */
	private final ConcurrentLruCache<String, Representation> choices = new ConcurrentLruCache<>(128,
			(accept) -> select(List.of(accept)));

	/**
	 * Create a negotiation.
	 * @param representations the formats, in the server's order of preference
	 */
	Negotiation(List<Representation> representations) {
		this.representations = representations;
	}

	/**
	 * Choose a format.
	 * @param accept the values of all {@code Accept} lines
	 * @return the format with the highest weight; among equals the one that is named more
	 * exactly, then the one that the server prefers
	 */
	Representation choose(List<String> accept) {
		if (accept.isEmpty()) {
			return this.representations.get(0);
		}
		return (accept.size() == 1) ? this.choices.get(accept.get(0)) : select(accept);
	}

	private Representation select(List<String> accept) {
		Representation chosen = this.representations.get(0);
		Weight best = Weight.NONE;
		List<MediaType> ranges = parse(accept);
		for (Representation representation : this.representations) {
			Weight weight = weigh(representation, ranges);
			if (weight.quality() > 0 && weight.exceeds(best)) {
				chosen = representation;
				best = weight;
			}
		}
		return chosen;
	}

	private static List<MediaType> parse(List<String> accept) {
		try {
			return MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException ex) {
			return List.of();
		}
	}

	private static Weight weigh(Representation representation, List<MediaType> ranges) {
		Weight best = Weight.NONE;
		for (MediaType mediaType : representation.mediaTypes()) {
			Weight weight = weigh(mediaType, ranges);
			best = weight.exceeds(best) ? weight : best;
		}
		return best;
	}

	// The most specific range that covers a media type sets its quality, in any order
	private static Weight weigh(MediaType mediaType, List<MediaType> ranges) {
		Weight weight = Weight.NONE;
		for (MediaType range : ranges) {
			int precision = precision(range);
			if (precision > weight.precision() && range.includes(mediaType)) {
				weight = new Weight(range.getQualityValue(), precision);
			}
		}
		return weight;
	}

	private static int precision(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

	private record Weight(double quality, int precision) {

		private static final Weight NONE = new Weight(0, -1);

		boolean exceeds(Weight other) {
			return this.quality > other.quality || (this.quality == other.quality && this.precision > other.precision);
		}

	}

}
