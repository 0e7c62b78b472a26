package io.kontor.model.record;

import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.LegalForm;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.MeteringBasis;
import io.kontor.model.rating.StatementLine;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.rating.Waiver;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One fictional instance of each record that describes the world of a deal, with every optional field present. */
final class Samples {

    /** 2026-11-20T16:00:00Z, midnight in city F. */
    static final long MIDNIGHT = 1_795_190_400_000L;

    static final long DAY = 86_400_000L;
    static final Digest32 DIGEST = digest("sample");

    static final UnitPrice TEN = UnitPrice.ofYuan("0.10");
    static final UnitPrice EIGHT = UnitPrice.ofYuan("0.08");

    static final TariffBand BAND = TariffBand.upTo(240, TEN);
    static final BandSchedule BANDS =
            BandSchedule.of(BAND, TariffBand.upTo(1_200, EIGHT), TariffBand.rest(UnitPrice.ofYuan("0.06")));
    static final Tariff TARIFF = new Tariff(MeteringBasis.USAGE, BANDS, Ratio.of("0.7"), Waiver.NONE);
    static final StatementLine LINE = new StatementLine(1, 240, TEN);
    static final SplitPlan SPLIT =
            new SplitPlan(Money.ofFen(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);

    static final TreeHead HEAD = new TreeHead(5, DIGEST);
    static final InclusionProof INCLUSION = new InclusionProof(1, 3, List.of(digest("a"), digest("b")));
    static final ConsistencyProof CONSISTENCY = new ConsistencyProof(1, 3, List.of(digest("a"), digest("b")));

    static final MemberKey KEY = new MemberKey("officer-1", KeyUse.OFFICER, DIGEST, base64("a public key"));
    static final Member MEMBER = new Member(
            "F-H1",
            "F",
            "FOpsMSP",
            List.of(MemberRole.SUPPLIER, MemberRole.BUYER),
            "福田区第一人民医院（示范）",
            Optional.of("12990101DEM000001K"),
            LegalForm.PUBLIC_UNIT,
            MemberStatus.ACTIVE,
            List.of(KEY, new MemberKey("connector-1", KeyUse.CONNECTOR, digest("c"), base64("another key"))),
            Optional.of("http://127.0.0.1:9200/dsp"));

    static final CityLimits LIMITS = new CityLimits(36, 6, 2, 60, 30, 6, 7, 30);
    static final CityProfile PROFILE = new CityProfile(
            "F",
            2,
            "福田示范区",
            "FDataMSP",
            "FOpsMSP",
            LIMITS,
            BANDS,
            SPLIT,
            RegistrationRule.GATE,
            SettlementCalendar.MONTHLY,
            480,
            List.of("Q"));

    static final DataItem ITEM = new DataItem("患者姓名", "VARCHAR(50)", Sensitivity.NAME);
    static final Resource RESOURCE = new Resource(
            "R1",
            "F-H1",
            "F",
            "门诊结算",
            DataClass.STRUCTURED_SENSITIVE,
            3,
            PersonalData.PERSONAL,
            List.of(ITEM, new DataItem("费用总额", "DECIMAL(10,2)", Sensitivity.NONE)),
            DIGEST,
            ResourceStatus.REGISTERED,
            Optional.of("F-S000001-7"),
            List.of("Q"));

    static final AuthorisationOpening OPENING =
            new AuthorisationOpening("A-F-1", "F", "F-OPS", "示范区会议纪要〔2026〕1号", MIDNIGHT, 24);
    static final Authorisation AUTHORISATION = new Authorisation(
            "A-F-1",
            "F",
            "F-OPS",
            "示范区会议纪要〔2026〕1号",
            MIDNIGHT,
            24,
            MIDNIGHT + 730 * DAY,
            AuthorisationStatus.CLOSED,
            Optional.of(MIDNIGHT + DAY),
            Optional.of("end of the demonstration"));

    static final Scenario SCENARIO = new Scenario(
            "SC-F-0001",
            "A-F-1",
            "F",
            "F-OPS",
            "商保自动理赔",
            "decide an insurance claim for the patient who consents",
            List.of("就诊流水号", "费用总额"),
            List.of("R1", "R2"),
            DIGEST,
            ScenarioStatus.APPROVED,
            Optional.of("approval 1"));

    static final Product PRODUCT =
            new Product("outpatient-claim", "F-OPS", "F", "SC-F-0001", "门诊理赔数据", 1, ProductStatus.LISTED);
    static final ProductTariff PRODUCT_TARIFF =
            new ProductTariff("outpatient-claim", 1, TARIFF, List.of(Action.PROCESS), "政府指导价", MIDNIGHT);

    private Samples() {}

    static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
