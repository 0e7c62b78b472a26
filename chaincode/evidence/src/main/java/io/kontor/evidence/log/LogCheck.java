package io.kontor.evidence.log;

/** The checks of a log export in their order (LEX-2). */
public enum LogCheck {
    FORM("form"),
    HEAD_SIGNATURE("head.signature"),
    ENTRY("entry"),
    ORDER("order"),
    TOTALS("totals"),
    BUNDLE("bundle"),
    ROOT("root");

    private final String link;

    LogCheck(String link) {
        this.link = link;
    }

    /** Name of the link. */
    public String link() {
        return link;
    }

    BrokenLogException broken(String reason) {
        return new BrokenLogException(this, reason);
    }
}
