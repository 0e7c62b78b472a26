package io.kontor.model.order;

import java.util.List;

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
 */
public record OrderProposal(
        String orderId,
        String productId,
        int tariffVersion,
        String scenarioId,
        String seller,
        String buyer,
        List<Credential> users,
        List<Credential> applications) {}
