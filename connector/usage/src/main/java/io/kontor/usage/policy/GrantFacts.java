package io.kontor.usage.policy;

import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Grant;
import io.kontor.model.member.Member;
import io.kontor.model.order.Order;
import io.kontor.model.product.Product;
import io.kontor.model.resource.Resource;
import io.kontor.model.scenario.Scenario;

/**
 * A grant and everything above it on which its life hangs, as read from the ledger.
 *
 * @param grant the grant
 * @param order its order
 * @param product the order's product
 * @param scenario the order's scenario
 * @param authorisation authorisation of the scenario
 * @param resource the resource
 * @param city profile of the supplier's city
 * @param supplier supplier
 * @param seller operator
 * @param buyer buyer
 */
public record GrantFacts(
        Grant grant,
        Order order,
        Product product,
        Scenario scenario,
        Authorisation authorisation,
        Resource resource,
        CityProfile city,
        Member supplier,
        Member seller,
        Member buyer) {}
