package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Profiles of the cities and their members, with the keys of the cast. */
final class CityRecords {

    private static final int UTC_OFFSET = 480;

    private final KeyStoreFolder keys;
    private final int stalenessS;

    CityRecords(KeyStoreFolder keys, int stalenessS) {
        this.keys = keys;
        this.stalenessS = stalenessS;
    }

    CityProfile profile(String city) {
        SplitPlan split = new SplitPlan(new Money(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);
        return new CityProfile(
                city,
                1,
                "City " + city + " (fictional)",
                city + "DataMSP",
                city + "OpsMSP",
                new CityLimits(36, 6, 2, stalenessS, 30, 6, 7, 30),
                bands(),
                split,
                RegistrationRule.GATE,
                SettlementCalendar.MONTHLY,
                UTC_OFFSET,
                List.of());
    }

    static BandSchedule bands() {
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
}
