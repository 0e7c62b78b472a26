package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/**
 * A refused opening of a session by a member whose key verified.
 *
 * @param at where and when it stands
 * @param memberKey fingerprint of that key
 * @param grantId grant that it asked for
 * @param refusal why
 */
public record SessionRefusedLeaf(LeafPosition at, Digest32 memberKey, String grantId, RejectionCode refusal)
        implements LogLeaf {

    public SessionRefusedLeaf {
        Ids.require("grant id", grantId);
    }

    @Override
    public LeafKind kind() {
        return LeafKind.SESSION_REFUSED;
    }

    @Override
    public String logId() {
        return at.logId();
    }

    @Override
    public long epoch() {
        return at.epoch();
    }

    @Override
    public long index() {
        return at.index();
    }

    @Override
    public long time() {
        return at.time();
    }

    @Override
    public Optional<String> concernedGrant() {
        return Optional.of(grantId);
    }
}
