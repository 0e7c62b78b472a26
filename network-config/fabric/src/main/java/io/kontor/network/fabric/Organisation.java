package io.kontor.network.fabric;

import java.util.List;

/**
 * An organisation of the network: one peer, one orderer, one contract server.
 *
 * @param mspId its name on the channel
 * @param city city that it belongs to, letters and digits
 * @param kind what it is there, REGULATOR or OPERATOR
 */
public record Organisation(String mspId, String city, String kind) {

    /** Operator and regulator of the two cities of the demonstration, ascending by name. */
    public static final List<Organisation> TWO_CITIES = List.of(
            new Organisation("FDataMSP", "F", "REGULATOR"),
            new Organisation("FOpsMSP", "F", "OPERATOR"),
            new Organisation("QDataMSP", "Q", "REGULATOR"),
            new Organisation("QOpsMSP", "Q", "OPERATOR"));

    public Organisation {
        if (!mspId.matches("[A-Za-z][A-Za-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("Cannot use organisation '" + mspId
                    + "': must be a letter and up to 63 letters, digits, points and hyphens");
        }
        if (!city.matches("[A-Za-z0-9]{1,32}")) {
            throw new IllegalArgumentException(
                    "Cannot use organisation " + mspId + " of city '" + city + "': must be 1 to 32 letters and digits");
        }
    }

    /** Name of its peer's process. */
    public String peer() {
        return "peer-" + mspId;
    }

    /** Name of its orderer's process. */
    public String orderer() {
        return "orderer-" + mspId;
    }

    /** Name of its contract server's process. */
    public String contract() {
        return "contract-" + mspId;
    }
}
