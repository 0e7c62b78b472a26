package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.LegalForm;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How each supplier's share reaches it: notice and treasury receipt of a public unit, receipt of a private body (INT-23). */
final class Notices {

    private final Call call;
    private final LedgerState state;
    private final Settlement settlement;
    private final String supplier;
    private final String what;

    private Notices(Call call, String verb) {
        this.call = call;
        this.state = call.state();
        this.settlement = state.require(Keys.settlement(
                call.argument().string("orderId"), call.argument().intValue("period")));
        this.supplier = call.argument().string("supplier");
        this.what = verb + settlement.orderId() + "/" + settlement.period() + " of " + supplier;
    }

    static Settlement notice(Call call) {
        call.argument().requireOnly("orderId", "period", "supplier", "noticeNumber");
        return new Notices(call, "Cannot record notice of settlement ").notice();
    }

    static Settlement treasury(Call call) {
        call.argument().requireOnly("orderId", "period", "supplier", "receiptDigest");
        return new Notices(call, "Cannot record treasury receipt of settlement ").treasury();
    }

    private Settlement notice() {
        SupplierShare share = ownShare();
        ContractRejection.unless(
                isPublic(share),
                RejectionCode.WRONG_STATE,
                what + ": it is a private body, which is paid without a notice");
        Optional<String> number = Optional.of(Checks.text(call, "noticeNumber"));
        if (share.noticeNumber().isPresent()) {
            requireSame(
                    share.noticeNumber().equals(number),
                    "notice " + share.noticeNumber().get());
            return settlement;
        }
        return store(new SupplierShare(
                supplier,
                share.weight(),
                share.amount(),
                share.oddFen(),
                share.offset(),
                number,
                share.treasuryReceipt()));
    }

    private Settlement treasury() {
        SupplierShare share = ownShare();
        Digest32 digest = call.argument().string("receiptDigest", Digest32::fromHex);
        if (share.treasuryReceipt().isPresent()) {
            requireSame(
                    share.treasuryReceipt().get().equals(digest),
                    "receipt " + share.treasuryReceipt().get().hex());
            return settlement;
        }
        ContractRejection.unless(
                !isPublic(share) || share.noticeNumber().isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": its notice has not been recorded");
        return store(new SupplierShare(
                supplier,
                share.weight(),
                share.amount(),
                share.oddFen(),
                share.offset(),
                share.noticeNumber(),
                Optional.of(digest)));
    }

    private SupplierShare ownShare() {
        Checks.isMember(call, supplier, what);
        SupplierShare share = settlement.shares().stream()
                .flatMap(shares -> shares.suppliers().stream())
                .filter(candidate -> candidate.supplier().equals(supplier))
                .findFirst()
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.WRONG_STATE,
                        what + ": it is " + settlement.status() + " without a share of this supplier"));
        ContractRejection.unless(
                isPayable(share),
                RejectionCode.WRONG_STATE,
                what + ": " + share.amount() + " fen and an offset of " + share.offset() + " leave nothing to pay");
        return share;
    }

    private void requireSame(boolean same, String recorded) {
        ContractRejection.unless(
                same, RejectionCode.ALREADY_EXISTS_DIFFERENT, what + ": " + recorded + " has been recorded");
    }

    private Settlement store(SupplierShare share) {
        PeriodShares before = settlement.shares().orElseThrow();
        List<SupplierShare> suppliers = before.suppliers().stream()
                .map(other -> other.supplier().equals(supplier) ? share : other)
                .toList();
        Settlement next = Settlements.shared(
                settlement,
                status(suppliers),
                new PeriodShares(before.units(), before.operator(), suppliers),
                settlement.paymentDigest());
        state.put(Keys.settlement(settlement.orderId(), settlement.period()), next);
        return next;
    }

    private SettlementStatus status(List<SupplierShare> shares) {
        if (allPayable(shares, share -> share.treasuryReceipt().isPresent())) {
            return SettlementStatus.TREASURY_PAID;
        }
        boolean noticed = allPayable(shares, share -> share.noticeNumber().isPresent() || !isPublic(share));
        return noticed ? SettlementStatus.NON_TAX_NOTICED : settlement.status();
    }

    private static boolean allPayable(List<SupplierShare> shares, Predicate<SupplierShare> condition) {
        return shares.stream().filter(Notices::isPayable).allMatch(condition);
    }

    private static boolean isPayable(SupplierShare share) {
        return share.amount() + share.offset() > 0;
    }

    private boolean isPublic(SupplierShare share) {
        return state.require(Keys.member(share.supplier())).legalForm() == LegalForm.PUBLIC_UNIT;
    }
}
