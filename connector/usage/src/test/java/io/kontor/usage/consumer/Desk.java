package io.kontor.usage.consumer;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.Credential;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.testkit.ledger.SettableClock;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.keys.Hmac;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A consumer's journal on a disk in memory, and a supplier made up by hand that may say anything. */
final class Desk {

    static final CryptoSuite SUITE = CryptoSuites.intl();
    static final SigningKey MEMBER = SUITE.newSigningKey();
    static final String GRANT = "G-1";
    static final String ORDER = "O-1";
    static final byte[] RESULT = "the record".getBytes(StandardCharsets.UTF_8);

    final SettableClock clock = new SettableClock(Instant.parse("2026-09-17T02:00:00Z"));
    final FaultyFiles disk;
    ConsumerJournal journal;
    ConsumerSession session = session("5e");

    private long index = 10;
    private long calls;

    Desk() {
        this(new FaultyFiles());
    }

    Desk(FaultyFiles disk) {
        this.disk = disk;
        this.journal = open(disk);
    }

    ConsumerJournal open(FaultyFiles files) {
        ConsumerConfig config =
                new ConsumerConfig(Path.of("unused"), Durability.DISK, Duration.ofSeconds(30), Runnable::run);
        return new ConsumerJournal(config, new NoLedger(), clock, MEMBER, files);
    }

    void reopen() {
        journal.close();
        journal = open(disk);
    }

    static ConsumerSession session(String name) {
        Credential user = new Credential(digest("user"), digest("user key"));
        Credential application = new Credential(digest("application"), digest("application key"));
        return new ConsumerSession(
                new ConsumerSession.Identity(hex16(name), GRANT, "L1", user, application),
                Long.MAX_VALUE,
                new Hmac(SUITE, SUITE.random(32)),
                new Hmac(SUITE, digest("evidence").bytes()));
    }

    AskedCall ask() {
        return ask(session, HexFormat.of().formatHex(SUITE.random(16)));
    }

    AskedCall ask(ConsumerSession under, String callId) {
        JsonObject body = JsonObject.builder()
                .put("grantId", GRANT)
                .put("action", "PROCESS")
                .put("purpose", "S-1")
                .put("subject", "somebody")
                .build();
        return journal.ask(under, callId, body).toCompletableFuture().join();
    }

    /** What the supplier answers: a hit of 24 items with totals that follow. */
    CallReceipt released(AskedCall asked) {
        calls++;
        return receipt(asked, LeafKind.RELEASED, counts(calls));
    }

    static UsageCounts counts(long calls) {
        return new UsageCounts(calls, calls, calls, 24 * calls, RESULT.length * calls, 0);
    }

    CallReceipt receipt(AskedCall asked, LeafKind kind, UsageCounts totals) {
        boolean released = kind == LeafKind.RELEASED;
        ConsumerSession.Identity identity = asked.session().identity();
        return new CallReceipt(
                kind,
                identity.logId(),
                1,
                index++,
                clock.millis(),
                identity.session(),
                asked.envelope().sequence(),
                asked.envelope().callId(),
                GRANT,
                1,
                Action.PROCESS,
                "R-1",
                "S-1",
                ORDER,
                1,
                identity.user().fingerprint(),
                identity.application().fingerprint(),
                Optional.empty(),
                Optional.empty(),
                released ? new Delivery(Delivery.Hit.HIT, 24, 1, 24, RESULT.length, 0) : Delivery.NOTHING,
                asked.requestDigest(),
                released ? asked.session().evidence().digest(RESULT) : Digest32.ZERO,
                totals);
    }

    List<Difference> take(AskedCall asked, CallReceipt receipt) {
        byte[] leaf = LeafCodec.encode(receipt);
        Received received = receipt.kind() == LeafKind.RELEASED
                ? new Received(leaf, RESULT.length, asked.session().evidence().digest(RESULT))
                : Received.receiptOnly(leaf);
        return journal.received(asked, received).toCompletableFuture().join();
    }

    List<Difference> callAndTake() {
        AskedCall asked = ask();
        return take(asked, released(asked));
    }

    long counted() {
        return journal.counts(ORDER, 1).stream()
                .mapToLong(count -> count.calls())
                .sum();
    }

    static Digest32 digest(String text) {
        return Digest32.of(SUITE.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex16(String name) {
        return digest(name).hex().substring(0, 32);
    }

    /** Nothing here asks the ledger. */
    private static final class NoLedger implements Ledger {

        @Override
        public JsonObject evaluate(String function, JsonObject argument) {
            throw new UnsupportedOperationException(function);
        }

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            throw new UnsupportedOperationException(function);
        }

        @Override
        public LedgerEvents follow(EventPosition from) {
            throw new UnsupportedOperationException("follow");
        }

        @Override
        public String mspId() {
            return "none";
        }

        @Override
        public void close() {}
    }
}
