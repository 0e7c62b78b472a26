package io.kontor.model.record;

import static io.kontor.model.record.DealSamples.SIGNATURE;
import static io.kontor.model.record.Samples.DIGEST;
import static io.kontor.model.record.Samples.digest;

import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.derivative.ParentCall;
import java.util.List;
import java.util.Optional;

/** One fictional instance of each record of a derivative, with every optional field present. */
final class DerivativeSamples {

    static final ParentCall PARENT = new ParentCall("log-1", 17, ReceiptSamples.GIVEN_BACK.callId(), digest("leaf"));
    static final DerivativeSubmission SUBMISSION = new DerivativeSubmission(
            "DV-2",
            "G-1",
            DIGEST,
            "claims by month (synthetic)",
            "quarterly report to the board of Q-INS",
            List.of(ReceiptSamples.PROVEN_LEAF),
            List.of("DV-1"));
    static final Derivative DERIVATIVE = new Derivative(
            "DV-2",
            "G-1",
            "F-H1",
            "Q-INS",
            DIGEST,
            SUBMISSION.title(),
            SUBMISSION.use(),
            List.of(PARENT),
            List.of("DV-1"),
            DerivativeStatus.APPROVED,
            SIGNATURE,
            Optional.of(SIGNATURE),
            Optional.of("no person can be told from it"));

    private DerivativeSamples() {}
}
