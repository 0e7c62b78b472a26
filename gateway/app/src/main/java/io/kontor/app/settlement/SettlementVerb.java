package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.submission.Binding;
import io.kontor.model.member.MemberRole;
import io.kontor.model.order.Order;
import io.kontor.model.order.Signature;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an officer can do with a settlement period; the contract has the last word on who may. */
enum SettlementVerb {
    CLOSE("close") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return settlement.status() == SettlementStatus.OPEN
                    && isTrader(account, order)
                    && hasNotSigned(account, settlement.closings());
        }
    },
    CALCULATE("calculate") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return settlement.status() == SettlementStatus.CLOSED_FOR_METERING && isTrader(account, order);
        }
    },
    CONFIRM("confirm") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return settlement.status() == SettlementStatus.CALCULATED
                    && isTrader(account, order)
                    && hasNotSigned(account, settlement.confirmations());
        }
    },
    PAY("pay", "paymentDigest") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return settlement.status() == SettlementStatus.CONFIRMED
                    && account.participantId().equals(order.seller());
        }
    },
    /** A regulator signs in place of parties that do not (SET-8). */
    ENFORCE("enforce", "reason") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            List<Signature> signed =
                    settlement.status() == SettlementStatus.OPEN ? settlement.closings() : settlement.confirmations();
            return account.role() == MemberRole.REGULATOR
                    && (settlement.status() == SettlementStatus.OPEN
                            || settlement.status() == SettlementStatus.CALCULATED)
                    && hasNotSigned(account, signed);
        }

        @Override
        Binding.Field[] fields() {
            return new Binding.Field[] {Binding.Field.sentence(field())};
        }
    },
    NOTICE("notice", "noticeNumber") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return ownShare(account, settlement)
                    .map(SupplierShare::noticeNumber)
                    .equals(Optional.of(Optional.empty()));
        }
    },
    TREASURY("treasury", "receiptDigest") {
        @Override
        boolean fits(Account account, Order order, Settlement settlement) {
            return ownShare(account, settlement)
                    .filter(share -> share.noticeNumber().isPresent()
                            && share.treasuryReceipt().isEmpty())
                    .isPresent();
        }
    };

    private final String word;
    private final String field;

    SettlementVerb(String word) {
        this(word, "");
    }

    SettlementVerb(String word, String field) {
        this.word = word;
        this.field = field;
    }

    /** Whether the action is worth offering to the account. */
    abstract boolean fits(Account account, Order order, Settlement settlement);

    String word() {
        return word;
    }

    /** The one thing that the person adds; empty for none. */
    String field() {
        return field;
    }

    String function() {
        return "settlement:" + word;
    }

    Binding.Field[] fields() {
        return field.isEmpty() ? new Binding.Field[0] : new Binding.Field[] {Binding.Field.word(field)};
    }

    static Optional<SettlementVerb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    private static boolean isTrader(Account account, Order order) {
        return account.participantId().equals(order.buyer())
                || account.participantId().equals(order.seller());
    }

    private static boolean hasNotSigned(Account account, List<Signature> signatures) {
        return signatures.stream()
                .noneMatch(signature -> signature.participantId().equals(account.participantId()));
    }

    private static Optional<SupplierShare> ownShare(Account account, Settlement settlement) {
        return settlement.shares().stream()
                .flatMap(shares -> shares.suppliers().stream())
                .filter(share -> share.supplier().equals(account.participantId()))
                .findFirst();
    }
}
