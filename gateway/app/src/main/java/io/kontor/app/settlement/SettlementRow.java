package io.kontor.app.settlement;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.app.page.Formats;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Order;
import io.kontor.model.order.Signature;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A settlement period as the page shows it.
 *
 * @param source its record with the transaction
 * @param settlement the period
 * @param order its order
 * @param caps price caps of the seller's city, if the index has them
 */
public record SettlementRow(LedgerRecord source, Settlement settlement, Order order, Optional<BandSchedule> caps) {

    /** One line a band with its cap. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        long unit = settlement.rating().map(PeriodRating::usageBefore).orElse(0L);
        for (var line : settlement.rating().map(PeriodRating::lines).orElse(List.of())) {
            long first = unit + 1;
            lines.add(new Line(
                    line.band(),
                    line.quantity(),
                    line.price().tenThousandths(),
                    caps.map(cap -> cap.priceOf(first)).map(UnitPrice::tenThousandths),
                    line.amountTenThousandths()));
            unit += line.quantity();
        }
        return lines;
    }

    /** Buyer and seller with their signature on the charge, and the regulator that signed in place of one. */
    public List<Party> confirmations() {
        return parties(settlement.confirmations());
    }

    /** Buyer and seller with their signature on the close, and the regulator that signed in place of one. */
    public List<Party> closings() {
        return parties(settlement.closings());
    }

    /** One line a supplier, once shared. */
    public List<Share> suppliers() {
        return settlement
                .shares()
                .map(shares -> shares.suppliers().stream().map(this::share).toList())
                .orElse(List.of());
    }

    private Share share(SupplierShare share) {
        PeriodShares shares = settlement.shares().orElseThrow();
        long weights =
                shares.suppliers().stream().mapToLong(SupplierShare::weight).sum();
        String formula =
                Formats.yuan(shares.units()) + " × " + Formats.number(share.weight()) + " ÷ " + Formats.number(weights);
        return new Share(share, formula, share.amount() + share.offset());
    }

    private List<Party> parties(List<Signature> signatures) {
        Stream<Party> traders =
                Stream.of(party("buyer", order.buyer(), signatures), party("seller", order.seller(), signatures));
        Stream<Party> others = signatures.stream()
                .filter(signature -> !signature.participantId().equals(order.buyer())
                        && !signature.participantId().equals(order.seller()))
                .map(signature -> new Party("regulator", signature.participantId(), Optional.of(signature)));
        return Stream.concat(traders, others).toList();
    }

    private static Party party(String role, String participantId, List<Signature> signatures) {
        return new Party(
                role,
                participantId,
                signatures.stream()
                        .filter(signature -> signature.participantId().equals(participantId))
                        .findFirst());
    }

    /**
     * Quantity and price in one band.
     *
     * @param band number of the band
     * @param quantity usage
     * @param price in 1/10,000 yuan
     * @param cap upper bound in 1/10,000 yuan, if known
     * @param amount in 1/10,000 yuan, not rounded
     */
    public record Line(int band, long quantity, long price, Optional<Long> cap, long amount) {}

    /**
     * A party and what it signed.
     *
     * @param role buyer, seller or regulator
     * @param participantId member
     * @param signature its signature, once given
     */
    public record Party(String role, String participantId, Optional<Signature> signature) {}

    /**
     * A supplier's share.
     *
     * @param share as the ledger has it
     * @param formula how it follows: units of the period × weight ÷ weights (SHR-5)
     * @param payable amount and offset together, in fen
     */
    public record Share(SupplierShare share, String formula, long payable) {}
}
