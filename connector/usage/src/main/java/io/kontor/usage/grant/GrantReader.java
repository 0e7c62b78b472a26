package io.kontor.usage.grant;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.member.Member;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.order.Order;
import io.kontor.model.product.Product;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.Resource;
import io.kontor.model.scenario.Scenario;
import io.kontor.usage.policy.GrantFacts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads a grant and its parents from the own organisation's peer; blocks. */
final class GrantReader {

    private final GrantLedger grants;
    private final OrderLedger orders;
    private final ProductLedger products;
    private final ScenarioLedger scenarios;
    private final AuthorisationLedger authorisations;
    private final ResourceLedger resources;
    private final CityLedger cities;
    private final MemberLedger members;
    private final ReceiptLedger receipts;

    GrantReader(Ledger ledger) {
        grants = new GrantLedger(ledger);
        orders = new OrderLedger(ledger);
        products = new ProductLedger(ledger);
        scenarios = new ScenarioLedger(ledger);
        authorisations = new AuthorisationLedger(ledger);
        resources = new ResourceLedger(ledger);
        cities = new CityLedger(ledger);
        members = new MemberLedger(ledger);
        receipts = new ReceiptLedger(ledger);
    }

    /** The grant with everything above it, or empty when the ledger has none. */
    Optional<GrantFacts> read(String grantId) {
        Grant grant;
        try {
            grant = grants.grant(grantId);
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        requireTermsHash(grant);
        Order order = orders.order(grant.orderId());
        Product product = products.product(order.productId());
        Scenario scenario = scenarios.scenario(order.scenarioId());
        Authorisation authorisation = authorisations.authorisation(scenario.authorisationId());
        Resource resource = resources.resource(grant.resourceId());
        Member supplier = members.member(grant.supplier());
        CityProfile city = cities.profile(supplier.cityId());
        Member seller = members.member(grant.seller());
        Member buyer = members.member(grant.buyer());
        return Optional.of(new GrantFacts(
                grant, order, product, scenario, authorisation, resource, city, supplier, seller, buyer));
    }

    /** Units that may still be leased or claimed, by action. */
    Map<Action, Long> free(Grant grant) {
        Map<Action, Long> free = new EnumMap<>(Action.class);
        for (ActionTerms terms : grant.terms().actions()) {
            Allowance allowance = receipts.allowance(grant.grantId(), terms.action());
            free.put(terms.action(), allowance.free());
        }
        return free;
    }

    private static void requireTermsHash(Grant grant) {
        byte[] terms = CanonicalJson.bytes(GrantTermsCodec.toJson(grant.terms()));
        Digest32 hash = Digest32.of(HashFunction.sha256().hash(terms));
        if (!hash.equals(grant.termsHash())) {
            throw new MalformedException("Cannot serve grant " + grant.grantId() + ": the hash of its terms is " + hash
                    + ", it names " + grant.termsHash());
        }
    }
}
