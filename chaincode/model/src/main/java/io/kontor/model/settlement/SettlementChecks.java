package io.kontor.model.settlement;

import io.kontor.model.rejection.MalformedException;
import java.util.Optional;

/** What a settlement must hold in each of its states. */
final class SettlementChecks {

    private SettlementChecks() {}

    static void requireConsistent(
            String id,
            SettlementStatus status,
            Optional<Long> closedAt,
            Optional<PeriodRating> rating,
            Optional<PeriodShares> shares) {
        boolean closed = status.compareTo(SettlementStatus.CLOSED_FOR_METERING) >= 0;
        boolean calculated = status.compareTo(SettlementStatus.CALCULATED) >= 0;
        boolean shared = status.compareTo(SettlementStatus.SHARED) >= 0;
        if (closed != closedAt.isPresent() || calculated != rating.isPresent() || (shared && shares.isEmpty())) {
            throw new MalformedException(
                    "Cannot accept settlement " + id + ": it is " + status + " with" + word(closedAt)
                            + " closing time,"
                            + word(rating) + " rating and" + word(shares) + " shares");
        }
        if (shares.isPresent()) {
            long charge = rating.map(PeriodRating::charge).orElse(0L);
            long sum = shares.get().units() + shares.get().operator();
            if (sum != charge) {
                throw new MalformedException("Cannot accept settlement " + id + ": its shares sum to " + sum
                        + ", must be the charge " + charge);
            }
        }
    }

    private static String word(Optional<?> part) {
        return part.isPresent() ? " a" : " no";
    }
}
