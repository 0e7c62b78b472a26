package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.Optional;

/** The body of a call's receipt, field by field in the order of docs/spec/receipt.md. */
final class CallReceiptBody {

    private CallReceiptBody() {}

    static void write(CallReceipt receipt, LeafWriter out) {
        out.id16(receipt.session())
                .u64(receipt.sequence())
                .id16(receipt.callId())
                .str(receipt.grantId())
                .u32(receipt.grantVersion())
                .u8(number(receipt.action()))
                .str(receipt.resourceId())
                .str(receipt.scenarioId())
                .str(receipt.orderId())
                .u32(receipt.period())
                .d32(receipt.user())
                .d32(receipt.application())
                .u8(receipt.consent().isPresent() ? 1 : 0);
        receipt.consent().ifPresent(out::d32);
        out.u16(LeafCodec.number(receipt.refusal()));
        writeDelivery(receipt.delivery(), out);
        out.d32(receipt.requestDigest()).d32(receipt.resultDigest());
        writeCounts(receipt.totals(), out);
    }

    static CallReceipt read(LeafKind kind, LeafPosition at, LeafReader in) {
        return new CallReceipt(
                kind,
                at.logId(),
                at.epoch(),
                at.index(),
                at.time(),
                in.id16(),
                in.u64(),
                in.id16(),
                in.str(),
                in.u32(),
                action(in.u8()),
                in.str(),
                in.str(),
                in.str(),
                in.u32(),
                in.d32(),
                in.d32(),
                readConsent(in),
                LeafCodec.refusal(in.u16()),
                readDelivery(in),
                in.d32(),
                in.d32(),
                new UsageCounts(in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64()));
    }

    private static Optional<Digest32> readConsent(LeafReader in) {
        int present = in.u8();
        if (present > 1) {
            throw new MalformedException("Cannot decode leaf: consent mark " + present + ", must be 0 or 1");
        }
        return present == 1 ? Optional.of(in.d32()) : Optional.empty();
    }

    private static void writeDelivery(Delivery delivery, LeafWriter out) {
        int hit = switch (delivery.hit()) {
            case NONE -> 0;
            case HIT -> 1;
            case MISS -> 2;
        };
        out.u8(hit)
                .u32(delivery.items())
                .u64(delivery.records())
                .u64(delivery.usage())
                .u64(delivery.bytes())
                .u32(delivery.pages());
    }

    private static Delivery readDelivery(LeafReader in) {
        int number = in.u8();
        Delivery.Hit hit = switch (number) {
            case 0 -> Delivery.Hit.NONE;
            case 1 -> Delivery.Hit.HIT;
            case 2 -> Delivery.Hit.MISS;
            default -> throw new MalformedException("Cannot decode leaf: unknown hit " + number);
        };
        return new Delivery(hit, in.u32(), in.u64(), in.u64(), in.u64(), in.u32());
    }

    private static void writeCounts(UsageCounts counts, LeafWriter out) {
        out.u64(counts.unitsEver())
                .u64(counts.calls())
                .u64(counts.hits())
                .u64(counts.usage())
                .u64(counts.bytes())
                .u64(counts.denied());
    }

    private static int number(Action action) {
        return switch (action) {
            case VIEW -> 0;
            case PROCESS -> 1;
            case DOWNLOAD -> 2;
        };
    }

    private static Action action(int number) {
        return switch (number) {
            case 0 -> Action.VIEW;
            case 1 -> Action.PROCESS;
            case 2 -> Action.DOWNLOAD;
            default -> throw new MalformedException("Cannot decode leaf: unknown action " + number);
        };
    }
}
