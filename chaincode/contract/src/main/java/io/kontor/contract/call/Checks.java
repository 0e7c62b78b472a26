package io.kontor.contract.call;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;

/** Checks that many functions make of their caller. */
public final class Checks {

    private static final int TEXT_MAX = 500;

    private Checks() {}

    /**
     * The caller is this member.
     *
     * @param what "Cannot verb thing id" for the message
     * @throws ContractRejection ORGANISATION
     */
    public static void isMember(Call call, String participantId, String what) {
        ContractRejection.unless(
                call.participantId().equals(participantId),
                RejectionCode.ORGANISATION,
                what + ": the caller is " + call.participantId() + ", must be " + participantId);
    }

    /**
     * The caller is one of these members.
     *
     * @throws ContractRejection ORGANISATION
     */
    public static void isOneOf(Call call, List<String> parties, String what) {
        ContractRejection.unless(
                parties.contains(call.participantId()),
                RejectionCode.ORGANISATION,
                what + ": the caller is " + call.participantId() + ", must be one of " + parties);
    }

    /**
     * The caller belongs to this city.
     *
     * @throws ContractRejection CITY
     */
    public static void isOfCity(Call call, String cityId, String what) {
        ContractRejection.unless(
                call.caller().member().cityId().equals(cityId),
                RejectionCode.CITY,
                what + ": the caller is of city " + call.caller().member().cityId() + ", must be of " + cityId);
    }

    /** Whether the caller is an officer of a regulator of this city. */
    public static boolean isRegulatorOf(Call call, String cityId) {
        return call.caller().key().use() == KeyUse.OFFICER
                && call.caller().member().roles().contains(MemberRole.REGULATOR)
                && call.caller().member().cityId().equals(cityId);
    }

    /**
     * A text for people: not blank, at most 500 characters.
     *
     * @throws ContractRejection MALFORMED
     */
    public static String text(Call call, String field) {
        String text = call.argument().string(field);
        ContractRejection.unless(
                !text.isBlank() && text.length() <= TEXT_MAX,
                RejectionCode.MALFORMED,
                "Cannot read field '" + field + "': it has " + text.length() + " characters, must have 1 to " + TEXT_MAX
                        + ", not blank");
        return text;
    }
}
