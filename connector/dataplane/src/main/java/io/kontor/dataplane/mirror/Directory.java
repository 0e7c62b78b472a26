package io.kontor.dataplane.mirror;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.Member;
import io.kontor.model.rejection.RejectionCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Members and parties of grants as the ledger knows them, kept for a short while. Members may change and are asked again after half a
 * minute; the parties of a grant never change. Blocks; thread-safe.
 */
final class Directory {

    private static final long FRESH_MS = 30_000;
    private static final int MAX_ENTRIES = 10_000;

    private record Cached(Optional<Member> member, long at) {}

    /**
     * The parties of a grant with their cities.
     *
     * @param supplier member that supplies
     * @param supplierCity its city
     * @param buyer member that uses
     * @param buyerCity its city
     */
    record Parties(String supplier, String supplierCity, String buyer, String buyerCity) {}

    private final MemberLedger members;
    private final GrantLedger grants;
    private final SupervisionLedger keys;
    private final LongSupplier clock;
    private final Map<Fingerprint, Cached> byKey = bounded();
    private final Map<String, Parties> byGrant = bounded();

    Directory(Ledger ledger, LongSupplier clock) {
        this.members = new MemberLedger(ledger);
        this.grants = new GrantLedger(ledger);
        this.keys = new SupervisionLedger(ledger);
        this.clock = clock;
    }

    /** The member that pins a key, whatever its status. */
    synchronized Optional<Member> memberOfKey(Fingerprint key) {
        Cached cached = byKey.get(key);
        if (cached == null || clock.getAsLong() - cached.at() > FRESH_MS) {
            String ledgerKey = "key/" + key.hex();
            Optional<JsonObject> pinned = keys.states(List.of(ledgerKey)).getOrDefault(ledgerKey, Optional.empty());
            cached =
                    new Cached(pinned.map(record -> members.member(record.string("participantId"))), clock.getAsLong());
            byKey.put(key, cached);
        }
        return cached.member();
    }

    /** The parties of a grant, empty while the ledger has none of that name. */
    synchronized Optional<Parties> partiesOf(String grantId) {
        Parties parties = byGrant.get(grantId);
        if (parties == null) {
            try {
                Grant grant = grants.grant(grantId);
                parties = new Parties(
                        grant.supplier(),
                        members.member(grant.supplier()).cityId(),
                        grant.buyer(),
                        members.member(grant.buyer()).cityId());
            } catch (LedgerRejectedException e) {
                if (e.code() != RejectionCode.NOT_FOUND) {
                    throw e;
                }
                return Optional.empty();
            }
            byGrant.put(grantId, parties);
        }
        return Optional.of(parties);
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }
}
