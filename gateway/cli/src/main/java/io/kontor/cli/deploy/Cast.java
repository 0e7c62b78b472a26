package io.kontor.cli.deploy;

import io.kontor.model.member.LegalForm;
import io.kontor.model.member.MemberRole;
import java.util.List;
import java.util.Optional;

/** The fictional members of the demonstration (domain script); all of them are synthetic. */
public final class Cast {
    /** City of the suppliers. */
    public static final String CITY_F = "F";

    /** City of the buyer. */
    public static final String CITY_Q = "Q";

    /** The four organisations of the ledger, ascending. */
    public static final List<Organisation> ORGANISATIONS = List.of(
            new Organisation("FDataMSP", CITY_F, "REGULATOR"),
            new Organisation("FOpsMSP", CITY_F, "OPERATOR"),
            new Organisation("QDataMSP", CITY_Q, "REGULATOR"),
            new Organisation("QOpsMSP", CITY_Q, "OPERATOR"));

    /** The members, in the order of their admission. */
    public static final List<Actor> ACTORS = List.of(
            new Actor("F-DATA", "FDataMSP", CITY_F, MemberRole.REGULATOR, "福田示范区数据局(虚构)", Optional.empty()),
            new Actor("F-REG", "FDataMSP", CITY_F, MemberRole.REGISTRAR, "福田示范区登记中心(虚构)", Optional.empty()),
            new Actor(
                    "F-OPS",
                    "FOpsMSP",
                    CITY_F,
                    MemberRole.OPERATOR,
                    "福田示范区运营公司(虚构)",
                    Optional.of("91990101DEM000004P")),
            new Actor("F-EX", "FOpsMSP", CITY_F, MemberRole.EXCHANGE, "福田示范区数据交易所(虚构)", Optional.empty()),
            new Actor("F-H1", "FOpsMSP", CITY_F, MemberRole.SUPPLIER, "区第一人民医院(虚构)", Optional.of("12990101DEM000001K")),
            new Actor("F-H2", "FOpsMSP", CITY_F, MemberRole.SUPPLIER, "区第二人民医院(虚构)", Optional.of("12990101DEM000002N")),
            new Actor("Q-DATA", "QDataMSP", CITY_Q, MemberRole.REGULATOR, "Q市数据局(虚构)", Optional.empty()),
            new Actor("Q-OPS", "QOpsMSP", CITY_Q, MemberRole.OPERATOR, "Q市运营公司(虚构)", Optional.empty()),
            new Actor("Q-INS", "QOpsMSP", CITY_Q, MemberRole.BUYER, "海湾健康保险(虚构)", Optional.of("91990201DEM000003R")));

    /** Members that run a connector, in the order of their ports. */
    public static final List<String> CONNECTORS = List.of("F-H1", "F-H2", "Q-INS");

    private Cast() {}

    /** The member of that name. */
    public static Actor actor(String participantId) {
        return ACTORS.stream()
                .filter(actor -> actor.participantId().equals(participantId))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Cannot find member " + participantId + ": not in the cast"));
    }

    /**
     * An organisation of the ledger.
     *
     * @param mspId its name on the ledger
     * @param city its city
     * @param kind REGULATOR or OPERATOR
     */
    public record Organisation(String mspId, String city, String kind) {}

    /**
     * A member.
     *
     * @param participantId identifier
     * @param mspId organisation that certifies its keys
     * @param city city
     * @param role its one role
     * @param name display name
     * @param uscc synthetic credit code
     */
    public record Actor(
            String participantId, String mspId, String city, MemberRole role, String name, Optional<String> uscc) {

        /** Hospitals and authorities are public units, companies are private. */
        public LegalForm legalForm() {
            return role == MemberRole.OPERATOR || role == MemberRole.BUYER || role == MemberRole.EXCHANGE
                    ? LegalForm.PRIVATE
                    : LegalForm.PUBLIC_UNIT;
        }

        /** Whether it runs a connector of its own. */
        public boolean hasConnector() {
            return CONNECTORS.contains(participantId);
        }
    }
}
