package io.kontor.app.testing;

import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.LegalForm;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Credential;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.Signature;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.resource.Sensitivity;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Synthetic records of the deal between two cities. */
final class TestRecords {

    /** 2026-11-20T16:00:00Z, midnight in Asia/Shanghai. */
    static final long MIDNIGHT = 1_795_190_400_000L;

    static final long DAY = 86_400_000L;

    static final Credential USER = new Credential(digest("claims01"), digest("claims01 key"));
    static final Credential APPLICATION = new Credential(digest("claim-core"), digest("claim-core key"));

    static final BandSchedule BANDS = BandSchedule.of(
            TariffBand.upTo(240, UnitPrice.ofYuan("0.10")),
            TariffBand.upTo(1_200, UnitPrice.ofYuan("0.08")),
            TariffBand.rest(UnitPrice.ofYuan("0.06")));
    static final SplitPlan SPLIT =
            new SplitPlan(Money.ofFen(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);

    static final List<String> ITEMS = List.of(
            "就诊流水号",
            "就诊日期",
            "医疗机构代码",
            "科室",
            "医师执业码",
            "患者姓名",
            "证件类型",
            "证件号",
            "性别",
            "年龄",
            "主诊断ICD-10",
            "诊断名称",
            "挂号时间",
            "处方摘要",
            "药品编码列表",
            "检验检查摘要",
            "费用总额",
            "医保统筹支付",
            "个人账户支付",
            "个人自付",
            "自费金额",
            "票据号",
            "票据校验码",
            "结算时间");

    private TestRecords() {}

    static Member member(String participantId, MemberRole role, String name) {
        String city = participantId.substring(0, 1);
        boolean regulator = role == MemberRole.REGULATOR;
        MemberKey key =
                new MemberKey("officer-1", KeyUse.OFFICER, digest(participantId), base64("key of " + participantId));
        return new Member(
                participantId,
                city,
                city + (regulator ? "DataMSP" : "OpsMSP"),
                List.of(role),
                name,
                Optional.empty(),
                role == MemberRole.BUYER ? LegalForm.PRIVATE : LegalForm.PUBLIC_UNIT,
                MemberStatus.ACTIVE,
                List.of(key),
                Optional.empty());
    }

    static CityProfile city(String cityId, String name) {
        return new CityProfile(
                cityId,
                1,
                name,
                cityId + "DataMSP",
                cityId + "OpsMSP",
                new CityLimits(36, 6, 2, 60, 30, 6, 7, 30),
                BANDS,
                SPLIT,
                RegistrationRule.GATE,
                SettlementCalendar.MONTHLY,
                480,
                List.of("F".equals(cityId) ? "Q" : "F"));
    }

    static Resource resource(String id, String supplier, String title, DataClass dataClass) {
        boolean personal = dataClass != DataClass.STRUCTURED_PLAIN;
        return new Resource(
                id,
                supplier,
                "F",
                title,
                dataClass,
                personal ? 3 : 1,
                personal ? PersonalData.PERSONAL : PersonalData.NONE,
                List.of(new DataItem("就诊流水号", "VARCHAR(32)", Sensitivity.NONE)),
                digest("legality of " + id),
                ResourceStatus.REGISTERED,
                Optional.of("F-S000001-7"),
                List.of("Q"));
    }

    static Order order() {
        return new Order(
                "O-2026-0001",
                "outpatient-claim",
                1,
                "SC-F-0001",
                "F-OPS",
                "Q-INS",
                SPLIT,
                List.of(USER),
                List.of(APPLICATION),
                1,
                OrderStatus.ACTIVE,
                List.of(signature("Q-INS"), signature("F-OPS")),
                Optional.empty());
    }

    static Tariff tariff() {
        return Tariff.of(BANDS);
    }

    static GrantTerms terms(String resourceId, Action action, long limit) {
        boolean structured = action == Action.PROCESS;
        return new GrantTerms(
                resourceId,
                "SC-F-0001",
                List.of(new ActionTerms(action, limit)),
                List.of(USER),
                List.of(APPLICATION),
                new TimeWindow(MIDNIGHT, MIDNIGHT + 120 * DAY),
                structured ? ITEMS : List.of(),
                structured ? List.of(Duty.MASK, Duty.DELETE) : List.of(Duty.WATERMARK),
                List.of(Prohibition.DISTRIBUTE),
                action == Action.DOWNLOAD ? ConsentRule.NONE : ConsentRule.ONE_SHOT,
                ViewingBounds.DEFAULT);
    }

    static Grant grant(String grantId, String supplier, GrantTerms terms, GrantStatus status, String... signers) {
        return new Grant(
                grantId,
                1,
                "O-2026-0001",
                terms.resourceId(),
                supplier,
                "F-OPS",
                "Q-INS",
                terms,
                GrantTermsCodec.hash(terms),
                1,
                digest("evidence key of " + grantId),
                status,
                Stream.of(signers).map(TestRecords::signature).toList(),
                status == GrantStatus.TERMINATED ? Optional.of("价格目录已停用") : Optional.empty(),
                MIDNIGHT + 8 * 3_600_000L,
                status == GrantStatus.TERMINATED ? Optional.of(MIDNIGHT + 10 * 3_600_000L) : Optional.empty());
    }

    static Signature signature(String participantId) {
        return new Signature(
                participantId,
                digest(participantId),
                digest("tx of " + participantId).hex(),
                MIDNIGHT + 9 * 3_600_000L);
    }

    static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
