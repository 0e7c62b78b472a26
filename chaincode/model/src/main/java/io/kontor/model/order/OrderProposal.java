package io.kontor.model.order;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import java.util.List;
import java.util.Optional;

/**
 * What a buyer proposes; the contract adds the split plan of the seller's city and the buyer's signature.
 *
 * @param orderId identifier
 * @param productId product
 * @param tariffVersion tariff version
 * @param scenarioId scenario of the product
 * @param seller operator
 * @param buyer buyer
 * @param users named users
 * @param applications named applications
 * @param confidential commitment to negotiated terms; absent where the listed tariff holds
 */
public record OrderProposal(
        String orderId,
        String productId,
        int tariffVersion,
        String scenarioId,
        String seller,
        String buyer,
        List<Credential> users,
        List<Credential> applications,
        Optional<TermsCommitment> confidential) {

    public OrderProposal {
        Ids.require("order id", orderId);
        Ids.require("product id", productId);
        Checks.range("tariff version", tariffVersion, 1, 1_000_000);
        Ids.require("scenario id", scenarioId);
        Ids.require("seller", seller);
        Ids.require("buyer", buyer);
        users = Checks.list("users", users, 1, 200);
        applications = Checks.list("applications", applications, 1, 200);
        Checks.distinct("users", users, Credential::fingerprint);
        Checks.distinct("applications", applications, Credential::fingerprint);
    }
}
