package io.kontor.app.ledger;

/** States that follow from what a record holds, as conditions and columns of SQL. */
public final class RecordStates {

    /** Name of the filter over such a state. */
    static final String STATE = "state";

    private RecordStates() {}

    /**
     * The state of a deletion task (GRT-6, GRT-8): OPEN, OVERDUE once a sweep has found it, DONE with the buyer's statement.
     *
     * @param alias table or query whose column {@code doc} holds the task
     */
    public static String ofDeletion(String alias) {
        return "case when jsonb_exists(" + alias + ".doc, 'statementDigest') then 'DONE' when jsonb_exists(" + alias
                + ".doc, 'overdueAt') then 'OVERDUE' else 'OPEN' end";
    }
}
