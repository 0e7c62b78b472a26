package io.kontor.simulation.deal;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.Resource;
import io.kontor.simulation.world.Readings;
import io.kontor.simulation.world.World;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The deal of the two cities with three grants of F-H1 to Q-INS: one with a handful of units that are claimed one by one, one with so many
 * that blocks are leased, one under consents. Made once; each run gets a ledger of its own. Immutable.
 */
public final class Deal {

    /** Few units: each call claims its own. */
    public static final String SMALL = "G-small";
    /** Many units: blocks are leased. */
    public static final String LARGE = "G-large";
    /** Each call under a one-shot consent. */
    public static final String CONSENT = "G-consent";

    /** Supplier. */
    public static final String SUPPLIER = "F-H1";
    /** Buyer. */
    public static final String BUYER = "Q-INS";

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final int SMALL_UNITS = 9;
    private static final int LARGE_UNITS = 70;
    private static final int CONSENTED_UNITS = 90;
    private static final int CONSENTS = 24;

    private final SettableClock clock = new SettableClock(World.START);
    private final InMemoryNetwork network = new InMemoryNetwork(clock);
    private final DemoDeal deal = new DemoDeal(DemoCast.create(), network::connect, World.START);
    private final Map<String, Grant> grants;
    private final List<JsonObject> consents;
    private final Readings readings = new Readings();

    /** Plays the deal. */
    public Deal() {
        deal.foundCities().registerResources().authorise().order().order("O-2");
        grants = Map.of(
                SMALL, grant(SMALL, DemoDeal.ORDER, "R4", SMALL_UNITS),
                LARGE, grant(LARGE, "O-2", "R4", LARGE_UNITS),
                CONSENT, grant(CONSENT, DemoDeal.ORDER, "R1", CONSENTED_UNITS));
        List<JsonObject> given = new ArrayList<>();
        for (int i = 0; i < CONSENTS; i++) {
            given.add(consent(i));
        }
        consents = List.copyOf(given);
    }

    private Grant grant(String grantId, String orderId, String resourceId, long limit) {
        Resource resource = DemoRecords.resources().stream()
                .filter(found -> found.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
        GrantTerms terms = deal.terms(resource);
        Action action = terms.actions().get(0).action();
        GrantTerms limited = new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                List.of(new ActionTerms(action, limit)),
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
        Digest32 keyDigest = Digest32.of(SUITE.digest(evidenceKey(grantId)));
        deal.propose(
                new GrantProposal(grantId, 1, orderId, limited, GrantTermsCodec.hash(limited), keyDigest), SUPPLIER);
        return deal.sign(grantId);
    }

    private JsonObject consent(int number) {
        Grant grant = require(CONSENT);
        ConsentDocument document = new ConsentDocument(
                "C-" + number,
                "patient-" + number,
                grant.terms().fields(),
                grant.buyer(),
                grant.resourceId(),
                grant.terms().scenarioId(),
                World.START.toEpochMilli(),
                World.START.plus(Duration.ofMinutes(30)).toEpochMilli(),
                String.format("%064x", number + 1));
        JsonObject json = ConsentDocumentCodec.toJson(document);
        deal.attest(document.consentId(), document.resourceId(), Digest32.of(SUITE.digest(CanonicalJson.bytes(json))));
        return json;
    }

    /** A ledger that holds the deal. */
    public InMemoryNetwork network(Clock ofTransactions) {
        return network.copy(ofTransactions);
    }

    /** Readings of its records, which all runs share. */
    public Readings readings() {
        return readings;
    }

    /** Members, keys, named user and application. */
    public DemoDeal parties() {
        return deal;
    }

    /** A grant. */
    public Grant require(String grantId) {
        Grant grant = grants.get(grantId);
        if (grant == null) {
            throw new IllegalArgumentException("Cannot find grant " + grantId + ": there are " + grants.keySet());
        }
        return grant;
    }

    /** The three grants, by name. */
    public List<Grant> grants() {
        return List.of(require(SMALL), require(LARGE), require(CONSENT));
    }

    /** Its one action. */
    public static ActionTerms terms(Grant grant) {
        return grant.terms().actions().get(0);
    }

    /** Consents that are attested on the ledger. */
    public List<JsonObject> consents() {
        return consents;
    }

    /** Evidence key of a grant. */
    public static byte[] evidenceKey(String grantId) {
        return SUITE.digest(("evidence " + grantId).getBytes(StandardCharsets.UTF_8));
    }
}
