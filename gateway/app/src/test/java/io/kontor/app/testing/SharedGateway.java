package io.kontor.app.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One gateway on the whole deal, for all tests that only read. It ends with the JVM. */
public final class SharedGateway {

    /** A derivative of the first hospital's data that waits for its decision. */
    public static final String DERIVATIVE = "DV-1";

    private static @Nullable TestDeal deal;
    private static @Nullable TestGateway gateway;

    private SharedGateway() {}

    /** The gateway; started when it is first asked for. */
    public static synchronized TestGateway gateway() {
        TestGateway running = gateway;
        if (running == null) {
            TestDeal played = new TestDeal();
            played.calls();
            played.anchor();
            played.settle();
            played.derive(DERIVATIVE);
            running = played.gateway("shared");
            deal = played;
            gateway = running;
            Http regulator = Http.basic(running, "f-data");
            Awaitility.await("everything is indexed and mirrored")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> regulator.get("/api/v1/supervision").body().split("VERIFIED", -1).length == 5);
        }
        return running;
    }

    /** The deal that it shows. */
    public static synchronized TestDeal deal() {
        gateway();
        return java.util.Objects.requireNonNull(deal);
    }
}
