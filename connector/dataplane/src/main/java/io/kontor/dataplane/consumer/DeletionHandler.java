package io.kontor.dataplane.consumer;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.store.SmallFile;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.LongSupplier;

/**
 * Deletes what the connector holds of an ended grant and states it on the ledger (C-06, DPL-49). The connector keeps no result and no
 * object: what goes is its open sessions with their secrets; its evidence stays. The statement is kept, so that asking again gives the same.
 */
final class DeletionHandler {

    private final GrantLedger grants;
    private final SessionStore sessions;
    private final SigningKey memberKey;
    private final Path folder;
    private final LongSupplier clock;
    private final CryptoSuite suite = CryptoSuites.intl();

    DeletionHandler(Ledger ledger, SessionStore sessions, SigningKey memberKey, Path folder, LongSupplier clock) {
        this.grants = new GrantLedger(ledger);
        this.sessions = sessions;
        this.memberKey = memberKey;
        this.folder = folder;
        this.clock = clock;
    }

    JsonObject delete(Exchange exchange) {
        String grantId = Ids.require("grant id", exchange.variable("grantId"));
        Grant grant = grants.grant(grantId);
        if (!grant.status().ended()) {
            throw new ProblemException(Problem.of(
                    409,
                    RejectionCode.WRONG_STATE,
                    "Cannot delete under grant " + grantId + ": it is " + grant.status() + " and has not ended"));
        }
        int forgotten = sessions.forget(grantId);
        String statement = statement(grant, forgotten);
        Digest32 digest = Digest32.of(suite.digest(statement.getBytes(StandardCharsets.UTF_8)));
        Recorded<DeletionTask> stated = grants.deleted(grantId, digest);
        return JsonObject.builder()
                .put("statement", statement)
                .put("statementDigest", digest.hex())
                .put("transactionId", stated.transactionId())
                .build();
    }

    private String statement(Grant grant, int forgotten) {
        SmallFile file = new SmallFile(statements().resolve(grant.grantId() + ".json"));
        return file.read().map(JsonObject::toString).orElseGet(() -> {
            JsonObject said = JsonObject.builder()
                    .put("kind", "kontor-deletion-v1")
                    .put("grantId", grant.grantId())
                    .put("member", grant.buyer())
                    .put("sessionsDeleted", forgotten)
                    .put("kept", "receipts, counts and signed heads")
                    .put("at", clock.getAsLong())
                    .build();
            String signature = Base64.getEncoder().encodeToString(memberKey.sign(CanonicalJson.bytes(said)));
            JsonObject signed = JsonObject.builder()
                    .put("said", said)
                    .put("key", memberKey.verifyingKey().fingerprint().hex())
                    .put("signature", signature)
                    .build();
            file.write(signed);
            return CanonicalJson.write(signed);
        });
    }

    private Path statements() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make folder " + folder, e);
        }
    }
}
