package io.kontor.app.testing;

import static io.kontor.app.testing.TestRecords.DAY;
import static io.kontor.app.testing.TestRecords.MIDNIGHT;
import static io.kontor.app.testing.TestRecords.digest;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationCodec;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.derivative.ParentCall;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberRole;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductCodec;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.product.ProductTariffCodec;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.AllowanceCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.receipt.WriteOffCodec;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.ResourceCodec;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioCodec;
import io.kontor.model.scenario.ScenarioStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The synthetic deal on a ledger, with the logs of two hospitals and a wallet: what gateways are tested with. */
public final class TestDeal implements AutoCloseable {

    /** The order of the deal. */
    public static final String ORDER = "O-2026-0001";

    /** Grants of the deal by resource. */
    public static final String GRANT_R1 = "agreement-r1-0000000001";

    public static final String GRANT_R2 = "agreement-r2-0000000002";
    public static final String GRANT_R3 = "agreement-r3-0000000003";
    public static final String GRANT_R4 = "agreement-r4-0000000004";

    private final FakeLedger ledger = new FakeLedger("tx");
    private final CryptoSuite suite;
    private final TestLog first;
    private final TestLog second;
    private final Path folder = TestGateway.folder();

    public TestDeal() {
        this(CryptoSuites.intl());
    }

    /** The same deal in a federation of that suite. */
    public TestDeal(CryptoSuite suite) {
        this.suite = suite;
        this.first = new TestLog("log-f-h1", "F-H1", suite);
        this.second = new TestLog("log-f-h2", "F-H2", suite);
        members();
        catalogue();
        agreements();
        ledger.write("receipt:registerLog", Map.of("log/log-f-h1", ReceiptLogCodec.toJson(first.registration())));
        ledger.write("receipt:registerLog", Map.of("log/log-f-h2", ReceiptLogCodec.toJson(second.registration())));
    }

    /** The ledger. */
    public FakeLedger ledger() {
        return ledger;
    }

    /** Log of the first hospital. */
    public TestLog first() {
        return first;
    }

    /** Log of the second hospital. */
    public TestLog second() {
        return second;
    }

    /** Folder with the wallet, and for the gateway's files. */
    public Path folder() {
        return folder;
    }

    /** A trust file of one organisation, which attested nothing of this deal. */
    public Path trustFile() {
        OrganisationAuthority authority = OrganisationAuthority.create("FDataMSP", "FDataMSP");
        TrustedOrganisation organisation = new TrustedOrganisation(
                "FDataMSP", List.of(authority.enrolmentRoot().certificatePem()), "F", OrganisationKind.REGULATOR);
        TrustFile trust = TrustFile.development("kontor", "kontor", List.of(organisation));
        try {
            return Files.write(folder.resolve("trust.json"), TrustFileCodec.write(trust));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a gateway on it, with mirrors of both regulators. */
    public TestGateway gateway(String database) {
        return gateway(database, Map.of());
    }

    /** The same gateway with further settings. */
    public TestGateway gateway(String database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(mirrorSettings());
        settings.putAll(more);
        settings.put("kontor.mirror.suite", suite.name());
        settings.put("kontor.mirror.identities", "F-DATA/" + mirrorKey() + ",Q-DATA/" + mirrorKey());
        return TestGateway.start(TestDatabase.shared().create(database), folder, identity -> ledger, settings);
    }

    /** The ledger's identity signs for the mirror where the suite is the ledger's. */
    private String mirrorKey() {
        return suite.name().equals(CryptoSuites.INTL) ? "officer-1" : suite.name() + "-1";
    }

    /** Settings that mirror as both regulators, often. */
    public static Map<String, String> mirrorSettings() {
        return Map.of(
                "kontor.mirror.identities", "F-DATA/officer-1,Q-DATA/officer-1",
                "kontor.mirror.interval-ms", "200",
                "kontor.mirror.batch", "7");
    }

    /** The calls of the demonstration: released, missed and refused ones; nothing is anchored yet. */
    public void calls() {
        new TestCalls(this).play();
    }

    /** Settles the first period, and opens the second with a credit note. */
    public void settle() {
        TestSettlement.write(ledger);
    }

    /** A period that the regulator closed in place of a party. */
    public void enforce() {
        TestSettlement.enforce(ledger);
    }

    /** Anchors everything that the logs hold. */
    public void anchor() {
        anchor(first);
        anchor(second);
    }

    /** Anchors everything that a log holds. */
    public void anchor(TestLog log) {
        LogHead head = log.head(log.size(), MIDNIGHT + 12 * 3_600_000L);
        ledger.write("receipt:anchor", Map.of("head/" + head.head().logId(), LogHeadCodec.toJson(head)));
    }

    /** Writes a consent that a call consumed, or that is not used yet. */
    void consent(String consentId, Optional<String> callId, String logId) {
        Consent consent = new Consent(
                consentId,
                "F-EX",
                digest("document " + consentId),
                MIDNIGHT,
                MIDNIGHT + DAY,
                callId.isPresent() ? ConsentStatus.CONSUMED : ConsentStatus.GIVEN,
                callId,
                callId.map(id -> logId));
        ledger.write("consent:attest", Map.of("consent/" + consentId, ConsentCodec.toJson(consent)));
    }

    /** Writes a grant and its allowance. */
    public void grant(Grant grant, long taken) {
        Map<String, JsonObject> records = new LinkedHashMap<>();
        records.put("grant/" + grant.grantId(), GrantCodec.toJson(grant));
        grant.terms()
                .actions()
                .forEach(terms -> records.put(
                        "allowance/" + grant.grantId() + "/" + terms.action(),
                        AllowanceCodec.toJson(
                                new Allowance(grant.grantId(), terms.action(), terms.limit(), taken, 0))));
        ledger.write("grant:propose", records);
    }

    /** Ends the instances that serve the logs. */
    public void takeLogsOffLine() {
        close();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private void members() {
        ledger.write(
                "city:found",
                Map.of(
                        "city/F", CityProfileCodec.toJson(TestRecords.city("F", "福田示范区")),
                        "city/Q", CityProfileCodec.toJson(TestRecords.city("Q", "Q 市"))));
        member("F-DATA", MemberRole.REGULATOR, "福田示范区数据局(虚构)");
        member("F-OPS", MemberRole.OPERATOR, "福田示范区运营公司(虚构)");
        member("F-EX", MemberRole.EXCHANGE, "福田示范区数据交易所(虚构)");
        member("F-H1", MemberRole.SUPPLIER, "区第一人民医院(虚构)");
        member("F-H2", MemberRole.SUPPLIER, "区第二人民医院(虚构)");
        member("Q-DATA", MemberRole.REGULATOR, "Q 市数据局(虚构)");
        member("Q-OPS", MemberRole.OPERATOR, "Q 市运营公司(虚构)");
        member("Q-INS", MemberRole.BUYER, "海湾健康保险(虚构)");
    }

    private void member(String participantId, MemberRole role, String name) {
        Member member = TestRecords.member(participantId, role, name);
        ledger.write("member:admit", Map.of("member/" + participantId, MemberCodec.toJson(member)));
        IssuedIdentity identity = OrganisationAuthority.create(member.mspId(), member.mspId())
                .issue(CertificateRequest.enrolment(participantId, "client"));
        try {
            Path place = Files.createDirectories(folder.resolve("wallet/" + participantId + "/officer-1"));
            Files.writeString(place.resolve("cert.pem"), identity.certificatePem());
            Files.writeString(place.resolve("key.pem"), identity.privateKeyPem());
            if (role == MemberRole.REGULATOR && !mirrorKey().equals("officer-1")) {
                Path own = Files.createDirectories(place.resolveSibling(mirrorKey()));
                byte[] key = suite.newSigningKey().pkcs8();
                Files.writeString(own.resolve("key.pem"), Pem.writePrivateKey(key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void catalogue() {
        resource("R1", "F-H1", "门诊结算", DataClass.STRUCTURED_SENSITIVE);
        resource("R2", "F-H2", "门诊结算", DataClass.STRUCTURED_SENSITIVE);
        resource("R3", "F-H1", "检验报告", DataClass.DOCUMENT);
        resource("R4", "F-H1", "医疗服务项目价格目录", DataClass.STRUCTURED_PLAIN);
        Authorisation authorisation = new Authorisation(
                "A-F-1",
                "F",
                "F-OPS",
                "示范区会议纪要〔2026〕1号",
                MIDNIGHT,
                24,
                MIDNIGHT + 730 * DAY,
                AuthorisationStatus.ACTIVE,
                Optional.empty(),
                Optional.empty());
        Scenario scenario = new Scenario(
                "SC-F-0001",
                "A-F-1",
                "F",
                "F-OPS",
                "商保自动理赔",
                "经患者同意,自动核定其商业保险理赔",
                TestRecords.ITEMS,
                List.of("R1", "R2", "R3", "R4"),
                digest("plan"),
                ScenarioStatus.APPROVED,
                Optional.of("批复一号"));
        Product product = new Product("outpatient-claim", "F-OPS", "F", "SC-F-0001", "门诊理赔数据", 1, ProductStatus.LISTED);
        ProductTariff tariff = new ProductTariff(
                "outpatient-claim", 1, TestRecords.tariff(), List.of(Action.PROCESS), "政府指导价", MIDNIGHT);
        ledger.write("authorisation:open", Map.of("authorisation/A-F-1", AuthorisationCodec.toJson(authorisation)));
        ledger.write("scenario:approve", Map.of("scenario/SC-F-0001", ScenarioCodec.toJson(scenario)));
        ledger.write(
                "product:list",
                Map.of(
                        "product/outpatient-claim", ProductCodec.toJson(product),
                        "tariff/outpatient-claim/1", ProductTariffCodec.toJson(tariff)));
        ledger.write("order:sign", Map.of("order/" + ORDER, OrderCodec.toJson(TestRecords.order())));
    }

    private void resource(String id, String supplier, String title, DataClass dataClass) {
        ledger.write(
                "resource:code",
                Map.of("resource/" + id, ResourceCodec.toJson(TestRecords.resource(id, supplier, title, dataClass))));
    }

    private void agreements() {
        String[] all = {"F-H1", "F-OPS", "Q-INS"};
        grant(
                TestRecords.grant(
                        GRANT_R1, "F-H1", TestRecords.terms("R1", Action.PROCESS, 1_000), GrantStatus.ACTIVE, all),
                8);
        grant(
                TestRecords.grant(
                        GRANT_R2,
                        "F-H2",
                        TestRecords.terms("R2", Action.PROCESS, 1_000),
                        GrantStatus.ACTIVE,
                        "F-H2",
                        "F-OPS",
                        "Q-INS"),
                5);
        grant(TestRecords.grant(GRANT_R3, "F-H1", TestRecords.terms("R3", Action.VIEW, 3), GrantStatus.ACTIVE, all), 3);
        grant(
                TestRecords.grant(
                        GRANT_R4, "F-H1", TestRecords.terms("R4", Action.DOWNLOAD, 2), GrantStatus.PROPOSED, "F-OPS"),
                0);
    }

    /** Ends a grant of the first hospital: its deletion is due 30 days later. */
    public DeletionTask end(String grantId) {
        DeletionTask task = new DeletionTask(
                grantId,
                "Q-INS",
                MIDNIGHT,
                MIDNIGHT + 30 * DAY,
                Optional.of(digest("keys of " + grantId)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Grant ended = TestRecords.grant(
                grantId, "F-H1", TestRecords.terms("R1", Action.PROCESS, 1_000), GrantStatus.TERMINATED, "F-H1");
        ledger.write(
                "grant:terminate",
                Map.of(
                        "grant/" + grantId,
                        GrantCodec.toJson(ended),
                        "deletion/" + grantId,
                        DeletionTaskCodec.toJson(task)));
        return task;
    }

    /** Writes off the instance of a log that never comes back. */
    public void writeOff(String logId, String reason) {
        WriteOff writeOff = new WriteOff(logId, 3, reason, TestRecords.signature("F-H2"));
        ledger.write("receipt:writeOff", Map.of("write-off/" + logId, WriteOffCodec.toJson(writeOff)));
    }

    /** Submits a derivative of the first hospital's data. */
    public Derivative derive(String derivativeId) {
        Derivative derivative = new Derivative(
                derivativeId,
                GRANT_R1,
                "F-H1",
                "Q-INS",
                digest("bytes of " + derivativeId),
                "按月汇总(虚构)",
                "季度报告",
                List.of(new ParentCall("log-f-h1", 1, "c0ffee00".repeat(4), digest("leaf"))),
                List.of(),
                DerivativeStatus.SUBMITTED,
                TestRecords.signature("Q-INS"),
                Optional.empty(),
                Optional.empty());
        ledger.write("derivative:submit", Map.of("derivative/" + derivativeId, DerivativeCodec.toJson(derivative)));
        return derivative;
    }
}
