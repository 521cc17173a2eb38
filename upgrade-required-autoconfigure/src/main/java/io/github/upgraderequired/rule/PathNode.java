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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link PathIndex}: what has been reached by the segments so far, and where
 * the next one leads.
 *
 * @param <E> the type of what is to be found
 */
final class PathNode<E> {

	private final String segment;

	private final int hash;

	private List<E> here = List.of();

	private List<E> below = List.of();

	private @Nullable PathNode<E> any;

	private @Nullable PathNode<E> @Nullable [] children;

	private int size;

	/** With the same slot, below the same parent. */
	private @Nullable PathNode<E> next;

	PathNode(String segment) {
		this.segment = segment;
		this.hash = hash(segment, 0, segment.length());
	}

	// At the end of a path
	List<E> here() {
		return this.here;
	}

	// Whatever follows
	List<E> below() {
		return this.below;
	}

	// Where every segment leads
	@Nullable PathNode<E> any() {
		return this.any;
	}

	/**
	 * Return where a segment leads besides, without making a string of it.
	 * @param text the text that holds it
	 * @param start the index of its first character
	 * @param end the index after its last character
	 * @return the place, or {@code null} if there is none
	 */
	@Nullable PathNode<E> child(String text, int start, int end) {
		if (this.children == null) {
			return null;
		}
		int hash = hash(text, start, end);
		PathNode<E> child = this.children[hash & (this.children.length - 1)];
		while (child != null && !(child.hash == hash && child.isNamed(text, start, end))) {
			child = child.next;
		}
		return child;
	}

	private boolean isNamed(String text, int start, int end) {
		return this.segment.length() == end - start && text.startsWith(this.segment, start);
	}

	private static int hash(String text, int start, int end) {
		int hash = 0;
		for (int i = start; i < end; i++) {
			hash = 31 * hash + text.charAt(i);
		}
		return hash ^ (hash >>> 16);
	}

	void addHere(E element) {
		this.here = and(this.here, element);
	}

	void addBelow(E element) {
		this.below = and(this.below, element);
	}

	private static <E> List<E> and(List<E> elements, E element) {
		List<E> all = elements.isEmpty() ? new ArrayList<>(1) : elements;
		all.add(element);
		return all;
	}

	PathNode<E> addAny() {
		if (this.any == null) {
			this.any = new PathNode<>("");
		}
		return this.any;
	}

	PathNode<E> addChild(String segment) {
		PathNode<E> child = child(segment, 0, segment.length());
		if (child == null) {
			child = new PathNode<>(segment);
			this.size++;
			if (this.children == null || this.size > this.children.length) {
				grow();
			}
			put(child);
		}
		return child;
	}

	private void put(PathNode<E> child) {
		int slot = child.hash & (this.children.length - 1);
		child.next = this.children[slot];
		this.children[slot] = child;
	}

	@SuppressWarnings("unchecked")
	private void grow() {
		PathNode<E>[] former = this.children;
		this.children = (PathNode<E>[]) new PathNode<?>[Integer.highestOneBit(this.size) * 2];
		if (former != null) {
			for (PathNode<E> first : former) {
				for (PathNode<E> child = first; child != null;) {
					PathNode<E> following = child.next;
					put(child);
					child = following;
				}
			}
		}
	}

}
