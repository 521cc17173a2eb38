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

import java.util.Map;

/**
 * A refusal, ready to be written: what a filter has to copy into the response of its
 * stack.
 *
 * @param status the status code
 * @param headers the header fields with their values, without {@code Content-Length}
 * @param body the body; a response to HEAD has its length and leaves it out
 */
public record RefusalResponse(int status, Map<String, String> headers, byte[] body) {

}
