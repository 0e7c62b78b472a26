package io.kontor.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.eclipse.edc.api.auth.spi.AuthenticationService;

/**
 * Compares the header {@code x-api-key} with one configured key: exact, in constant time. EDC's own comparison ignores case. Exactly one
 * header must be present.
 */
final class ApiKeyAuthentication implements AuthenticationService {
    static final String HEADER = "x-api-key";

    private final byte[] key;

    ApiKeyAuthentication(String key) {
        this.key = key.getBytes(UTF_8);
    }

    @Override
    public boolean isAuthenticated(Map<String, List<String>> headers) {
        List<String> presented = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                .flatMap(header -> header.getValue().stream())
                .toList();
        return presented.size() == 1
                && MessageDigest.isEqual(key, presented.get(0).getBytes(UTF_8));
    }
}
