package io.kontor.contract.supervision;

import io.kontor.contract.authorisation.Authorisations;
import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.StrangerCall;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.member.MemberRole;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks the ledger for any key, and lets logs be purged once their retention is over. */
public final class SupervisionContract {

    private static final int KEYS_MAX = 256;
    private static final int KEY_LENGTH_MAX = 400;

    /** Place of the grant in {@code held/<logId>/<grantId>/<ACTION>}. */
    private static final int HELD_GRANT = 2;

    private SupervisionContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.forStrangers("supervision:probe", SupervisionContract::probe),
                ContractFunction.answering("supervision:state", CallerRule.anyMember(), SupervisionContract::state),
                ContractFunction.of(
                        "supervision:purge", CallerRule.either(MemberRole.SUPPLIER), SupervisionContract::purge));
    }

    /** CALL-5: reads and writes nothing, so that its transaction says no more than that the ledger works. */
    private static JsonObject probe(StrangerCall call) {
        call.argument().requireOnly();
        return JsonObject.builder().build();
    }

    private static JsonObject state(Call call) {
        List<String> keys = call.argument().requireOnly("keys").array("keys").strings();
        ContractRejection.unless(
                !keys.isEmpty() && keys.size() <= KEYS_MAX,
                RejectionCode.BOUNDS,
                "Cannot read states: there are " + keys.size() + " keys, must be 1 to " + KEYS_MAX);
        return JsonObject.builder()
                .put("states", JsonArray.ofObjects(keys, key -> state(call.state(), key)))
                .build();
    }

    private static JsonObject state(LedgerState state, String key) {
        ContractRejection.unless(
                key.length() <= KEY_LENGTH_MAX && key.matches("[a-z-]+(/[A-Za-z0-9._:-]+)+"),
                RejectionCode.MALFORMED,
                "Cannot read state: '" + key + "' is no key");
        JsonObjectBuilder answer = JsonObject.builder().put("key", key);
        state.raw(key).ifPresent(record -> answer.put("record", record));
        return answer.build();
    }

    private static JsonObject purge(Call call) {
        String logId = call.argument().requireOnly("logId").string("logId");
        LedgerState state = call.state();
        String what = "Cannot purge log " + logId;
        ReceiptLog log = state.require(Keys.log(logId));
        Checks.isMember(call, log.participantId(), what);
        Optional<Count> purged = state.find(Keys.purged(logId));
        if (purged.isEmpty()) {
            TreeMap<String, Authorisation> served = new TreeMap<>();
            for (String grantId : grantsOf(state, logId)) {
                Authorisation authorisation = authorisationOf(state, grantId);
                served.put(authorisation.authorisationId(), authorisation);
            }
            served.values().forEach(authorisation -> Authorisations.requireOver(call, authorisation, what));
            state.put(Keys.purged(logId), new Count(call.at()));
        }
        return JsonObject.builder()
                .put("logId", logId)
                .put("at", purged.map(Count::value).orElse(call.at()))
                .build();
    }

    /** Grants that the log anchored totals of or took units of. */
    private static Set<String> grantsOf(LedgerState state, String logId) {
        TreeSet<String> grants = new TreeSet<>();
        state.all(Keys.totalsOf(logId))
                .forEach(total -> grants.add(total.record().grantId()));
        state.all(Keys.heldBy(logId)).forEach(held -> grants.add(held.key().part(HELD_GRANT)));
        return grants;
    }

    private static Authorisation authorisationOf(LedgerState state, String grantId) {
        Grant grant = state.require(Keys.grant(grantId));
        String scenarioId = grant.terms().scenarioId();
        return state.require(
                Keys.authorisation(state.require(Keys.scenario(scenarioId)).authorisationId()));
    }
}
