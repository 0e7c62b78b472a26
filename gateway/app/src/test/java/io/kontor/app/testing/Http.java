package io.kontor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A reader over real HTTP: by session as a browser, or by Basic credentials as a program. Follows no redirect by itself. */
public final class Http {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*? (?:content|value)=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String address;
    private final String authorization;

    private Http(String address, String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** Nobody. */
    public static Http anonymous(TestGateway gateway) {
        return new Http(gateway.address(), "");
    }

    /** A program with the account's Basic credentials. */
    public static Http basic(TestGateway gateway, String username) {
        String credentials = username + ":" + TestAccounts.PASSWORD;
        return new Http(
                gateway.address(),
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** A browser that has logged in. */
    public static Http session(TestGateway gateway, String username) {
        Http http = anonymous(gateway);
        HttpResponse<String> answer =
                http.postForm("/login", Map.of("username", username, "password", TestAccounts.PASSWORD));
        if (!"/"
                .equals(URI.create(answer.headers().firstValue("Location").orElse("?"))
                        .getPath())) {
            throw new IllegalStateException("Cannot log in " + username + ": " + answer);
        }
        return http;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON with a header for idempotency. */
    public HttpResponse<String> post(String path, String idempotencyKey, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Posts a form with the token of the login page or of the page that is given as {@code from}. */
    public HttpResponse<String> postForm(String path, Map<String, String> fields) {
        return postForm(path, fields, tokenOf(get("/login").body()));
    }

    /** Posts a form with a token. */
    public HttpResponse<String> postForm(String path, Map<String, String> fields, String token) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body + "&_csrf=" + token)));
    }

    public static String tokenOf(String page) {
        Matcher matcher = TOKEN.matcher(page);
        return matcher.find() ? matcher.group(1) : "";
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
