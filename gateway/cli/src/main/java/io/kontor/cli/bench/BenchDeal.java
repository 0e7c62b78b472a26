package io.kontor.cli.bench;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.consent.Consent;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.id.Digest32;
import io.kontor.model.resource.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays the deal of {@link BenchRecords} on the development ledger. One thread. */
final class BenchDeal implements AutoCloseable {

    private static final long LIMIT = 1_000_000_000_000L;
    private static final Duration WINDOW = Duration.ofDays(30);

    private final KeyStoreFolder keys;
    private final int ledgerPort;
    private final long startOfDay = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    private final BenchRecords records;
    private final Map<String, FabricLedger> open = new TreeMap<>();

    BenchDeal(KeyStoreFolder keys, int ledgerPort) {
        this.keys = keys;
        this.ledgerPort = ledgerPort;
        this.records = new BenchRecords(keys, startOfDay);
    }

    /**
     * An active grant.
     *
     * @param grantId agreement
     * @param resourceId resource
     * @param termsHash hash of its terms
     * @param evidenceKey its evidence key
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Granted(String grantId, String resourceId, Digest32 termsHash, byte[] evidenceKey) {}

    /** Everything up to the order. */
    void prepare() {
        foundCity("F-DATA", Cast.CITY_F);
        foundCity("Q-DATA", Cast.CITY_Q);
        for (Cast.Actor actor : Cast.ACTORS) {
            if (!actor.participantId().endsWith("-DATA")) {
                new MemberLedger(officer(actor.city() + "-DATA")).admit(records.member(actor));
            }
        }
        new CityLedger(officer("F-DATA")).recognise(Cast.CITY_F, Cast.CITY_Q);
        new CityLedger(officer("Q-DATA")).recognise(Cast.CITY_Q, Cast.CITY_F);
        for (Resource resource : BenchRecords.resources()) {
            new ResourceLedger(officer(BenchCast.SUPPLIER)).register(resource);
            new ResourceLedger(officer("F-REG")).code(resource.resourceId());
            new ResourceLedger(officer("Q-DATA")).recognise(resource.resourceId(), Cast.CITY_Q);
        }
        new AuthorisationLedger(officer("F-DATA")).open(records.authorisation());
        new AuthorisationLedger(officer("F-OPS")).accept(BenchRecords.AUTHORISATION);
        new ScenarioLedger(officer("F-OPS")).propose(BenchRecords.scenario());
        new ScenarioLedger(officer("F-DATA")).approve(BenchRecords.SCENARIO, "APR-BENCH");
        new ProductLedger(officer("F-OPS")).list(BenchRecords.product(), records.tariff());
        new OrderLedger(officer(BenchCast.BUYER)).propose(records.order());
        new OrderLedger(officer("F-OPS")).sign(BenchRecords.ORDER);
    }

    private void foundCity(String regulator, String city) {
        new CityLedger(officer(regulator)).found(BenchRecords.profile(city), records.member(Cast.actor(regulator)));
    }

    /** A grant on a resource, signed by all three. */
    Granted grant(String resourceId) {
        String grantId = "G-" + resourceId;
        GrantTerms terms = terms(resourceId);
        byte[] key = CryptoSuites.intl().random(Digest32.LENGTH);
        GrantProposal proposal = new GrantProposal(
                grantId,
                1,
                BenchRecords.ORDER,
                terms,
                GrantTermsCodec.hash(terms),
                Digest32.of(CryptoSuites.intl().digest(key)));
        Grant grant = new GrantLedger(as(BenchCast.SUPPLIER, KeyStoreFolder.CONNECTOR))
                .propose(proposal)
                .record();
        for (String party : List.of(grant.supplier(), grant.seller(), grant.buyer())) {
            new GrantLedger(officer(party)).sign(grantId, grant.termsHash());
        }
        return new Granted(grantId, resourceId, grant.termsHash(), key);
    }

    private GrantTerms terms(String resourceId) {
        return new GrantTerms(
                resourceId,
                BenchRecords.SCENARIO,
                List.of(new ActionTerms(Action.PROCESS, LIMIT)),
                List.of(BenchCast.credential(BenchCast.user(keys))),
                List.of(BenchCast.credential(BenchCast.application(keys))),
                new TimeWindow(startOfDay, startOfDay + WINDOW.toMillis()),
                List.of(),
                List.of(Duty.DELETE),
                List.of(Prohibition.DISTRIBUTE),
                resourceId.equals(BenchRecords.PERSONAL) ? ConsentRule.ONE_SHOT : ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                Optional.empty());
    }

    /** Attests consents, as the neutral attester does. */
    void attest(List<Consent> consents) {
        new ConsentLedger(officer("F-EX")).attestAll(consents);
    }

    private FabricLedger officer(String participantId) {
        return as(participantId, KeyStoreFolder.OFFICER);
    }

    private FabricLedger as(String participantId, String keyId) {
        return open.computeIfAbsent(KeyStoreFolder.member(participantId, keyId), name -> {
            IssuedIdentity identity = keys.identity(name);
            return FabricLedger.connect(new FabricConnection(
                    "127.0.0.1",
                    ledgerPort,
                    keys.identity(KeyStoreFolder.tlsRoot()).certificate(),
                    Cast.actor(participantId).mspId(),
                    identity.certificate(),
                    identity.privateKey(),
                    DemoTopology.CHANNEL,
                    DemoTopology.CHANNEL,
                    FabricConnection.Limits.DEFAULT));
        });
    }

    @Override
    public void close() {
        open.values().forEach(FabricLedger::close);
        open.clear();
    }
}
