package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.grant.Action;
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
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.Tariff;
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
import io.kontor.usage.consumer.PartyKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The smallest synthetic deal under which calls can be made. */
final class ChaosRecords {

    static final String SUPPLIER = "F-H1";
    static final String BUYER = "Q-INS";
    static final String SCENARIO = "SC-CHAOS";
    static final String AUTHORISATION = "AU-CHAOS";

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final String PRODUCT = "chaos-product";
    private static final String OPERATOR = "F-OPS";
    private static final int TERM_MONTHS = 24;
    private static final int UTC_OFFSET = 480;

    private final KeyStoreFolder keys;
    private final long startOfDay;

    ChaosRecords(KeyStoreFolder keys, long startOfDay) {
        this.keys = keys;
        this.startOfDay = startOfDay;
    }

    static CityProfile profile(String city) {
        SplitPlan split = new SplitPlan(new Money(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);
        return new CityProfile(
                city,
                1,
                "City " + city + " (fictional)",
                city + "DataMSP",
                city + "OpsMSP",
                new CityLimits(36, 6, 2, PlaneConfiguration.STALENESS_S, 30, 6, 7, 30),
                bands(),
                split,
                RegistrationRule.GATE,
                SettlementCalendar.MONTHLY,
                UTC_OFFSET,
                List.of());
    }

    private static BandSchedule bands() {
        return BandSchedule.of(TariffBand.rest(UnitPrice.ofYuan("0.01")));
    }

    Member member(Cast.Actor actor) {
        List<MemberKey> pinned = new ArrayList<>(List.of(key(actor, KeyStoreFolder.OFFICER, KeyUse.OFFICER)));
        if (actor.hasConnector()) {
            pinned.add(key(actor, KeyStoreFolder.CONNECTOR, KeyUse.CONNECTOR));
        }
        return new Member(
                actor.participantId(),
                actor.city(),
                actor.mspId(),
                List.of(actor.role()),
                actor.name(),
                actor.uscc(),
                actor.legalForm(),
                MemberStatus.ACTIVE,
                pinned,
                actor.hasConnector() ? Optional.of("http://127.0.0.1:1/dsp/2025-1") : Optional.empty());
    }

    private MemberKey key(Cast.Actor actor, String keyId, KeyUse use) {
        IssuedIdentity identity = keys.identity(KeyStoreFolder.member(actor.participantId(), keyId));
        byte[] encoded = identity.certificate().getPublicKey().getEncoded();
        return new MemberKey(
                keyId,
                use,
                Digest32.fromHex(identity.fingerprint()),
                Base64.getEncoder().encodeToString(encoded));
    }

    static Resource resource(ChaosGrant.Kind kind) {
        boolean personal = kind == ChaosGrant.Kind.PERSONAL;
        return new Resource(
                kind.resource(),
                SUPPLIER,
                Cast.CITY_F,
                "Synthetic text to be fought over",
                personal ? DataClass.STRUCTURED_SENSITIVE : DataClass.STRUCTURED_PLAIN,
                personal ? 3 : 1,
                personal ? PersonalData.PERSONAL : PersonalData.NONE,
                List.of(new DataItem("synthetic", "text", Sensitivity.NONE)),
                digest("legality of " + kind.resource()),
                ResourceStatus.SUBMITTED,
                Optional.empty(),
                List.of());
    }

    AuthorisationOpening authorisation() {
        return new AuthorisationOpening(AUTHORISATION, Cast.CITY_F, OPERATOR, "DEC-CHAOS", startOfDay, TERM_MONTHS);
    }

    static Scenario scenario() {
        return new Scenario(
                SCENARIO,
                AUTHORISATION,
                Cast.CITY_F,
                OPERATOR,
                "Chaos",
                "Calls over synthetic text while processes are killed",
                List.of("synthetic"),
                ChaosGrant.Kind.resources(),
                digest("plan of " + SCENARIO),
                ScenarioStatus.PROPOSED,
                Optional.empty());
    }

    static Product product() {
        return new Product(PRODUCT, OPERATOR, Cast.CITY_F, SCENARIO, "Synthetic text", 1, ProductStatus.LISTED);
    }

    ProductTariff tariff() {
        return new ProductTariff(PRODUCT, 1, Tariff.of(bands()), List.of(Action.PROCESS), "by usage", startOfDay);
    }

    OrderProposal order(String orderId) {
        return new OrderProposal(
                orderId,
                PRODUCT,
                1,
                SCENARIO,
                OPERATOR,
                BUYER,
                List.of(credential(user())),
                List.of(credential(application())),
                Optional.empty());
    }

    PartyKey user() {
        return party("claims01");
    }

    PartyKey application() {
        return party("claim-core-2.1");
    }

    /** The buyer's connector key. */
    SigningKey memberKey() {
        return signingKey(KeyStoreFolder.member(BUYER, KeyStoreFolder.CONNECTOR));
    }

    /** What stands in the grant. */
    static Credential credential(PartyKey party) {
        byte[] pseudonym = SUITE.digest(party.salt().bytes(), party.name().getBytes(StandardCharsets.UTF_8));
        return new Credential(
                Digest32.of(pseudonym), party.key().verifyingKey().fingerprint().digest());
    }

    private PartyKey party(String name) {
        SigningKey key = signingKey(KeyStoreFolder.credential(name));
        return new PartyKey(name, Digest32.of(SUITE.digest(key.pkcs8())), key);
    }

    private SigningKey signingKey(String name) {
        return SUITE.signingKey(keys.identity(name).privateKey().getEncoded());
    }

    private static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
