package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.CryptoSuites;
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
import io.kontor.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Plays the deal on the ledger, and new grants for each run. */
final class ChaosDeal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofDays(30);

    private static final List<String> OF_EACH_PEER = List.of("F-DATA", "F-OPS", "Q-DATA", "Q-OPS");

    private final ChaosLedger ledger;
    private final KeyStoreFolder keys;
    private final long startOfDay = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    private final ChaosRecords records;
    private final Map<String, FabricLedger> open = new ConcurrentHashMap<>();

    ChaosDeal(ChaosLedger ledger) {
        this.ledger = ledger;
        this.keys = ledger.keys();
        this.records = new ChaosRecords(keys, startOfDay);
    }

    ChaosRecords records() {
        return records;
    }

    /** Waits until the contract answers through the ledger: open ports say nothing. */
    void awaitAnswer() {
        JsonObject argument =
                JsonObject.builder().put("participantId", "F-DATA").build();
        boolean answers = Pause.until(PATIENCE, () -> {
            try {
                return !own("F-DATA").evaluate("member:get", argument).fields().isEmpty();
            } catch (LedgerRejectedException e) {
                return true; // an answer: nobody is admitted yet
            } catch (LedgerException e) {
                return false;
            }
        });
        if (!answers) {
            throw new IllegalStateException("Cannot reach the contract through the ledger in " + PATIENCE);
        }
    }

    /** Everything up to the product. */
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
        for (ChaosGrant.Kind kind : ChaosGrant.Kind.values()) {
            new ResourceLedger(officer(ChaosRecords.SUPPLIER)).register(ChaosRecords.resource(kind));
            new ResourceLedger(officer("F-REG")).code(kind.resource());
            new ResourceLedger(officer("Q-DATA")).recognise(kind.resource(), Cast.CITY_Q);
        }
        new AuthorisationLedger(officer("F-DATA")).open(records.authorisation());
        new AuthorisationLedger(officer("F-OPS")).accept(ChaosRecords.AUTHORISATION);
        new ScenarioLedger(officer("F-OPS")).propose(ChaosRecords.scenario());
        new ScenarioLedger(officer("F-DATA")).approve(ChaosRecords.SCENARIO, "APR-CHAOS");
        new ProductLedger(officer("F-OPS")).list(ChaosRecords.product(), records.tariff());
    }

    private void foundCity(String regulator, String city) {
        new CityLedger(officer(regulator)).found(ChaosRecords.profile(city), records.member(Cast.actor(regulator)));
    }

    /** The grants of a run of so many calls, under an order of its own. */
    List<ChaosGrant> grants(int run, long calls) {
        String name = run + ledger.suffix();
        String orderId = "O-CHAOS-" + name;
        new OrderLedger(officer(ChaosRecords.BUYER)).propose(records.order(orderId));
        new OrderLedger(officer("F-OPS")).sign(orderId);
        return List.of(ChaosGrant.Kind.values()).stream()
                .map(kind -> new ChaosGrant.Wanted(kind, calls, orderId, "G-" + kind + "-" + name))
                .map(this::grant)
                .toList();
    }

    private ChaosGrant grant(ChaosGrant.Wanted wanted) {
        String grantId = wanted.grantId();
        GrantTerms terms = terms(wanted.kind(), wanted.limit());
        byte[] key = CryptoSuites.intl().random(Digest32.LENGTH);
        GrantProposal proposal = new GrantProposal(
                grantId,
                1,
                wanted.orderId(),
                terms,
                GrantTermsCodec.hash(terms),
                Digest32.of(CryptoSuites.intl().digest(key)));
        Grant grant = new GrantLedger(settled(ChaosRecords.SUPPLIER, KeyStoreFolder.CONNECTOR))
                .propose(proposal)
                .record();
        for (String party : List.of(grant.supplier(), grant.seller(), grant.buyer())) {
            grant = new GrantLedger(officer(party))
                    .sign(grantId, grant.termsHash())
                    .record();
        }
        int consents = wanted.kind().consents(wanted.calls());
        return new ChaosGrant(
                wanted.kind(), wanted.limit(), grant, key, ChaosConsents.attested(officer("F-EX"), consents));
    }

    private GrantTerms terms(ChaosGrant.Kind kind, long limit) {
        return new GrantTerms(
                kind.resource(),
                ChaosRecords.SCENARIO,
                List.of(new ActionTerms(Action.PROCESS, limit)),
                List.of(ChaosRecords.credential(records.user())),
                List.of(ChaosRecords.credential(records.application())),
                new TimeWindow(startOfDay, startOfDay + WINDOW.toMillis()),
                List.of(),
                List.of(Duty.DELETE),
                List.of(Prohibition.DISTRIBUTE),
                kind == ChaosGrant.Kind.PERSONAL ? ConsentRule.ONE_SHOT : ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                Optional.empty());
    }

    /** The ledger as the officer of a member sees it; what it commits is at every peer before it is answered. */
    private Ledger officer(String participantId) {
        return settled(participantId, KeyStoreFolder.OFFICER);
    }

    private Ledger settled(String participantId, String keyId) {
        FabricLedger own = as(participantId, keyId);
        return ledger.site().kind() == LedgerSite.Kind.DEVELOPMENT ? own : new SettledLedger(own, ofEachPeer());
    }

    /** The ledger as a member's connector sees it by its own peer. */
    FabricLedger connector(String participantId) {
        return as(participantId, KeyStoreFolder.CONNECTOR);
    }

    private FabricLedger own(String participantId) {
        return as(participantId, KeyStoreFolder.OFFICER);
    }

    /** A member's connection to each peer. */
    List<FabricLedger> ofEachPeer() {
        return OF_EACH_PEER.stream().map(this::own).toList();
    }

    private FabricLedger as(String participantId, String keyId) {
        return open.computeIfAbsent(KeyStoreFolder.member(participantId, keyId), name -> {
            IssuedIdentity identity = keys.identity(name);
            String mspId = Cast.actor(participantId).mspId();
            LedgerSite.Peer peer = ledger.site().peer(mspId);
            return FabricLedger.connect(new FabricConnection(
                    "127.0.0.1",
                    peer.port(),
                    peer.tlsRootCertificate(),
                    mspId,
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
