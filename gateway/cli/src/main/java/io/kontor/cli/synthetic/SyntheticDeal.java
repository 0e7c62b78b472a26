package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Plays the deal of a plan on a ledger, everybody's part in turn. One thread. */
public final class SyntheticDeal {

    private static final String CITY_REGULATOR = "F-DATA";
    private static final String OTHER_REGULATOR = "Q-DATA";
    private static final String REGISTRAR = "F-REG";

    private final DealPlan plan;
    private final LedgerConnections ledgers;
    private final DealRecords records;
    private final ConsentMaker consents;

    /**
     * @param plan what is played
     * @param ledgers the ledger; not closed with this
     */
    public SyntheticDeal(DealPlan plan, LedgerConnections ledgers) {
        this.plan = plan;
        this.ledgers = ledgers;
        long startOfDay = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        this.records = new DealRecords(plan, new Parties(ledgers.keys()), startOfDay);
        this.consents = new ConsentMaker(plan);
    }

    /**
     * A grant that is to be made.
     *
     * @param grantId its name
     * @param orderId order
     * @param resourceId resource of the plan
     * @param limit most units of its one action
     */
    public record Wanted(String grantId, String orderId, String resourceId, long limit) {}

    /** Everything up to the product. */
    public void prepare() {
        Founding founding = new Founding(ledgers, plan.stalenessS());
        founding.found();
        founding.admitAll();
        founding.recognise();
        plan.resources().forEach(this::register);
        new AuthorisationLedger(ledgers.officer(CITY_REGULATOR)).open(records.authorisation());
        new AuthorisationLedger(ledgers.officer(Parties.OPERATOR)).accept(plan.authorisationId());
        new ScenarioLedger(ledgers.officer(Parties.OPERATOR)).propose(records.scenario());
        new ScenarioLedger(ledgers.officer(CITY_REGULATOR)).approve(plan.scenarioId(), plan.approvalId());
        new ProductLedger(ledgers.officer(Parties.OPERATOR)).list(records.product(), records.tariff());
    }

    private void register(DealPlan.Listed listed) {
        new ResourceLedger(ledgers.officer(Parties.SUPPLIER)).register(records.resource(listed));
        new ResourceLedger(ledgers.officer(REGISTRAR)).code(listed.resourceId());
        new ResourceLedger(ledgers.officer(OTHER_REGULATOR)).recognise(listed.resourceId(), Cast.CITY_Q);
    }

    /** An order of the product, signed by both. */
    public void order(String orderId) {
        new OrderLedger(ledgers.officer(Parties.BUYER)).propose(records.order(orderId));
        new OrderLedger(ledgers.officer(Parties.OPERATOR)).sign(orderId);
    }

    /** A grant under an order, signed by all three. */
    public PlayedGrant grant(Wanted wanted) {
        GrantTerms terms = records.terms(wanted);
        byte[] key = CryptoSuites.intl().random(Digest32.LENGTH);
        GrantProposal proposal = new GrantProposal(
                wanted.grantId(),
                1,
                wanted.orderId(),
                terms,
                GrantTermsCodec.hash(terms),
                Digest32.of(CryptoSuites.intl().digest(key)));
        Grant grant = new GrantLedger(ledgers.connector(Parties.SUPPLIER))
                .propose(proposal)
                .record();
        for (String party : List.of(grant.supplier(), grant.seller(), grant.buyer())) {
            grant = new GrantLedger(ledgers.officer(party))
                    .sign(wanted.grantId(), grant.termsHash())
                    .record();
        }
        return new PlayedGrant(grant, key);
    }

    /**
     * Makes consents for calls to the plan's first personal resource and attests them, as the neutral attester does.
     *
     * @param count how many
     * @return their documents
     */
    public List<JsonObject> attested(int count) {
        return consents.attested(ledgers.officer(Parties.ATTESTER), count);
    }
}
