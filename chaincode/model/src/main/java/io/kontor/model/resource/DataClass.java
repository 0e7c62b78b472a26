package io.kontor.model.resource;

import io.kontor.model.grant.Action;
import java.util.EnumSet;
import java.util.Set;

/** Class of the data; it decides the mode of circulation and so the actions (domain H-01…H-04). */
public enum DataClass {
    /** Cipher mode: the raw data never leaves, only results of registered algorithms. */
    STRUCTURED_SENSITIVE(CirculationMode.CIPHER),
    /** Plain mode. */
    STRUCTURED_PLAIN(CirculationMode.PLAIN),
    /** Trusted exchange of documents. */
    DOCUMENT(CirculationMode.EXCHANGE);

    private final CirculationMode mode;

    DataClass(CirculationMode mode) {
        this.mode = mode;
    }

    public CirculationMode mode() {
        return mode;
    }

    /**
     * Actions that the class allows at a grade.
     *
     * @param grade grade of the resource, 1–4
     * @param downloadGradeMax highest grade of a document that may be downloaded in the city
     * @return a new set
     */
    public Set<Action> allowedActions(int grade, int downloadGradeMax) {
        return switch (this) {
            case STRUCTURED_SENSITIVE -> EnumSet.of(Action.PROCESS);
            case STRUCTURED_PLAIN -> EnumSet.allOf(Action.class);
            case DOCUMENT ->
                grade <= downloadGradeMax ? EnumSet.of(Action.VIEW, Action.DOWNLOAD) : EnumSet.of(Action.VIEW);
        };
    }
}
