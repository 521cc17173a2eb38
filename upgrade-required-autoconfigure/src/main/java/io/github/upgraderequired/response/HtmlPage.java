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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * A page for a person with a browser. It needs nothing from elsewhere: no script, no
 * image, no font.
 */
final class HtmlPage implements Representation {

	private static final List<MediaType> MEDIA_TYPES = List
		.of(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8), MediaType.APPLICATION_XHTML_XML);

	private static final String BEFORE_TITLE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="robots" content="noindex">
			<meta name="color-scheme" content="light dark">
			<title>""";

	private static final String AFTER_TITLE = """
			</title>
			<style>
			:root { color-scheme: light dark; --ink: #1d2330; --soft: #5a6478; --paper: #f4f6fa; --card: #fff;
			  --line: #dce1ea; --accent: #1a5fd0; --on-accent: #fff; }
			@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --soft: #a3adbf; --paper: #12151b;
			  --card: #1b2029; --line: #323a48; --accent: #8ab4ff; --on-accent: #10213f; } }
			* { box-sizing: border-box; }
			body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.25rem;
			  background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
			main { width: 100%; max-width: 38rem; padding: clamp(1.25rem, 5vw, 2.5rem); background: var(--card);
			  border: 1px solid var(--line); border-radius: 14px; overflow-wrap: anywhere; }
			.status { margin: 0; color: var(--accent); font-weight: 650; letter-spacing: .04em; }
			h1 { margin: .1rem 0 .9rem; font-size: 1.75rem; line-height: 1.2; }
			h2 { margin: 1.6rem 0 .3rem; font-size: 1rem; }
			p { margin: 0 0 .8rem; }
			dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 1.6rem 0 0;
			  padding-top: 1.2rem; border-top: 1px solid var(--line); font-size: .92rem; }
			dt { color: var(--soft); }
			dd { margin: 0; }
			code { font: .92em/1.5 ui-monospace, monospace; }
			a { color: var(--accent); }
			a.action { display: inline-block; margin-top: .3rem; padding: .55rem 1rem; border-radius: 8px;
			  background: var(--accent); color: var(--on-accent); text-decoration: none; font-weight: 600; }
			a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
			</style>
			</head>
			<body>
			<main>
			<p class="status">""";

	private static final String END = """
			</code></dd>
			</dl>
			</main>
			</body>
			</html>
			""";

	@Override
	public List<MediaType> mediaTypes() {
		return MEDIA_TYPES;
	}

	// The page comes before whatever protects the application's own pages
	@Override
	public Map<String, String> headers() {
		return Map.of("Content-Security-Policy",
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
	}

	@Override
	public String render(Problem problem, Occurrence occurrence) {
		UpgradeRefusal refusal = problem.refusal();
		int status = problem.status();
		String title = problem.title();
		return BEFORE_TITLE + status + " " + title + AFTER_TITLE + status + "</p>\n<h1>" + title + "</h1>\n<p>"
				+ escape(refusal.detail()) + "</p>\n<h2>Why you may see this</h2>\n<p>" + why(refusal) + "</p>\n"
				+ links(refusal, occurrence) + "<dl>\n<dt>Required</dt><dd><code>" + escape(refusal.upgradeField())
				+ "</code></dd>\n<dt>Your request</dt><dd><code>" + escape(occurrence.request().get()) + END;
	}

	private static String why(UpgradeRefusal refusal) {
		if (refusal.isDiagnosis() && refusal.status() == HttpStatus.BAD_REQUEST.value()) {
			return "A program tried to open a connection here and made a mistake in its request."
					+ " If you did not write that program, there is nothing you can do about it.";
		}
		if (refusal.isDiagnosis()) {
			return "A program asked for a protocol that this address does not speak."
					+ " If you did not write that program, there is nothing you can do about it.";
		}
		if (refusal.link() != null || isPoliciesOwn(refusal)) {
			return "This server asks for another protocol, or for a newer program, than the one that sent this"
					+ " request.";
		}
		return switch (refusal.kind()) {
			case TLS -> "The connection is not encrypted, or not well enough: others on the way could read it."
					+ " This happens with links and bookmarks that begin with <code>http://</code>,"
					+ " and with outdated browsers.";
			case HTTP_VERSION -> "Your browser, or something between it and this server, such as a company's proxy or"
					+ " a virus scanner, speaks an older version of HTTP. An up-to-date browser on another network"
					+ " usually helps.";
			case SWITCHED -> "This address is made for programs, such as a chat or a live view, and cannot be"
					+ " opened as a page. If a program sent you here, something between it and this server may have"
					+ " removed the <code>Upgrade</code> header field from its request.";
			case CLIENT -> "This server asks for a newer program than the one that sent this request, or does not"
					+ " know the program. If an app or a page of yours sent you here, update or reload it.";
		};
	}

	// What a policy calls a protocol may be anything, a build of an app for instance
	private static boolean isPoliciesOwn(UpgradeRefusal refusal) {
		return refusal.rule() == null && refusal.kind() == Kind.SWITCHED
				&& !refusal.protocols().get(0).equals(UpgradeProtocol.WEBSOCKET);
	}

	private String links(UpgradeRefusal refusal, Occurrence occurrence) {
		StringBuilder links = new StringBuilder();
		if (refusal.kind() == Kind.CLIENT && refusal.members().get("update") instanceof String update) {
			addLink(links, " class=\"action\"", update, "Update");
		}
		if (occurrence.https() != null) {
			addLink(links, " class=\"action\"", occurrence.https(), "Open the secure address");
		}
		if (refusal.link() != null) {
			addLink(links, "", refusal.link().toString(), "More about this requirement");
		}
		return links.toString();
	}

	private void addLink(StringBuilder links, String attributes, String url, String text) {
		links.append("<p><a" + attributes + " href=\"" + escape(url) + "\">" + text + "</a></p>\n");
	}

	@Override
	public String escape(String value) {
		return HtmlUtils.htmlEscape(value, "UTF-8");
	}

}
