package io.kontor.model.order;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.sharing.SplitPlan;
import java.util.List;
import java.util.Optional;

/**
 * A buyer's order of one product for one scenario. Money accumulates per order (INT-2, INT-12); under it stands one grant per resource.
 *
 * @param orderId identifier
 * @param productId product
 * @param tariffVersion tariff version that the order keeps for life
 * @param scenarioId scenario of the product
 * @param seller operator with a live authorisation
 * @param buyer buying member
 * @param splitPlan plan of the supplier's city at the time of the order
 * @param users named users of the buyer
 * @param applications named applications of the buyer
 * @param period current settlement period, from 1
 * @param status state
 * @param signatures signatures so far, in order of signing
 * @param confidential commitment to negotiated terms; absent where the listed tariff holds
 */
public record Order(
        String orderId,
        String productId,
        int tariffVersion,
        String scenarioId,
        String seller,
        String buyer,
        SplitPlan splitPlan,
        List<Credential> users,
        List<Credential> applications,
        int period,
        OrderStatus status,
        List<Signature> signatures,
        Optional<TermsCommitment> confidential) {

    public Order {
        Ids.require("order id", orderId);
        Ids.require("product id", productId);
        Checks.range("tariff version", tariffVersion, 1, 1_000_000);
        Ids.require("scenario id", scenarioId);
        Ids.require("seller", seller);
        Ids.require("buyer", buyer);
        users = Checks.list("users", users, 1, 200);
        applications = Checks.list("applications", applications, 1, 200);
        Checks.range("period", period, 1, 1_000_000);
        signatures = Checks.list("signatures", signatures, 0, 2);
        Checks.distinct("users", users, Credential::fingerprint);
        Checks.distinct("applications", applications, Credential::fingerprint);
        Checks.distinct("signatures", signatures, Signature::participantId);
    }
}
