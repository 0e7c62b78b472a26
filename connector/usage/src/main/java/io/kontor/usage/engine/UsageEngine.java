package io.kontor.usage.engine;

import io.kontor.model.receipt.LogHead;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.content.ContentSealer;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.receiptlog.LogQueries;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.OpeningResult;
import io.kontor.usage.session.SessionOpening;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Decides, counts and receipts the calls of one data-plane instance. It neither listens nor reads data: the data plane brings requests
 * and executes what is permitted. Thread-safe.
 *
 * <p>Order of a call: {@link #authenticate} → {@link #admit} → execute → {@link io.kontor.usage.call.Permit}. Stages complete on the
 * callback executor of the configuration.
 */
public interface UsageEngine extends AutoCloseable {

    /** Identifier of the log. */
    String logId();

    /**
     * Prepares a grant (data-plane signaling start): reads it from the ledger, compares the hash of its terms, compiles the policy and
     * keeps the evidence key. Also lifts nothing: a terminated grant stays terminated.
     */
    CompletionStage<ActivationResult> activate(GrantActivation activation);

    /** Opens a session (SES-1, SES-2). */
    CompletionStage<OpeningResult> openSession(SessionOpening opening);

    /** Session, MAC, sequence number and form of a call; neither blocks nor writes. */
    Authentication authenticate(CallEnvelope envelope);

    /** Decides an authenticated call and claims its unit and consent (SES-4). */
    CompletionStage<CallResult> admit(AuthenticatedCall call);

    /**
     * Session and MAC of a request that is no call (SES-11).
     *
     * @return the session, or empty for a stranger (counted)
     */
    Optional<SessionView> authenticate(FetchEnvelope envelope);

    /** A live session by its name, of a call that was authenticated. */
    Optional<SessionView> session(String session);

    /**
     * Takes the consumer's signed head (SES-8).
     *
     * @param session session of an authenticated request
     * @param body canonical JSON {@code {treeSize, rootHash, time, signature}}
     */
    CompletionStage<HeadResult> acceptHead(String session, byte[] body);

    /**
     * The newest receipt of a sequence number of a session (SES-9).
     *
     * @return empty when the number has no receipt, or none that is still at hand
     */
    Optional<LocatedReceipt> receipt(String session, long sequence);

    /**
     * Stops a grant at once and for good, also without the ledger: no byte leaves any more, running streams are told, its content keys
     * are destroyed. Durable when the stage completes. The ledger is told as soon as it can be reached.
     *
     * @param grantId grant
     * @param reason why, 1 to 500 characters
     * @throws io.kontor.model.rejection.MalformedException when either is not what a grant's record takes; nothing is stopped
     */
    CompletionStage<Termination> terminate(String grantId, String reason);

    /** Anchors now; completes with the anchored head. */
    CompletionStage<LogHead> anchor();

    /**
     * Serves no new call or session any more, waits some seconds for running calls, closes all blocks in the log, anchors, and gives back
     * what is not used (LEASE-2). Fails when the ledger cannot be reached; may then be asked again.
     */
    CompletionStage<Drained> drain();

    /** Retires segments of the journal for which nothing stands against it any more (JNL-14); also done by itself. */
    CompletionStage<Retired> retire();

    /** What mirrors ask for. */
    LogQueries log();

    /**
     * Seals bytes at rest under the content key of a grant, so that the end of the grant erases them.
     *
     * @param grantId active grant
     */
    ContentSealer content(String grantId);

    /** Counters and state for operators. */
    EngineState state();

    /** Stops serving, writes what is pending, anchors once when possible, and frees the folder. */
    @Override
    void close();
}
