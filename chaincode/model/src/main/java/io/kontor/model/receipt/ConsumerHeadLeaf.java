package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import java.util.Optional;

/**
 * The consumer's signed head of its own journal was received.
 *
 * @param at where and when it stands
 * @param grantId grant
 * @param treeSize its size
 * @param rootHash its root
 * @param headTime its time, epoch milliseconds
 * @param signature signature by the consumer's connector key, base64 DER
 */
public record ConsumerHeadLeaf(
        LeafPosition at, String grantId, long treeSize, Digest32 rootHash, long headTime, String signature)
        implements LogLeaf {

    public ConsumerHeadLeaf {
        Ids.require("grant id", grantId);
        Checks.range("tree size", treeSize, 0, Checks.MAX);
        Checks.time("head time", headTime);
        Checks.base64("signature", signature, LeafCodec.MAX_SIGNATURE);
    }

    @Override
    public LeafKind kind() {
        return LeafKind.CONSUMER_HEAD;
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
