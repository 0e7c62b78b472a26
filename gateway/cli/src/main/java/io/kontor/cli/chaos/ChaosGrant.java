package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.DealPlan;
import io.kontor.cli.synthetic.PlayedGrant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.PersonalData;
import java.util.List;
import java.util.Optional;

/**
 * A grant that is fought over in one run.
 *
 * @param kind kind
 * @param limit its limit
 * @param played as it stands on the ledger
 * @param consents documents of the consents that its calls use; none where no person is concerned
 */
record ChaosGrant(Kind kind, long limit, PlayedGrant played, List<JsonObject> consents) {

    ChaosGrant {
        consents = List.copyOf(consents);
    }

    /** Kinds of grants, with their share of the calls and the part of that share which their limit allows. */
    enum Kind {
        /** Few units: each call claims its own. */
        SMALL("CHAOS-SMALL", 15, 30, "synthetic"),
        /** Many units: blocks are leased. */
        LARGE("CHAOS-LARGE", 60, 80, "synthetic"),
        /** From a database that is killed, too. */
        TABLE("CHAOS-TABLE", 15, 60, "districts"),
        /** About a person: each call needs a consent, for which another one or two ask. */
        PERSONAL("CHAOS-PERSONAL", 10, 80, "synthetic"),
        /** Leased and never used up: one caller at each data plane calls now and then. */
        CALM("CHAOS-CALM", 0, 0, "synthetic");

        private static final long CALM_LIMIT = 2_000;

        private final String resource;
        private final int share;
        private final int allowed;
        private final String algorithm;

        Kind(String resource, int share, int allowed, String algorithm) {
            this.resource = resource;
            this.share = share;
            this.allowed = allowed;
            this.algorithm = algorithm;
        }

        String resource() {
            return resource;
        }

        /** Limit that so many calls in all would exceed. */
        long limit(long calls) {
            return this == CALM ? CALM_LIMIT : Math.max(1, calls * share * allowed / 10_000);
        }

        /** Consents for so many calls in all: each serves one of those that ask with it. */
        int consents(long calls) {
            return this == PERSONAL ? (int) Math.max(1, calls * share / 200) : 0;
        }

        /** Of a hundred calls. */
        int share() {
            return share;
        }

        String algorithm() {
            return algorithm;
        }

        /** Its resource in the deal. */
        DealPlan.Listed listed() {
            return new DealPlan.Listed(resource, this == PERSONAL ? PersonalData.PERSONAL : PersonalData.NONE);
        }
    }

    String id() {
        return played.id();
    }

    /** The identifier of the consent of a call. */
    Optional<String> consentIdOf(String callId) {
        return consentOf(callId).map(consent -> consent.string("consentId"));
    }

    /** The consent of a call, the same each time that it is made. */
    Optional<JsonObject> consentOf(String callId) {
        return consents.isEmpty()
                ? Optional.empty()
                : Optional.of(consents.get(Math.floorMod(callId.hashCode(), consents.size())));
    }
}
