package io.kontor.client.city;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;

/** City profiles on the ledger. */
public final class CityLedger {

    private final Ledger ledger;

    public CityLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Founds a city with its first profile and its regulator, whose caller is not yet a member (CALL-2). */
    public Recorded<CityProfile> found(CityProfile profile, Member regulator) {
        JsonObject argument = JsonObject.builder()
                .put("profile", CityProfileCodec.toJson(profile))
                .put("member", MemberCodec.toJson(regulator))
                .build();
        return Recorded.of(ledger.submit("city:found", argument), CityProfileCodec::fromJson);
    }

    /** Publishes the next version of a profile. */
    public Recorded<CityProfile> publish(CityProfile profile) {
        return Recorded.of(ledger.submit("city:publish", CityProfileCodec.toJson(profile)), CityProfileCodec::fromJson);
    }

    /** Lets members of another city act here. */
    public Recorded<CityProfile> recognise(String cityId, String recognised) {
        JsonObject argument = JsonObject.builder()
                .put("cityId", cityId)
                .put("recognised", recognised)
                .build();
        return Recorded.of(ledger.submit("city:recognise", argument), CityProfileCodec::fromJson);
    }

    /** The newest profile of a city. */
    public CityProfile profile(String cityId) {
        return CityProfileCodec.fromJson(ledger.evaluate(
                "city:get", JsonObject.builder().put("cityId", cityId).build()));
    }
}
