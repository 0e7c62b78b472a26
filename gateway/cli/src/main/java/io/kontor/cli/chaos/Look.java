package io.kontor.cli.chaos;

import io.kontor.model.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a data plane said of itself at one moment (DPL-36).
 *
 * @param plane data plane
 * @param asked when it was asked, epoch milliseconds
 * @param answered when it had answered
 * @param contact milliseconds since its last own committed transaction, by its clock
 * @param hands what it has of each grant that it serves
 */
record Look(String plane, long asked, long answered, long contact, Map<String, Hand> hands) {

    Look {
        hands = Map.copyOf(hands);
    }

    /**
     * What a data plane has of a grant.
     *
     * @param units units that serve without the ledger
     * @param view milliseconds since the grant was read
     * @param current whether it knows of no change since
     */
    record Hand(long units, long view, boolean current) {}

    static Look of(String plane, long asked, long answered, JsonObject state) {
        long now = state.longValue("time");
        Map<String, Hand> hands = new HashMap<>();
        state.array("grants")
                .objects(grant -> grant)
                .forEach(grant -> hands.put(
                        grant.string("grantId"),
                        new Hand(grant.longValue("inHand"), now - grant.longValue("readAt"), grant.flag("current"))));
        return new Look(plane, asked, answered, now - state.longValue("lastContactAt"), hands);
    }

    Optional<Hand> hand(String grantId) {
        return Optional.ofNullable(hands.get(grantId));
    }

    /** How long ago the last contact will have been at a later time at most. */
    long contactAt(long time) {
        return contact + (time - asked);
    }

    /** How long ago the reading of a grant will have been at a later time at most. */
    long viewAt(Hand hand, long time) {
        return hand.view() + (time - asked);
    }
}
