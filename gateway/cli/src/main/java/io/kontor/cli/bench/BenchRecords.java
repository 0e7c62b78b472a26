package io.kontor.cli.bench;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.pki.IssuedIdentity;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The smallest synthetic deal under which calls can be made: with consents and without. */
final class BenchRecords {

    static final String PLAIN = "BENCH-PLAIN";
    static final String PERSONAL = "BENCH-PERSONAL";
    static final String SCENARIO = "SC-BENCH";
    static final String ORDER = "O-BENCH";
    static final String AUTHORISATION = "AU-BENCH";

    private static final String PRODUCT = "bench-product";
    private static final String ITEM = "synthetic";
    private static final String OPERATOR = "F-OPS";
    private static final int TERM_MONTHS = 24;
    private static final int UTC_OFFSET = 480;

    private final KeyStoreFolder keys;
    private final long startOfDay;

    BenchRecords(KeyStoreFolder keys, long startOfDay) {
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
                new CityLimits(36, 6, 2, 60, 30, 6, 7, 30),
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

    static List<Resource> resources() {
        return List.of(resource(PERSONAL), resource(PLAIN));
    }

    private static Resource resource(String name) {
        boolean personal = name.equals(PERSONAL);
        return new Resource(
                name,
                BenchCast.SUPPLIER,
                Cast.CITY_F,
                "Synthetic text for a benchmark",
                personal ? DataClass.STRUCTURED_SENSITIVE : DataClass.STRUCTURED_PLAIN,
                personal ? 3 : 1,
                personal ? PersonalData.PERSONAL : PersonalData.NONE,
                List.of(new DataItem(ITEM, "text", Sensitivity.NONE)),
                digest("legality of " + name),
                ResourceStatus.SUBMITTED,
                Optional.empty(),
                List.of());
    }

    AuthorisationOpening authorisation() {
        return new AuthorisationOpening(AUTHORISATION, Cast.CITY_F, OPERATOR, "DEC-BENCH", startOfDay, TERM_MONTHS);
    }

    static Scenario scenario() {
        return new Scenario(
                SCENARIO,
                AUTHORISATION,
                Cast.CITY_F,
                OPERATOR,
                "Benchmark",
                "Calls over synthetic text, to measure what they cost",
                List.of(ITEM),
                List.of(PERSONAL, PLAIN),
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

    OrderProposal order() {
        return new OrderProposal(
                ORDER,
                PRODUCT,
                1,
                SCENARIO,
                OPERATOR,
                BenchCast.BUYER,
                List.of(BenchCast.credential(BenchCast.user(keys))),
                List.of(BenchCast.credential(BenchCast.application(keys))),
                Optional.empty());
    }

    static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
