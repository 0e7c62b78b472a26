package io.kontor.evidence.verify;

/** The links of the chain from a receipt to the trust file, in the order in which they are checked. */
public enum EvidenceCheck {
    FORM("form", "EVD-2"),
    CHANNEL("channel", "EVD-3"),
    RECEIPT("receipt", "EVD-4"),
    INCLUSION("inclusion", "EVD-5"),
    STATUS_ENDORSEMENTS("status.endorsements", "EVD-6"),
    STATUS_CODE("status.code", "EVD-7"),
    TRANSACTION_FORM("transaction.form", "EVD-8"),
    TRANSACTION_CREATOR("transaction.creator", "EVD-9"),
    TRANSACTION_ENDORSEMENTS("transaction.endorsements", "EVD-10"),
    TRANSACTION_CALL("transaction.call", "EVD-11"),
    HEAD_SIGNATURE("head.signature", "EVD-12"),
    BLOCK_DATA("block.data", "EVD-15"),
    BLOCK_EPOCH("block.epoch", "EVD-16"),
    BLOCK_SIGNATURES("block.signatures", "EVD-17"),
    BLOCK_CHAIN("block.chain", "EVD-18"),
    LINK("link", "EVD-19");

    private final String link;
    private final String rule;

    EvidenceCheck(String link, String rule) {
        this.link = link;
        this.rule = rule;
    }

    /** The link's name, as docs/spec/evidence.md has it. */
    public String link() {
        return link;
    }

    /** The rule that describes it. */
    public String rule() {
        return rule;
    }

    RefusedException refuse(String reason) {
        return new RefusedException(this, reason);
    }
}
