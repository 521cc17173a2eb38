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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A self-signed certificate for localhost and shop.test, made by the JDK's keytool once a test run.
 */
public final class TestCertificate {

	public static final String PASSWORD = "changeit";

	private static final Path KEY_STORE = create();

	private static final X509TrustManager TRUST_MANAGER = trusting(KEY_STORE);

	private static final SSLContext CONTEXT = context(TRUST_MANAGER);

	private TestCertificate() {
	}

	public static Path keyStore() {
		return KEY_STORE;
	}

	public static SSLContext sslContext() {
		return CONTEXT;
	}

	public static X509TrustManager trustManager() {
		return TRUST_MANAGER;
	}

	public static Socket secure(Socket socket, int port) throws IOException {
		return CONTEXT.getSocketFactory().createSocket(socket, "localhost", port, true);
	}

	/**
	 * Write certificate and key as servers read them that are not Java.
	 * @param certificate the file for the certificate
	 * @param key the file for the private key
	 */
	public static void writePem(Path certificate, Path key) throws IOException {
		try {
			KeyStore store = load(KEY_STORE);
			writePem(certificate, "CERTIFICATE", store.getCertificate("localhost").getEncoded());
			writePem(key, "PRIVATE KEY", store.getKey("localhost", PASSWORD.toCharArray()).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void writePem(Path file, String label, byte[] content) throws IOException {
		Files.writeString(file, "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content)
				+ "\n-----END " + label + "-----\n");
	}

	private static Path create() {
		try {
			Path keyStore = Files.createTempDirectory("upgrade-required").resolve("localhost.p12");
			keyStore.toFile().deleteOnExit();
			keyStore.getParent().toFile().deleteOnExit();
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2",
					"-dname", "CN=localhost", "-ext", "san=dns:localhost,dns:shop.test,ip:127.0.0.1", "-storetype", "PKCS12",
					"-storepass", PASSWORD, "-keystore", keyStore.toString())
				.redirectErrorStream(true)
				.start();
			String output = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool failed: " + output);
			}
			return keyStore;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static X509TrustManager trusting(Path keyStore) {
		try {
			KeyStore store = load(keyStore);
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("localhost", store.getCertificate("localhost"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			return (X509TrustManager) trust.getTrustManagers()[0];
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SSLContext context(X509TrustManager trustManager) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { trustManager }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a server presents the certificate with.
	 */
	public static SSLContext serverContext() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(load(KEY_STORE), PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore load(Path keyStore) throws IOException, GeneralSecurityException {
		try (InputStream file = Files.newInputStream(keyStore)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(file, PASSWORD.toCharArray());
			return store;
		}
	}

}
