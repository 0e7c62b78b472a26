package io.kontor.usage.consumer;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.usage.session.SessionOpening;
import java.time.InstantSource;

/** A session opening under way, signed by all three keys: what is sent, and how the answer becomes a session. */
public final class SessionDraft {

    private final OpeningDraft draft;
    private final SessionOpening opening;

    /**
     * What a session is asked for.
     *
     * @param grantId agreement
     * @param logId log of the instance that is asked
     * @param user user
     * @param application application
     */
    public record Request(String grantId, String logId, PartyKey user, PartyKey application) {}

    /**
     * Prepares an opening under three keys (SES-1).
     *
     * @param suite suite
     * @param clock own clock
     * @param memberKey the member's connector key
     * @param request what is asked for
     */
    public SessionDraft(CryptoSuite suite, InstantSource clock, SigningKey memberKey, Request request) {
        this.draft = new OpeningDraft(
                suite,
                clock,
                memberKey,
                new OpeningDraft.Parties(
                        request.grantId(),
                        request.logId(),
                        request.user().named(),
                        request.application().named()));
        byte[] text = draft.toSign();
        this.opening = draft.opening(
                request.user().key().sign(text), request.application().key().sign(text));
    }

    /** What is sent. */
    public SessionOpening opening() {
        return opening;
    }

    /**
     * Takes the answer (SES-2).
     *
     * @param answer canonical JSON
     * @throws io.kontor.model.rejection.MalformedException when it is not an answer to this opening
     */
    public ConsumerSession accept(String answer) {
        return draft.accept(answer);
    }
}
