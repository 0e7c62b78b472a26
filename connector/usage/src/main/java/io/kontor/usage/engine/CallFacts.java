package io.kontor.usage.engine;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.session.LiveSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What every receipt of one call says, whatever its outcome. */
record CallFacts(
        String session,
        long sequence,
        String callId,
        String grantId,
        int grantVersion,
        Action action,
        String resourceId,
        String scenarioId,
        String orderId,
        Digest32 user,
        Digest32 application,
        Optional<Digest32> consent,
        Digest32 requestDigest) {

    static CallFacts of(AuthenticatedCall call, LiveSession session, Grant grant, Digest32 requestDigest) {
        return new CallFacts(
                call.session(),
                call.sequence(),
                call.callId(),
                grant.grantId(),
                grant.version(),
                call.body().action(),
                grant.resourceId(),
                call.body().purpose(),
                grant.orderId(),
                session.identity().user().fingerprint(),
                session.identity().application().fingerprint(),
                call.body().consent().flatMap(CallFacts::consentDigest),
                requestDigest);
    }

    private static Optional<Digest32> consentDigest(JsonObject document) {
        return document.optionalString("consentId")
                .map(id -> Digest32.of(HashFunction.sha256().hash(id.getBytes(StandardCharsets.UTF_8))));
    }
}
