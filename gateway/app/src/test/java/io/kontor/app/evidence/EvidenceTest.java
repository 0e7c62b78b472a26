package io.kontor.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** REST-10. */
class EvidenceTest {

    private static final String BUNDLE = "/api/v1/receipts/log-f-h1/18/bundle";

    @Test
    void gives_a_bundle_of_an_anchored_receipt_and_no_verdict_without_a_trust_file() {
        Http buyer = Http.basic(SharedGateway.gateway(), "q-ins");
        HttpResponse<String> answer = buyer.get(BUNDLE);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("evidence-log-f-h1-18.json");
        EvidenceBundle bundle = EvidenceBundleCodec.read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(bundle.inclusion().leafIndex()).isEqualTo(18);
        assertThat(new String(bundle.statusBytes(), StandardCharsets.UTF_8))
                .isEqualTo("synthetic status of " + bundle.transactionId());
        assertThat(buyer.get("/api/v1/receipts/log-f-h1/18/verdict").body()).contains("NO_TRUST_FILE");
        assertThat(buyer.get(BUNDLE + "?level=attested").body()).isEqualTo(answer.body());
        assertThat(buyer.get(BUNDLE + "?level=attested-and-ordered").body()).contains("NO_TRUST_FILE");
        assertThat(buyer.get(BUNDLE + "?level=sworn").statusCode()).isEqualTo(400);
    }

    @Test
    void gives_none_before_the_receipt_is_anchored_and_says_with_a_trust_file_what_does_not_hold() {
        try (TestDeal deal = new TestDeal()) {
            deal.calls();
            Map<String, String> settings = new HashMap<>(TestDeal.mirrorSettings());
            settings.put("kontor.evidence.trust-file", deal.trustFile().toString());
            try (TestGateway gateway = TestGateway.start(
                    TestDatabase.shared().create("evidence"), deal.folder(), identity -> deal.ledger(), settings)) {
                Http buyer = Http.basic(gateway, "q-ins");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> buyer.get(BUNDLE).statusCode() == 409);
                assertThat(buyer.get(BUNDLE).body()).contains("WRONG_STATE", "not anchored");
                deal.anchor();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> buyer.get(BUNDLE).statusCode() == 200);
                // The ledger of this test attests nothing, so the first link that needs it is the one that fails.
                assertThat(buyer.get("/api/v1/receipts/log-f-h1/18/verdict").body())
                        .contains("\"proven\":false", "REFUSED at status.endorsements");
                assertThat(Http.session(gateway, "q-ins")
                                .get("/calls/log-f-h1/18/verdict")
                                .body())
                        .contains("REFUSED at status.endorsements", "is-refused");
            }
        }
    }
}
