package io.kontor.extension.policy;

import io.kontor.model.grant.GrantTerms;

/**
 * What one offer or agreement says in our own form.
 *
 * @param orderId order that the grant will serve
 * @param buyer the only member that the offer is for
 * @param terms terms of the grant
 */
public record OfferedTerms(String orderId, String buyer, GrantTerms terms) {}
