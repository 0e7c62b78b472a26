package io.kontor.dataplane.testing;

import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.DataPlane;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.sample.ClaimGenerator;
import io.kontor.dataplane.sample.ClaimRecord;
import io.kontor.dataplane.sample.HospitalDatabase;
import io.kontor.dataplane.sample.LabReports;
import io.kontor.dataplane.sample.PriceCatalogue;
import io.kontor.dataplane.sample.SampleAlgorithms;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.resource.Resource;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One hospital, F-H1, with its real data plane over loopback HTTP: the real contract in process, a real PostgreSQL, real PDF files. The
 * grants G-R1 (process), G-R3 (view) and G-R4 (download) are active and their flows are started.
 */
public final class SupplierWorld implements AutoCloseable {

    public static final String LOG = "F-H1.dp-1";
    public static final String CONTROL_KEY = "control-key-of-tests";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final InMemoryNetwork network = new InMemoryNetwork(Clock.systemUTC());
    public final DemoDeal deal = new DemoDeal(
            DemoCast.create(), network::connect, InstantSource.system().instant());
    public final ClaimRecord claim;
    public final Map<String, String> documents;
    public final Path folder;
    public final String address;
    public final ControlClient control;

    private final TreeMap<String, byte[]> evidenceKeys = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final AtomicInteger consents = new AtomicInteger();
    private DataPlane dataPlane;

    private SupplierWorld(Path folder, int catalogueRows, Map<String, String> more) throws IOException, SQLException {
        this.folder = folder;
        ClaimGenerator generator = new ClaimGenerator("12990101DEM000001K", 11);
        claim = generator.sample();
        List<ClaimRecord> claims = generator.claims(20);
        documents = LabReports.write(folder.resolve("documents"), List.of(claim, claims.get(0)), 11);
        PriceCatalogue.write(folder.resolve("prices.csv"), catalogueRows, 11);
        int publicPort = freePort();
        int controlPort = freePort();
        address = "http://127.0.0.1:" + publicPort;
        control = new ControlClient("http://127.0.0.1:" + controlPort, CONTROL_KEY);
        settings.put("role", "supplier");
        settings.put("participant-id", "F-H1");
        settings.put("city-id", "F");
        settings.put("state-folder", "state");
        settings.put("log-id", LOG);
        settings.put("public.port", String.valueOf(publicPort));
        settings.put("control.port", String.valueOf(controlPort));
        settings.put("control.api-key", CONTROL_KEY);
        settings.put("anchor-interval-s", "1");
        settings.put("resume-window-s", "1");
        settings.putAll(more);
        addLedger();
        addSources(List.of(claim), claims);
        playDeal();
        dataPlane = boot();
    }

    /** Starts it with a catalogue of so many rows. */
    public static SupplierWorld start(Path folder, int catalogueRows) {
        return start(folder, catalogueRows, Map.of());
    }

    /** Starts it with a catalogue of so many rows and some other keys. */
    public static SupplierWorld start(Path folder, int catalogueRows, Map<String, String> settings) {
        try {
            return new SupplierWorld(folder, catalogueRows, settings);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Cannot start the world", e);
        }
    }

    private void addLedger() throws IOException {
        var authority = deal.cast().authority(DemoCast.F_OPERATOR_MSP);
        var issued = authority.issue(CertificateRequest.enrolment("unused", "client"));
        Path certificate = Files.writeString(folder.resolve("ledger.pem"), Pem.write(issued.certificate()));
        Path key = Files.writeString(folder.resolve("ledger.key"), Pem.write(issued.privateKey()));
        settings.put("ledger.port", "7051");
        settings.put("ledger.msp-id", DemoCast.F_OPERATOR_MSP);
        settings.put("ledger.tls-root", certificate.toString());
        settings.put("ledger.certificate", certificate.toString());
        settings.put("ledger.private-key", key.toString());
    }

    private void addSources(List<ClaimRecord> first, List<ClaimRecord> rest) throws IOException, SQLException {
        String name = "world" + NUMBER.incrementAndGet();
        TestPostgres postgres = TestPostgres.shared();
        postgres.createDatabase(name);
        HospitalDatabase database = new HospitalDatabase(postgres.url(name), "postgres", "");
        database.create("reader_" + name, "r");
        database.load(first, ClaimGenerator.SYNTHETIC);
        database.load(rest, ClaimGenerator.SYNTHETIC);
        settings.put("source.claims.resource", "R1");
        settings.put("source.claims.kind", "jdbc");
        settings.put("source.claims.jdbc-url", postgres.url(name));
        settings.put("source.claims.user", "reader_" + name);
        settings.put("source.claims.password", "r");
        for (SampleAlgorithms.Written written : SampleAlgorithms.write(folder.resolve("algorithms"))) {
            String key = "source.claims.algorithm." + written.id() + ".";
            settings.put(key + "file", written.file().toString());
            settings.put(key + "sha256", written.digest().hex());
            settings.put(key + "kind", written.kind());
        }
        settings.put("source.reports.resource", "R3");
        settings.put("source.reports.kind", "documents");
        settings.put("source.reports.folder", folder.resolve("documents").toString());
        settings.put("source.reports.dpi", "50");
        settings.put("source.prices.resource", "R4");
        settings.put("source.prices.kind", "files");
        settings.put(
                "source.prices.object.prices.file", folder.resolve("prices.csv").toString());
        settings.put("source.prices.object.prices.content-type", "text/csv; charset=utf-8");
        settings.put("source.bench.resource", "R4");
        settings.put("source.bench.kind", "synthetic");
    }

    private void playDeal() {
        deal.foundCities().registerResources().authorise().order();
        for (Resource resource : DemoRecords.resources()) {
            if (resource.supplier().equals("F-H1")) {
                grant("G-" + resource.resourceId(), DemoDeal.ORDER, deal.terms(resource));
            }
        }
    }

    /** Proposes a grant with its own evidence key and has it signed by all. */
    public Grant grant(String grantId, String orderId, GrantTerms terms) {
        byte[] key = CryptoSuites.intl().random(Digest32.LENGTH);
        evidenceKeys.put(grantId, key);
        deal.propose(
                new GrantProposal(
                        grantId,
                        1,
                        orderId,
                        terms,
                        GrantTermsCodec.hash(terms),
                        Digest32.of(CryptoSuites.intl().digest(key))),
                "F-H1");
        return deal.sign(grantId);
    }

    /** The deal's terms on a resource with another limit. */
    public GrantTerms termsWithLimit(String resourceId, Action action, long limit) {
        GrantTerms terms = terms(resourceId);
        return changed(terms, List.of(new ActionTerms(action, limit)), terms.duties());
    }

    /** The deal's terms on a resource with one duty and no other. */
    public GrantTerms termsWithDuty(String resourceId, Duty duty) {
        GrantTerms terms = terms(resourceId);
        return changed(terms, terms.actions(), List.of(duty));
    }

    private GrantTerms terms(String resourceId) {
        return deal.terms(DemoRecords.resources().stream()
                .filter(candidate -> candidate.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow());
    }

    private static GrantTerms changed(GrantTerms terms, List<ActionTerms> actions, List<Duty> duties) {
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                actions,
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                duties,
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
    }

    private DataPlane boot() {
        DataPlane started = DataPlane.start(
                Vertx.vertx(),
                config(Map.of()),
                network.connect(deal.cast().connector("F-H1")),
                InstantSource.system());
        return started;
    }

    /** The configuration with some keys replaced, read as the process reads it. */
    public DataPlaneConfig config(Map<String, String> changes) {
        try {
            return DataPlaneConfig.read(
                    Files.writeString(folder.resolve("dataplane.properties"), settingsText(changes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the configuration with some keys replaced. */
    public String settingsText(Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(changes);
        StringBuilder text = new StringBuilder();
        all.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        return text.toString();
    }

    /** Ends the data plane and starts it again on the same folder. */
    public void restart() {
        dataPlane.close();
        dataPlane = boot();
    }

    /** A ledger of its own for another data plane. */
    public Ledger connector(String participantId) {
        return network.connect(deal.cast().connector(participantId));
    }

    /** Starts the flow of a grant as the control plane does. */
    public void startFlow(String grantId) {
        control.start("process-" + grantId, grantId, termsHash(grantId), evidenceKey(grantId));
    }

    /** Hash of the terms of a grant. */
    public String termsHash(String grantId) {
        return new GrantLedger(deal.officer("F-OPS")).grant(grantId).termsHash().hex();
    }

    /** Evidence key of a grant, base64. */
    public String evidenceKey(String grantId) {
        byte[] key = evidenceKeys.get(grantId);
        if (key == null) {
            throw new IllegalArgumentException("no key of " + grantId);
        }
        return Base64.getEncoder().encodeToString(key);
    }

    /** The consumer's connector key. */
    public SigningKey memberKey() {
        return CryptoSuites.intl()
                .signingKey(deal.cast().connector("Q-INS").issued().privateKey().getEncoded());
    }

    /** The user claims01. */
    public PartyKey user() {
        return new PartyKey(deal.user().name(), deal.user().salt(), deal.user().key());
    }

    /** The application claim-core-2.1. */
    public PartyKey application() {
        return new PartyKey(
                deal.application().name(),
                deal.application().salt(),
                deal.application().key());
    }

    /** Opens a session by the rules. */
    public RawSession session(String grantId) {
        RawSession session =
                RawSession.open(address, memberKey(), new SessionDraft.Request(grantId, LOG, user(), application()));
        if (!session.opening().isSuccess()) {
            throw new IllegalStateException("refused: " + session.opening());
        }
        return session;
    }

    /** A fresh consent of a subject for a resource, attested on the ledger. */
    public JsonObject consent(String subject, String resourceId) {
        long now = InstantSource.system().millis();
        ConsentDocument document = new ConsentDocument(
                "CS-" + resourceId + "-" + consents.incrementAndGet(),
                subject,
                DemoRecords.scenario().items(),
                "Q-INS",
                resourceId,
                DemoRecords.SCENARIO,
                now - 1_000,
                now + 1_800_000,
                HexFormat.of().formatHex(CryptoSuites.intl().random(32)));
        JsonObject json = ConsentDocumentCodec.toJson(document);
        new ConsentLedger(deal.officer("F-EX"))
                .attest(new Consent(
                        document.consentId(),
                        "F-EX",
                        ConsentCommitment.of(document),
                        document.validFrom(),
                        document.validUntil(),
                        ConsentStatus.GIVEN,
                        Optional.empty(),
                        Optional.empty()));
        return json;
    }

    /** What an application asks its connector for: the claim of this world, with a fresh consent. */
    public JsonObjectBuilder applicationCall() {
        return JsonObject.builder()
                .put("action", "PROCESS")
                .put("purpose", "SC-F-0001")
                .put("subject", claim.subject())
                .put("algorithm", "claim-by-subject")
                .put("consent", consent(claim.subject(), "R1"));
    }

    /** A process call about a subject under a consent. */
    public JsonObjectBuilder processBody(String subject, JsonObject consent) {
        return JsonObject.builder()
                .put("grantId", "G-R1")
                .put("action", "PROCESS")
                .put("purpose", DemoRecords.SCENARIO)
                .put("subject", subject)
                .put("algorithm", SampleAlgorithms.CLAIM)
                .put("consent", consent);
    }

    /** A view of the claimant's report under a fresh consent. */
    public JsonObject viewBody() {
        return JsonObject.builder()
                .put("grantId", "G-R3")
                .put("action", "VIEW")
                .put("purpose", DemoRecords.SCENARIO)
                .put("subject", claim.subject())
                .put("document", documents.getOrDefault(claim.subject(), "none"))
                .put("consent", consent(claim.subject(), "R3"))
                .build();
    }

    /** A download of the catalogue. */
    public JsonObject downloadBody(String grantId) {
        return JsonObject.builder()
                .put("grantId", grantId)
                .put("action", "DOWNLOAD")
                .put("purpose", DemoRecords.SCENARIO)
                .put("object", "prices")
                .build();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        dataPlane.close();
    }
}
