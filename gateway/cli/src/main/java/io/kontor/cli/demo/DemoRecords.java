package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.dataplane.sample.ClaimItem;
import io.kontor.dataplane.sample.PriceCatalogue;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Credential;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.resource.Sensitivity;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The synthetic records of the demonstration. */
final class DemoRecords {
    /** Order 1 is the deal; orders 2 and 3 carry the grants whose windows are tomorrow's and yesterday's. */
    static final int ORDERS = 3;

    private static final int UTC_OFFSET = 480;

    private final Context context;

    DemoRecords(Context context) {
        this.context = context;
    }

    /** Bands of the demonstration: up to 240, up to 1,200, above. */
    static BandSchedule bands(String firstPrice) {
        return BandSchedule.of(
                TariffBand.upTo(240, UnitPrice.ofYuan(firstPrice)),
                TariffBand.upTo(1_200, UnitPrice.ofYuan("0.08")),
                TariffBand.rest(UnitPrice.ofYuan("0.06")));
    }

    CityProfile profile(String city) {
        SplitPlan split = new SplitPlan(new Money(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);
        return new CityProfile(
                city,
                1,
                city.equals(Cast.CITY_F) ? "福田示范区(虚构)" : "Q市(虚构)",
                city + "DataMSP",
                city + "OpsMSP",
                new CityLimits(36, 6, 2, 60, 30, 6, 7, 30),
                bands("0.10"),
                split,
                RegistrationRule.GATE,
                SettlementCalendar.MONTHLY,
                UTC_OFFSET,
                List.of());
    }

    Member member(Cast.Actor actor) {
        List<MemberKey> keys = new ArrayList<>(List.of(key(actor, KeyStoreFolder.OFFICER, KeyUse.OFFICER)));
        Optional<String> url = Optional.empty();
        if (actor.hasConnector()) {
            keys.add(key(actor, KeyStoreFolder.CONNECTOR, KeyUse.CONNECTOR));
            int port = context.ports()
                    .connector(Cast.CONNECTORS.indexOf(actor.participantId()))
                    .protocol();
            url = Optional.of("http://127.0.0.1:" + port + "/dsp/2025-1");
        }
        context.suiteKeys().pinned(actor.participantId()).ifPresent(pinned -> keys.add(key(pinned)));
        return new Member(
                actor.participantId(),
                actor.city(),
                actor.mspId(),
                List.of(actor.role()),
                actor.name(),
                actor.uscc(),
                actor.legalForm(),
                MemberStatus.ACTIVE,
                keys,
                url);
    }

    private MemberKey key(Cast.Actor actor, String keyId, KeyUse use) {
        IssuedIdentity identity = context.keys().identity(KeyStoreFolder.member(actor.participantId(), keyId));
        byte[] encoded = identity.certificate().getPublicKey().getEncoded();
        return new MemberKey(
                keyId,
                use,
                Digest32.fromHex(identity.fingerprint()),
                Base64.getEncoder().encodeToString(encoded));
    }

    /** It acts for the member's connector or mirror, and never on the ledger, which knows no certificate of it. */
    private static MemberKey key(SuiteKeys.Pinned pinned) {
        VerifyingKey key = pinned.key().verifyingKey();
        return new MemberKey(
                pinned.keyId(),
                KeyUse.CONNECTOR,
                key.fingerprint().digest(),
                Base64.getEncoder().encodeToString(key.spki()));
    }

    List<Resource> resources() {
        List<DataItem> price = PriceCatalogue.COLUMNS.stream()
                .map(name -> new DataItem(name, "text", Sensitivity.NONE))
                .toList();
        List<DataItem> report = List.of(new DataItem("检验报告", "application/pdf", Sensitivity.NONE));
        return List.of(
                resource("R1", "F-H1", "门诊结算(第一人民医院,合成)", DataClass.STRUCTURED_SENSITIVE, ClaimItem.dictionary()),
                resource("R2", "F-H2", "门诊结算(第二人民医院,合成)", DataClass.STRUCTURED_SENSITIVE, ClaimItem.dictionary()),
                resource("R3", "F-H1", "检验报告(合成)", DataClass.DOCUMENT, report),
                resource("R4", "F-H1", "医疗服务项目价格目录(合成)", DataClass.STRUCTURED_PLAIN, price));
    }

    private Resource resource(String name, String supplier, String title, DataClass kind, List<DataItem> items) {
        boolean open = kind == DataClass.STRUCTURED_PLAIN;
        return new Resource(
                context.plan().resourceId(name),
                supplier,
                Cast.CITY_F,
                title,
                kind,
                open ? 1 : 3,
                open ? PersonalData.NONE : PersonalData.PERSONAL,
                items,
                digest("legality of " + name),
                ResourceStatus.SUBMITTED,
                Optional.empty(),
                List.of());
    }

    Scenario scenario() {
        List<String> bound =
                resources().stream().map(Resource::resourceId).sorted().toList();
        return new Scenario(
                context.plan().scenarioId(),
                context.plan().authorisationId(),
                Cast.CITY_F,
                "F-OPS",
                "商保自动理赔",
                "经患者同意,向商业保险公司提供门诊结算数据用于自动理赔",
                ClaimItem.titles(),
                bound,
                digest("plan of the scenario"),
                ScenarioStatus.PROPOSED,
                Optional.empty());
    }

    OrderProposal order(int number) {
        return new OrderProposal(
                context.plan().orderId(number),
                context.plan().productId(),
                1,
                context.plan().scenarioId(),
                "F-OPS",
                "Q-INS",
                List.of(credential("claims01")),
                List.of(credential("claim-core-2.1")),
                Optional.empty());
    }

    /** Pseudonym and key of a named user or application. */
    Credential credential(String name) {
        SigningKey key = context.suiteKeys().ofCredential(name);
        return new Credential(pseudonym(name), key.verifyingKey().fingerprint().digest());
    }

    /** SHA-256 over salt and name. */
    Digest32 pseudonym(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] salt = salt(name);
        byte[] joined = java.util.Arrays.copyOf(salt, salt.length + text.length);
        System.arraycopy(text, 0, joined, salt.length, text.length);
        return digest(joined);
    }

    /** Salt of a name: kept by the buyer beside the key, here derived from the key so that a second run finds it. */
    byte[] salt(String name) {
        return digest(context.suiteKeys().ofCredential(name).pkcs8()).bytes();
    }

    static Digest32 digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static Digest32 digest(byte[] bytes) {
        return Digest32.of(HashFunction.sha256().hash(bytes));
    }
}
