package io.kontor.app.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account may read (ACC-4), and the only place where that becomes SQL: the members' directory, and whatever a member
 * that it reads for is a party of. A party reads for itself, a regulator for all members of its city.
 *
 * @param participants members that the account reads for
 */
public record ReadScope(List<String> participants) {

    public ReadScope {
        participants = List.copyOf(participants);
    }

    /** Condition on a row of the table {@code record}. */
    public String records(String alias) {
        return "(" + alias + ".scope_kind = 'OPEN' or " + party(alias + ".scope_kind", alias + ".scope_id") + ")";
    }

    /** Condition on a row that belongs to a grant. */
    public String grants(String grantColumn) {
        return party("'GRANT'", grantColumn);
    }

    /** Condition on a row that belongs to an order. */
    public String orders(String orderColumn) {
        return party("'ORDER'", orderColumn);
    }

    /** Condition on a row that belongs to a log of a supplier. */
    public String logs(String logColumn) {
        return party("'LOG'", logColumn);
    }

    /** Condition on a row of the table {@code receipt}: a party of the grant, or for a leaf without grant the log's supplier. */
    public String receipts(String alias) {
        return "(" + party("'GRANT'", alias + ".grant_id") + " or (" + alias + ".grant_id is null and "
                + party("'LOG'", alias + ".log_id") + "))";
    }

    /** The parameters of the conditions, with others added. */
    public Map<String, Object> parameters(Map<String, ?> others) {
        Map<String, Object> all = new HashMap<>(others);
        all.put("scope_participants", participants.toArray(String[]::new));
        return all;
    }

    /** The parameters of the conditions. */
    public Map<String, Object> parameters() {
        return parameters(Map.of());
    }

    private static String party(String kind, String id) {
        return "exists (select 1 from scope_party sp where sp.kind = " + kind + " and sp.id = " + id
                + " and sp.participant = any(cast(:scope_participants as text[])))";
    }
}
