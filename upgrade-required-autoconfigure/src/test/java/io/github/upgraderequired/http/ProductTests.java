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

package io.github.upgraderequired.http;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Product}.
 */
class ProductTests {

	/** Those of clients in use, and which product is found at which version. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					acme-ios/3.2                                                                              | acme-ios | 3.2
					MyApp/1 CFNetwork/1410.0.3 Darwin/22.6.0                                                  | MyApp | 1
					MyApp/42 CFNetwork/978.0.7 Darwin/18.7.0                                                  | CFNetwork | 978.0.7
					My%20App/3.10.2 CFNetwork/1485 Darwin/23.1.0                                              | My%20App | 3.10.2
					Acme%20TV/7.1 CFNetwork/1498.700.2 Darwin/23.6.0                                          | Acme%20TV | 7.1
					Acme/3.2.1 (com.acme.app; build:7; iOS 17.4.1) Alamofire/5.9.1                            | Alamofire | 5.9.1
					Acme/3.2.1 (com.acme.app; build:7; iOS 17.4.1) Alamofire/5.9.1                            | Acme | 3.2.1
					okhttp/4.9.3                                                                              | okhttp | 4.9.3
					okhttp/5.0.0-alpha.14                                                                     | okhttp | 5.0.0-alpha.14
					okhttp/3.12.13                                                                            | okhttp | 3.12.13
					acme-android/4.1.0 (Android 14; Pixel 8) okhttp/4.12.0                                    | acme-android | 4.1.0
					Dart/3.3 (dart:io)                                                                        | Dart | 3.3
					Dart/2.19 (dart:io)                                                                       | Dart | 2.19
					acme_flutter/2.7.0+113 Dart/3.4 (dart:io)                                                 | acme_flutter | 2.7.0+113
					Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B Build/TP1A.220624.014)                       | Dalvik | 2.1.0
					com.acme.app/20412 Dalvik/2.1.0 (Linux; U; Android 9; SM-G960F Build/PPR1.180610.011)     | com.acme.app | 20412
					Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 AcmeApp/3.2 | AcmeApp | 3.2
					Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Acme/3.1.9 | Acme | 3.1.9
					Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0.6261.64 Mobile Safari/537.36 acme-android/4.0 | acme-android | 4.0
					Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 | Chrome | 124.0.0.0
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 | Chrome | 120.0.0.0
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91 | Edg | 120.0.2210.91
					Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0          | Firefox | 121.0
					Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2.1 Safari/605.1.15 | Safari | 605.1.15
					Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.6045.105 Safari/537.36 | HeadlessChrome | 119.0.6045.105
					Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 OPR/105.0.0.0 | OPR | 105.0.0.0
					Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) AcmeDesktop/2.4.1 Chrome/120.0.6099.109 Electron/28.1.0 Safari/537.36 | AcmeDesktop | 2.4.1
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.36.140 Chrome/120.0.6099.276 Electron/28.2.2 Safari/537.36 Sonic | Slack | 4.36.140
					Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Code/1.86.0 Chrome/118.0.5993.159 Electron/27.2.3 Safari/537.36 | Electron | 27.2.3
					Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)                  | Mozilla | 5.0
					Mozilla/5.0(iPad; U; CPU OS 3_2 like Mac OS X)AppleWebKit/531.21.10(KHTML, like Gecko)Version/4.0.4 | Version | 4.0.4
					curl/8.5.0                                                                                | curl | 8.5.0
					curl/7.88.1-DEV                                                                           | curl | 7.88.1-DEV
					Wget/1.21.4 (linux-gnu)                                                                   | Wget | 1.21.4
					PostmanRuntime/7.36.1                                                                     | PostmanRuntime | 7.36.1
					insomnia/8.6.0                                                                            | insomnia | 8.6.0
					HTTPie/3.2.2                                                                              | HTTPie | 3.2.2
					Go-http-client/1.1                                                                        | Go-http-client | 1.1
					Go-http-client/2.0                                                                        | Go-http-client | 2.0
					acmectl/v1.12.0 (linux/amd64) kubernetes/$Format                                          | acmectl | v1.12.0
					kubectl/v1.29.1 (darwin/arm64) kubernetes/bc401b9                                         | kubectl | v1.29.1
					Terraform/1.7.2 (+https://www.terraform.io) terraform-provider-acme/0.9.1                 | terraform-provider-acme | 0.9.1
					helm/3.14.0                                                                               | helm | 3.14.0
					docker/25.0.2 go/go1.21.6 git-commit/fce6e0c kernel/6.5.0 os/linux arch/amd64 UpstreamClient(Docker-Client/25.0.2 \\(linux\\)) | docker | 25.0.2
					docker/25.0.2 go/go1.21.6 UpstreamClient(Docker-Client/25.0.2 \\(linux\\))            | go | go1.21.6
					git/2.43.0                                                                                | git | 2.43.0
					git-lfs/3.4.1 (GitHub; linux amd64; go 1.21.5)                                            | git-lfs | 3.4.1
					python-requests/2.31.0                                                                    | python-requests | 2.31.0
					python-httpx/0.26.0                                                                       | python-httpx | 0.26.0
					Python/3.11 aiohttp/3.9.1                                                                 | aiohttp | 3.9.1
					Python-urllib/3.12                                                                        | Python-urllib | 3.12
					acme-sdk/1.4.0 Python/3.12.1 Linux/6.5                                                    | acme-sdk | 1.4.0
					Boto3/1.34.25 md/Botocore#1.34.25 ua/2.0 os/linux#6.5 lang/python#3.11.7                  | Boto3 | 1.34.25
					aws-cli/2.15.12 Python/3.11.6 Linux/6.5.0 exe/x86_64.ubuntu.22 prompt/off                 | aws-cli | 2.15.12
					Java/17.0.9                                                                               | Java | 17.0.9
					Java-http-client/21.0.2                                                                   | Java-http-client | 21.0.2
					Apache-HttpClient/5.3 (Java/17.0.9)                                                       | Apache-HttpClient | 5.3
					ReactorNetty/1.1.15                                                                       | ReactorNetty | 1.1.15
					axios/1.6.7                                                                               | axios | 1.6.7
					node-fetch/1.0 (+https://github.com/bitinn/node-fetch)                                    | node-fetch | 1.0
					vscode/1.104.1                                                                            | vscode | 1.104.1
					vscode/1.104.1 (a comment (within \\) a comment)) acme-extension/0.3                    | acme-extension | 0.3
					iOS/1.2                                                                                   | iOS | 1.2
					Ruby, rest-client/2.1.0 (linux-gnu x86_64) ruby/3.2.2p53                                  | ruby | 3.2.2p53
					GuzzleHttp/7                                                                              | GuzzleHttp | 7
					Faraday v2.9.0                                                                            | Faraday |
					reqwest/0.11.23                                                                           | reqwest | 0.11.23
					codex_cli_rs/0.5.0 (Mac OS 14.4.1; arm64) iTerm.app/3.5.0                                 | codex_cli_rs | 0.5.0
					claude-cli/1.0.24 (external, cli)                                                         | claude-cli | 1.0.24
					GitHub-Hookshot/f4ecf4d                                                                   | GitHub-Hookshot | f4ecf4d
					facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)                 | facebookexternalhit | 1.1
					Prometheus/2.48.1                                                                         | Prometheus | 2.48.1
					kube-probe/1.28                                                                           | kube-probe | 1.28
					ELB-HealthChecker/2.0                                                                     | ELB-HealthChecker | 2.0
					GoogleHC/1.0                                                                              | GoogleHC | 1.0
					Uptime-Kuma/1.23.11                                                                       | Uptime-Kuma | 1.23.11
					k6/0.48.0 (https://k6.io/)                                                                | k6 | 0.48.0
					ApacheBench/2.3                                                                           | ApacheBench | 2.3
					grpc-java-netty/1.60.0                                                                    | grpc-java-netty | 1.60.0
					npm/10.2.4 node/v20.11.0 linux x64 workspaces/false                                       | npm | 10.2.4
					Apache-Maven/3.9.6 (Java 17.0.9; Linux 6.5.0)                                             | Apache-Maven | 3.9.6
					Gradle/8.5 (Linux;6.5.0;amd64) (Eclipse Adoptium;17.0.9;17.0.9+9)                         | Gradle | 8.5
					pip/23.3.2 {"ci":null,"cpu":"x86_64"}                                                     | pip | 23.3.2
					Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1                                              | Lynx | 2.9.0dev.12
					TelegramBot (like TwitterBot)                                                             | TelegramBot |
					WhatsApp/2.23.20.0                                                                        | WhatsApp | 2.23.20.0
					Instagram 312.0.0.34.111 Android (33/13; 420dpi)                                          | Instagram |
					""")
	void productOfARealFieldIsFound(String field, String name, String version) {
		assertThat(Product.parse(field.replace("\\\\", "\\"))).contains(new Product(name, version));
	}

	@Test
	@DisplayName("RFC 9110, 5.6.5: what stands in comments, nested and with quoted pairs, does not count")
	void commentsDoNotCount() {
		assertThat(Product.parse("a/1 (b/2 (c/3) \\) d/4) e/5 (f/6")).containsExactly(new Product("a", "1"),
				new Product("e", "5"));
		assertThat(Product.parse("(\\")).isEmpty();
		assertThat(Product.parse(") a/1")).containsExactly(new Product("a", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/1", "\"acme\"/1", "a,b/1", "(acme/1)", "\u00e4cme/1" })
	void wordThatIsNoProductDoesNotCount(String field) {
		assertThat(Product.parse(field)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "acme|", "acme/|", "acme/1|1", "acme/1/2|1/2", "acme/1;b=2|1;b=2", "acme/1(c)|1" })
	void versionIsAllThatFollowsTheSlash(String field, String version) {
		assertThat(Product.parse(field)).containsExactly(new Product("acme", version));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/1, b/2", "a/1 , b/2", "a/1 (c), b/2", "a/1 ,b/2", "a/1 x, y b/2" })
	void commaBetweenTwoProductsMakesTwoValues(String field) {
		assertThat(Product.isList(field)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/1", "a/1 b/2", "a/1 (c, d/3) b/2", "Ruby, rest-client/2.1.0 (linux) ruby/3.2.2",
			"a/1 iPhone14,2 b/2", "a/1,", ", a/1", "a/1 (KHTML, like Gecko)" })
	void otherCommasDoNot(String field) {
		assertThat(Product.isList(field)).isFalse();
	}

	@Test
	void tabsSeparateToo() {
		assertThat(Product.parse("a/1\tb/2")).containsExactly(new Product("a", "1"), new Product("b", "2"));
	}

	@Test
	void whateverIsSentIsRead() {
		Random random = new Random(426);
		String alphabet = "a1/. ()\\\"\t,;\u0000\u00e9\ud83d";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder field = new StringBuilder();
			for (int length = random.nextInt(30); length > 0; length--) {
				field.append(alphabet.charAt(random.nextInt(alphabet.length())));
			}
			List<Product> products = Product.parse(field.toString());
			assertThat(products).allSatisfy((product) -> {
				assertThat(Token.isToken(product.name())).isTrue();
				assertThat(field.toString()).contains(product.name());
			});
		}
	}

}
