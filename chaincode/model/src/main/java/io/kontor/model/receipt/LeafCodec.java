package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.Optional;

/** The bytes of a leaf (RCP-1, RCP-2): {@code encode(decode(x)) = x}, and nothing else is decoded. Stateless. */
public final class LeafCodec {

    /** No leaf is longer. */
    public static final int MAX_BYTES = 1_536;

    /** Longest signature of a consumer's head, in bytes. */
    static final int MAX_SIGNATURE = 1_024;

    private static final int VERSION = 1;
    private static final int NO_REFUSAL = 0;

    private LeafCodec() {}

    /** The bytes of a leaf. */
    public static byte[] encode(LogLeaf leaf) {
        LeafWriter out = new LeafWriter()
                .u8(VERSION)
                .u8(leaf.kind().number())
                .str(leaf.logId())
                .u64(leaf.epoch())
                .u64(leaf.index())
                .u64(leaf.time());
        if (leaf instanceof CallReceipt receipt) {
            CallReceiptBody.write(receipt, out);
        } else if (leaf instanceof EpochOpenedLeaf opened) {
            out.id16(opened.instance());
        } else if (leaf instanceof SessionRefusedLeaf refused) {
            out.d32(refused.memberKey())
                    .str(refused.grantId())
                    .u16(refused.refusal().wireNumber());
        } else if (leaf instanceof LeaseClosedLeaf closed) {
            out.str(closed.leaseId()).u64(closed.used());
        } else if (leaf instanceof PeriodClosedLeaf closed) {
            out.str(closed.orderId()).u32(closed.period());
        } else if (leaf instanceof ConsumerHeadLeaf head) {
            writeConsumerHead(head, out);
        }
        return out.done();
    }

    /**
     * Reads the bytes of a leaf.
     *
     * @throws MalformedException for another version, an unknown number, a value out of range, an early end or more bytes
     */
    public static LogLeaf decode(byte[] bytes) {
        LeafReader in = new LeafReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("Cannot decode leaf: version " + version + ", must be " + VERSION);
        }
        int number = in.u8();
        LeafKind kind = LeafKind.ofNumber(number)
                .orElseThrow(() -> new MalformedException("Cannot decode leaf: unknown kind " + number));
        LeafPosition at = new LeafPosition(in.str(), in.u64(), in.u64(), in.u64());
        LogLeaf leaf = switch (kind) {
            case RELEASED, RESERVED, ABORTED, DENIED, FAILED -> CallReceiptBody.read(kind, at, in);
            case EPOCH_OPENED -> new EpochOpenedLeaf(at, in.id16());
            case SESSION_REFUSED -> new SessionRefusedLeaf(at, in.d32(), in.str(), code(in.u16()));
            case LEASE_CLOSED -> new LeaseClosedLeaf(at, in.str(), in.u64());
            case PERIOD_CLOSED -> new PeriodClosedLeaf(at, in.str(), in.u32());
            case CONSUMER_HEAD -> readConsumerHead(at, in);
        };
        in.requireEnd();
        return leaf;
    }

    /**
     * Reads the bytes of a call's receipt.
     *
     * @throws MalformedException also when the leaf is of another kind
     */
    public static CallReceipt decodeReceipt(byte[] bytes) {
        LogLeaf leaf = decode(bytes);
        if (leaf instanceof CallReceipt receipt) {
            return receipt;
        }
        throw new MalformedException("Cannot decode receipt: the leaf is of kind " + leaf.kind());
    }

    static int number(Optional<RejectionCode> refusal) {
        return refusal.map(RejectionCode::wireNumber).orElse(NO_REFUSAL);
    }

    static Optional<RejectionCode> refusal(int number) {
        return number == NO_REFUSAL ? Optional.empty() : Optional.of(code(number));
    }

    private static RejectionCode code(int number) {
        return RejectionCode.ofWireNumber(number)
                .orElseThrow(() -> new MalformedException("Cannot decode leaf: unknown refusal " + number));
    }

    private static void writeConsumerHead(ConsumerHeadLeaf head, LeafWriter out) {
        byte[] signature = Base64.getDecoder().decode(head.signature());
        out.str(head.grantId())
                .u64(head.treeSize())
                .d32(head.rootHash())
                .u64(head.headTime())
                .u16(signature.length)
                .bytes(signature);
    }

    private static ConsumerHeadLeaf readConsumerHead(LeafPosition at, LeafReader in) {
        String grantId = in.str();
        long treeSize = in.u64();
        Digest32 rootHash = in.d32();
        long time = in.u64();
        String signature = Base64.getEncoder().encodeToString(in.bytes(in.u16()));
        return new ConsumerHeadLeaf(at, grantId, treeSize, rootHash, time, signature);
    }
}
