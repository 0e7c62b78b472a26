package io.kontor.model.derivative;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.receipt.ProvenLeaf;
import java.util.List;

/**
 * What a consumer submits before it exports a result or passes it on (DRV-1).
 *
 * @param derivativeId identifier
 * @param grantId grant under which it was made; a result of several grants is submitted under each
 * @param digest SHA-256 of the result's bytes
 * @param title what it is, in words; no personal datum
 * @param use what is to be done with it, and by whom
 * @param calls receipts of the calls that it was made from, each proven under its log's newest anchored head
 * @param derivedFrom approved derivatives of the same grant that it was made from, ascending
 */
public record DerivativeSubmission(
        String derivativeId,
        String grantId,
        Digest32 digest,
        String title,
        String use,
        List<ProvenLeaf> calls,
        List<String> derivedFrom) {

    public DerivativeSubmission {
        Ids.require("derivative id", derivativeId);
        Ids.require("grant id", grantId);
        Checks.text("title", title, 200);
        Checks.text("use", use, 500);
        calls = Checks.list("calls", calls, 0, 128);
        derivedFrom = Checks.ascending("derived from", Checks.list("derived from", derivedFrom, 0, 16));
        derivedFrom.forEach(id -> Ids.require("derived from", id));
    }
}
