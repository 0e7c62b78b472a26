package io.kontor.cli.demo;

/** The suppliers' data planes as their own staff use them. */
interface Suppliers {

    /** Anchors now and waits for the transaction. */
    void anchor(String supplier) throws Exception;

    /**
     * Stops a grant at once, also without the ledger.
     *
     * @return digest of the statement of destroyed keys, hex
     */
    String stop(String supplier, String grantId, String reason) throws Exception;

    /** Log id of a supplier's data plane. */
    String logId(String supplier);
}
