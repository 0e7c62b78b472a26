package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.grant.GrantStandingCodec;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Whether grants may be served now, for connectors that follow them (GRT-7). */
final class Standings {

    private static final int GRANTS_MAX = 200;

    private Standings() {}

    static JsonObject standings(Call call) {
        List<String> grantIds =
                call.argument().requireOnly("grantIds").array("grantIds").strings();
        ContractRejection.unless(
                !grantIds.isEmpty() && grantIds.size() <= GRANTS_MAX,
                RejectionCode.BOUNDS,
                "Cannot tell how grants stand: there are " + grantIds.size() + ", must be 1 to " + GRANTS_MAX);
        List<GrantStanding> standings = grantIds.stream()
                .map(grantId -> standing(call.state(), call.state().require(Keys.grant(grantId)), call.at()))
                .toList();
        return JsonObject.builder()
                .put("standings", JsonArray.ofObjects(standings, GrantStandingCodec::toJson))
                .build();
    }

    private static GrantStanding standing(LedgerState state, Grant grant, long at) {
        Optional<RejectionCode> refusal = refusal(state, grant, at);
        return new GrantStanding(
                grant.grantId(),
                grant.version(),
                grant.status(),
                at,
                refusal,
                refusal.map(code -> reason(state, grant, at)),
                changesAt(state, grant, at),
                Parents.keys(state, grant));
    }

    /** The same answer as a lease or claim would get (CLAIM-3). */
    private static Optional<RejectionCode> refusal(LedgerState state, Grant grant, long at) {
        return Grants.refusal(state, grant, at).or(() -> Grants.windowRefusal(grant, at));
    }

    private static String reason(LedgerState state, Grant grant, long at) {
        TimeWindow window = grant.terms().window();
        return Parents.notLive(state, grant, at)
                .or(() -> Grants.refusal(state, grant, at).map(code -> "the grant is " + grant.status()))
                .orElseGet(() -> "its window is from " + window.startsAt() + " to " + window.endsAt());
    }

    private static Optional<Long> changesAt(LedgerState state, Grant grant, long at) {
        TimeWindow window = grant.terms().window();
        long endsAt = Parents.authorisation(state, grant).endsAt();
        long startsAt = Parents.authorisation(state, grant).startsAt();
        return LongStream.of(window.startsAt(), window.endsAt(), startsAt, endsAt)
                .filter(moment -> moment > at)
                .boxed()
                .min(Long::compare);
    }
}
