package io.kontor.app.account;

import io.kontor.app.settings.GatewaySettings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts failed tries per account and per address in windows of fixed length. Bounded and thread-safe. */
@Component
class LoginThrottle {

    private static final int TRACKED_MAX = 10_000;

    private final int failuresMax;
    private final long windowMs;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > TRACKED_MAX;
        }
    };

    LoginThrottle(GatewaySettings settings, Clock clock) {
        this.failuresMax = settings.login().failuresMax();
        this.windowMs = settings.login().windowSeconds() * 1000L;
        this.clock = clock;
    }

    /** Whether a further try of this account or from this address is refused for now. */
    synchronized boolean blocks(String username, String address) {
        return failures("account " + username) >= failuresMax || failures("address " + address) >= failuresMax;
    }

    synchronized void failed(String username, String address) {
        count("account " + username);
        count("address " + address);
    }

    synchronized void succeeded(String username) {
        windows.remove("account " + username);
    }

    private int failures(String subject) {
        @Nullable Window window = windows.get(subject);
        return window == null || window.endsAt <= clock.millis() ? 0 : window.failures;
    }

    private void count(String subject) {
        @Nullable Window window = windows.get(subject);
        boolean open = window != null && window.endsAt > clock.millis();
        windows.put(
                subject,
                window != null && open
                        ? new Window(window.failures + 1, window.endsAt)
                        : new Window(1, clock.millis() + windowMs));
    }

    private record Window(int failures, long endsAt) {}
}
