package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.member.MemberLedger;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code city:…} and {@code member:…}: KEY-1, CALL-2 and CALL-3. */
class CityMemberTest {

    private final Bed bed = new Bed();
    private final CityLedger cities = new CityLedger(bed.officer("F-DATA"));
    private final MemberLedger members = new MemberLedger(bed.officer("F-DATA"));

    private static CityProfile version(CityProfile p, int version, String operatorMsp) {
        return new CityProfile(
                p.cityId(),
                version,
                p.name(),
                p.regulatorMsp(),
                operatorMsp,
                p.limits(),
                p.priceCaps(),
                p.splitPlan(),
                p.registration(),
                p.settlement(),
                p.utcOffsetMinutes(),
                p.recognisedCities());
    }

    private static Member with(Member m, String city, String msp, List<MemberRole> roles, List<MemberKey> keys) {
        return new Member(
                m.participantId(),
                city,
                msp,
                roles,
                m.name(),
                m.uscc(),
                m.legalForm(),
                m.status(),
                keys,
                m.connectorUrl());
    }

    @Test
    void a_city_is_founded_once_and_again_with_the_same_content() {
        cities.found(bed.cast.cityF(), bed.cast.member("F-DATA"));
        long blocks = bed.network.blockCount();
        CityProfile again =
                cities.found(bed.cast.cityF(), bed.cast.member("F-DATA")).record();
        assertThat(again).isEqualTo(bed.cast.cityF());
        assertThat(bed.network.state().keys("msp/")).containsExactly("msp/FDataMSP", "msp/FOpsMSP");
        assertThat(bed.network.state().keys("city/")).containsExactly("city/F", "city/F/v/1");
        assertThat(bed.network.blockCount()).isEqualTo(blocks + 1);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> cities.found(version(bed.cast.cityF(), 1, "OtherMSP"), bed.cast.member("F-DATA")));
    }

    @Test
    void a_founder_without_the_unit_regulator_is_refused() {
        TestIdentity plain = bed.cast.client("FDataMSP", "plain");
        rejects(
                RejectionCode.ROLE,
                () -> new CityLedger(bed.network.connect(plain)).found(bed.cast.cityF(), bed.cast.member("F-DATA")));
    }

    @Test
    void a_unit_inside_another_value_is_no_unit() {
        TestIdentity sly = bed.cast.client("FDataMSP", "sly,OU=regulator");
        rejects(
                RejectionCode.ROLE,
                () -> new CityLedger(bed.network.connect(sly)).found(bed.cast.cityF(), bed.cast.member("F-DATA")));
    }

    @Test
    void a_founder_of_another_organisation_or_key_is_refused() {
        CityProfile f = bed.cast.cityF();
        Member data = bed.cast.member("F-DATA");
        rejects(RejectionCode.ORGANISATION, () -> new CityLedger(bed.officer("Q-DATA")).found(f, data));
        TestIdentity other = bed.cast.regulator("FDataMSP", "other");
        rejects(RejectionCode.KEY, () -> new CityLedger(bed.network.connect(other)).found(f, data));
        rejects(
                RejectionCode.ROLE,
                () -> cities.found(f, with(data, "F", "FDataMSP", List.of(MemberRole.OPERATOR), data.keys())));
        rejects(RejectionCode.CITY, () -> cities.found(f, with(data, "G", "FDataMSP", data.roles(), data.keys())));
        rejects(RejectionCode.WRONG_STATE, () -> cities.found(version(f, 2, "FOpsMSP"), data));
    }

    @Test
    void an_organisation_belongs_to_one_city() {
        cities.found(bed.cast.cityF(), bed.cast.member("F-DATA"));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new CityLedger(bed.officer("Q-DATA"))
                        .found(version(bed.cast.cityQ(), 1, "FOpsMSP"), bed.cast.member("Q-DATA")));
    }

    @Test
    void profiles_are_published_version_by_version_with_the_same_organisations() {
        cities.found(bed.cast.cityF(), bed.cast.member("F-DATA"));
        CityProfile second = version(bed.cast.cityF(), 2, "FOpsMSP");
        assertThat(cities.publish(second).record().version()).isEqualTo(2);
        assertThat(cities.publish(second).record()).isEqualTo(second);
        rejects(RejectionCode.WRONG_STATE, () -> cities.publish(version(second, 4, "FOpsMSP")));
        rejects(RejectionCode.ORGANISATION, () -> cities.publish(version(second, 3, "QOpsMSP")));
        new CityLedger(bed.officer("Q-DATA")).found(bed.cast.cityQ(), bed.cast.member("Q-DATA"));
        rejects(RejectionCode.CITY, () -> new CityLedger(bed.officer("Q-DATA")).publish(version(second, 3, "FOpsMSP")));
    }

    @Test
    void a_city_recognises_another_that_exists() {
        cities.found(bed.cast.cityF(), bed.cast.member("F-DATA"));
        rejects(RejectionCode.CITY, () -> cities.recognise("F", "Q"));
        rejects(RejectionCode.CITY, () -> cities.recognise("F", "F"));
        new CityLedger(bed.officer("Q-DATA")).found(bed.cast.cityQ(), bed.cast.member("Q-DATA"));
        rejects(RejectionCode.CITY, () -> cities.recognise("Q", "F"));
        CityProfile f = cities.recognise("F", "Q").record();
        assertThat(f.recognisedCities()).containsExactly("Q");
        assertThat(f.version()).isEqualTo(2);
        assertThat(cities.recognise("F", "Q").record()).isEqualTo(f);
        assertThat(cities.profile("F")).isEqualTo(f);
    }

    @Test
    void admission_is_idempotent_and_names_the_field_that_differs() {
        bed.deal.foundCities();
        Member h1 = bed.cast.member("F-H1");
        assertThat(members.admit(h1).record()).isEqualTo(h1);
        Member other = with(h1, "F", "FOpsMSP", List.of(MemberRole.BUYER), h1.keys());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> members.admit(other))
                .hasMessageContaining("ALREADY_EXISTS_DIFFERENT")
                .hasMessageContaining("'roles'");
    }

    @Test
    void a_member_is_admitted_to_its_own_city_only() {
        bed.deal.foundCities();
        MemberKey key = bed.cast.client("QOpsMSP", "new").memberKey("officer-1", KeyUse.OFFICER);
        Member q = with(named("Q-NEW"), "Q", "QOpsMSP", List.of(MemberRole.BUYER), List.of(key));
        rejects(RejectionCode.CITY, () -> members.admit(q));
        Member foreign = with(named("F-NEW"), "F", "QOpsMSP", List.of(MemberRole.BUYER), List.of(key));
        rejects(RejectionCode.CITY, () -> members.admit(foreign));
        Member regulator = with(named("F-NEW"), "F", "FOpsMSP", List.of(MemberRole.REGULATOR), List.of(key));
        rejects(RejectionCode.ORGANISATION, () -> members.admit(regulator));
        Member unknown = with(named("F-NEW"), "F", "NoMSP", List.of(MemberRole.BUYER), List.of(key));
        rejects(RejectionCode.NOT_FOUND, () -> members.admit(unknown));
    }

    @Test
    void a_key_belongs_to_one_member_and_to_its_fingerprint() {
        bed.deal.foundCities();
        MemberKey taken = bed.cast.member("F-H1").keys().get(0);
        Member thief = with(named("F-NEW"), "F", "FOpsMSP", List.of(MemberRole.BUYER), List.of(taken));
        rejects(RejectionCode.KEY, () -> members.admit(thief));
        MemberKey fresh = bed.cast.client("FOpsMSP", "a").memberKey("officer-1", KeyUse.OFFICER);
        MemberKey wrong = new MemberKey("officer-1", KeyUse.OFFICER, taken.fingerprint(), fresh.publicKey());
        rejects(
                RejectionCode.KEY,
                () -> members.admit(with(named("F-NEW"), "F", "FOpsMSP", List.of(MemberRole.BUYER), List.of(wrong))));
        MemberKey machine = bed.cast.client("FOpsMSP", "m").memberKey("machine-1", KeyUse.CONNECTOR);
        rejects(
                RejectionCode.KEY,
                () -> members.admit(with(named("F-NEW"), "F", "FOpsMSP", List.of(MemberRole.BUYER), List.of(machine))));
    }

    private Member named(String participantId) {
        Member m = bed.cast.member("Q-OPS");
        return new Member(
                participantId,
                m.cityId(),
                m.mspId(),
                m.roles(),
                m.name(),
                m.uscc(),
                m.legalForm(),
                m.status(),
                m.keys(),
                m.connectorUrl());
    }

    @Test
    void an_officer_pins_and_unpins_its_own_keys_and_the_new_key_acts() {
        bed.deal.foundCities();
        TestIdentity second = bed.cast.client("FOpsMSP", "second officer");
        MemberKey key = second.memberKey("officer-2", KeyUse.OFFICER);
        MemberLedger own = new MemberLedger(bed.officer("F-H1"));
        assertThat(own.pin("F-H1", key).record().keys()).contains(key);
        assertThat(own.pin("F-H1", key).record().keys()).hasSize(3);
        List<MemberKey> first = bed.cast.member("F-H1").keys();
        MemberLedger renewed = new MemberLedger(bed.network.connect(second));
        Member after = renewed.unpin("F-H1", first.get(0).fingerprint()).record();
        assertThat(after.keys()).containsExactly(first.get(1), key);
        rejects(RejectionCode.KEY, () -> own.member("F-H1"));
        rejects(RejectionCode.WRONG_STATE, () -> renewed.unpin("F-H1", key.fingerprint()));
        assertThat(renewed.unpin("F-H1", first.get(0).fingerprint()).record()).isEqualTo(after);
    }

    @Test
    void a_key_of_another_member_is_pinned_by_its_regulator_only() {
        bed.deal.foundCities();
        MemberKey key = bed.cast.client("FOpsMSP", "x").memberKey("officer-2", KeyUse.OFFICER);
        rejects(RejectionCode.ORGANISATION, () -> new MemberLedger(bed.officer("F-OPS")).pin("F-H1", key));
        rejects(RejectionCode.ORGANISATION, () -> new MemberLedger(bed.officer("Q-DATA")).pin("F-H1", key));
        assertThat(members.pin("F-H1", key).record().keys()).contains(key);
        rejects(RejectionCode.KEY, () -> members.pin("F-H2", key));
        MemberKey sameName = bed.cast.client("FOpsMSP", "y").memberKey("officer-2", KeyUse.OFFICER);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> members.pin("F-H1", sameName));
    }

    @Test
    void a_revocation_is_final() {
        bed.deal.foundCities();
        rejects(
                RejectionCode.CITY,
                () -> new MemberLedger(bed.officer("Q-DATA")).setStatus("F-H1", MemberStatus.SUSPENDED, "no"));
        members.setStatus("F-H1", MemberStatus.SUSPENDED, "audit");
        rejects(RejectionCode.MEMBER_STATUS, () -> new MemberLedger(bed.officer("F-H1")).member("F-H1"));
        members.setStatus("F-H1", MemberStatus.ACTIVE, "done");
        members.setStatus("F-H1", MemberStatus.REVOKED, "left");
        rejects(RejectionCode.WRONG_STATE, () -> members.setStatus("F-H1", MemberStatus.ACTIVE, "back"));
        rejects(RejectionCode.MALFORMED, () -> members.setStatus("F-H1", MemberStatus.REVOKED, " "));
    }

    @Test
    void members_are_listed_in_pages() {
        bed.deal.foundCities();
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            var page = bed.officer("Q-INS")
                    .evaluate(
                            "member:list",
                            Bed.json("{'limit':4" + (after.isEmpty() ? "" : ",'after':'" + after + "'") + "}"));
            page.array("records").objects(MemberCodec::fromJson).forEach(member -> ids.add(member.participantId()));
            after = page.optionalString("next").orElse("");
        } while (!after.isEmpty());
        assertThat(ids).containsExactly("F-DATA", "F-EX", "F-H1", "F-H2", "F-OPS", "F-REG", "Q-DATA", "Q-INS", "Q-OPS");
        rejects(RejectionCode.BOUNDS, () -> bed.officer("Q-INS").evaluate("member:list", Bed.json("{'limit':201}")));
        rejects(
                RejectionCode.MALFORMED,
                () -> bed.officer("Q-INS").evaluate("member:list", Bed.json("{'after':'key/0'}")));
        var cityPage = bed.officer("Q-INS").evaluate("city:list", Bed.json("{}"));
        assertThat(cityPage.array("records").objects(CityProfileCodec::fromJson))
                .extracting(CityProfile::version)
                .containsExactly(2, 2);
    }

    @Test
    void each_writing_transaction_sets_one_event_with_its_keys() {
        CommittedTransaction founded = bed.officer("F-DATA")
                .submit(
                        "city:found",
                        io.kontor.model.json.JsonObject.builder()
                                .put("profile", CityProfileCodec.toJson(bed.cast.cityF()))
                                .put("member", MemberCodec.toJson(bed.cast.member("F-DATA")))
                                .build());
        try (var events = bed.officer("F-DATA").follow(io.kontor.client.ledger.EventPosition.START)) {
            var event = events.next().orElseThrow();
            assertThat(event.function()).isEqualTo("city:found");
            assertThat(event.transactionId()).isEqualTo(founded.transactionId());
            assertThat(event.at()).isEqualTo(Bed.NOW.toEpochMilli());
            String key = "key/"
                    + bed.cast.member("F-DATA").keys().get(0).fingerprint().hex();
            assertThat(event.keys())
                    .containsExactly("city/F", "city/F/v/1", key, "member/F-DATA", "msp/FDataMSP", "msp/FOpsMSP");
        }
    }
}
