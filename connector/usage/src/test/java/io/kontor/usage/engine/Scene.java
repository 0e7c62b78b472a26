package io.kontor.usage.engine;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberKey;
import io.kontor.model.resource.Resource;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.keys.KeyProtection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The deal of the two cities up to the order, on a ledger in this process, with engines of F-H1 on it. */
final class Scene implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    static final CryptoSuite SUITE = CryptoSuites.intl();

    final SettableClock clock = new SettableClock(NOW);
    final InMemoryNetwork network = new InMemoryNetwork(clock);
    final CryptoSuite suite;
    final DemoDeal deal;
    /** The connector key of Q-INS that signs at application level. */
    final SigningKey memberKey;

    private final List<UsageEngine> open = new ArrayList<>();

    Scene() {
        this(SUITE);
    }

    /** A federation that chose a suite. */
    Scene(CryptoSuite suite) {
        this.suite = suite;
        this.deal = new DemoDeal(DemoCast.create(), network::connect, NOW, suite);
        deal.foundCities().registerResources().authorise().order();
        this.memberKey = suite.name().equals(SUITE.name())
                ? SUITE.signingKey(
                        deal.cast().connector("Q-INS").issued().privateKey().getEncoded())
                : pinned(suite.newSigningKey());
    }

    private SigningKey pinned(SigningKey key) {
        byte[] spki = key.verifyingKey().spki();
        new MemberLedger(deal.officer("Q-DATA"))
                .pin(
                        "Q-INS",
                        new MemberKey(
                                "connector-sm",
                                KeyUse.CONNECTOR,
                                key.verifyingKey().fingerprint().digest(),
                                Base64.getEncoder().encodeToString(spki)));
        return key;
    }

    /** The connector's ledger of F-H1. */
    Ledger ledger() {
        return deal.connector("F-H1");
    }

    static byte[] evidenceKey(String grantId) {
        return SUITE.digest(("evidence " + grantId).getBytes(StandardCharsets.UTF_8));
    }

    /** An active grant of a resource with another limit of its one action. */
    Grant grant(String resourceId, long limit) {
        Resource resource = DemoRecords.resources().stream()
                .filter(found -> found.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
        GrantTerms terms = deal.terms(resource);
        Action action = terms.actions().get(0).action();
        return grant("G-" + resourceId, withActions(terms, List.of(new ActionTerms(action, limit))));
    }

    /** An active grant with any terms. */
    Grant grant(String grantId, GrantTerms terms) {
        Digest32 keyDigest = Digest32.of(SUITE.digest(evidenceKey(grantId)));
        GrantProposal proposal =
                new GrantProposal(grantId, 1, DemoDeal.ORDER, terms, GrantTermsCodec.hash(terms), keyDigest);
        deal.propose(proposal, "F-H1");
        return deal.sign(grantId);
    }

    static GrantTerms withActions(GrantTerms terms, List<ActionTerms> actions) {
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                actions,
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
    }

    /** The deal's terms of a resource within another window. */
    GrantTerms withWindow(String resourceId, TimeWindow window) {
        Resource resource = DemoRecords.resources().stream()
                .filter(found -> found.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
        GrantTerms terms = deal.terms(resource);
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                terms.actions(),
                terms.users(),
                terms.applications(),
                window,
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
    }

    UsageEngineConfig config(Path folder, String logId) {
        return new UsageEngineConfig(
                folder,
                logId,
                "F-H1",
                "F",
                "http://127.0.0.1:1/" + logId,
                new KeyProtection.KeyFile(folder.resolve("master.key")),
                Durability.OS,
                new UsageEngineConfig.Timing(
                        Duration.ofDays(1), Duration.ofSeconds(60), Duration.ofMinutes(15), Duration.ofSeconds(30)),
                new UsageEngineConfig.Limits(1, 64, 512, 4096, 2 << 20),
                Runnable::run,
                Runnable::run,
                suite.name());
    }

    /** A started engine that closes with the scene. */
    UsageEngine engine(Path folder, String logId) {
        return keep(UsageEngines.start(config(folder, logId), ledger(), clock));
    }

    UsageEngine engine(UsageEngineConfig config) {
        return keep(UsageEngines.start(config, ledger(), clock));
    }

    UsageEngine engine(UsageEngineConfig config, Ledger ledger) {
        return keep(UsageEngines.start(config, ledger, clock));
    }

    UsageEngine engine(UsageEngineConfig config, JournalFiles files) {
        return keep(UsageEngines.start(config, ledger(), clock, files));
    }

    private UsageEngine keep(UsageEngine engine) {
        open.add(engine);
        return engine;
    }

    /** An engine that serves a grant. */
    UsageEngine serving(Path folder, String logId, Grant grant) {
        UsageEngine engine = engine(folder, logId);
        activate(engine, grant);
        return engine;
    }

    static void activate(UsageEngine engine, Grant grant) {
        ActivationResult result = engine.activate(
                        new GrantActivation(grant.grantId(), grant.termsHash(), evidenceKey(grant.grantId())))
                .toCompletableFuture()
                .join();
        if (!(result instanceof ActivationResult.Active)) {
            throw new IllegalStateException(result.toString());
        }
    }

    Buyer buyer(UsageEngine engine, Grant grant) {
        return new Buyer(this, engine, grant);
    }

    Grant onLedger(String grantId) {
        return new GrantLedger(ledger()).grant(grantId);
    }

    /** A record as the ledger holds it, in canonical JSON. */
    String record(String key) {
        return new SupervisionLedger(ledger())
                .states(List.of(key))
                .getOrDefault(key, java.util.Optional.empty())
                .orElseThrow()
                .toString();
    }

    @Override
    public void close() {
        for (UsageEngine part : open) {
            part.close();
        }
    }
}
