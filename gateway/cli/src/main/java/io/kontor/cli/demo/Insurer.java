package io.kontor.cli.demo;

import io.kontor.model.consent.ConsentDocument;
import java.util.Optional;

/** The insurer's application as the steps use it: through its own connector, or raw against the supplier for negatives. */
interface Insurer {

    /** Runs the registered claim algorithm for the consented patient. */
    CallAnswer process(Request request) throws Exception;

    /** Opens a viewing of a document and reads its pages. */
    CallAnswer view(Request request, String document) throws Exception;

    /** Downloads an object. */
    CallAnswer download(Request request, String object) throws Exception;

    /**
     * Tries to open a session with other people's or other programs' names and keys.
     *
     * @return the code of the refusal, or OPENED
     */
    String openAs(String grantId, Person user, Person application) throws Exception;

    /**
     * Begins a download and acts once the first bytes have arrived, while the rest is on its way.
     *
     * @return what arrived before the stream ended
     */
    Interrupted downloadWhile(Request request, String object, Act act) throws Exception;

    /** Deletes what the buyer holds of an ended grant and states it on the ledger. */
    String delete(String grantId) throws Exception;

    /** Sends a call with a MAC that is not of the session. */
    CallAnswer forgedMac(Request request) throws Exception;

    /** Something that is done meanwhile. */
    interface Act {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * A download that may have been cut.
     *
     * @param bytes bytes that arrived
     * @param end how it ended
     */
    record Interrupted(long bytes, End end) {
        /** How a stream ended. */
        enum End {
            COMPLETE,
            CUT
        }
    }

    /**
     * A name with the key that is used for it.
     *
     * @param name name that is claimed
     * @param key name of the key that signs
     */
    record Person(String name, String key) {}

    /**
     * What is asked.
     *
     * @param grantId grant
     * @param purpose scenario that the call names
     * @param subject patient, where there is one
     * @param consent consent document, where one is presented
     * @param callId call id to use again; empty for a new one
     */
    record Request(
            String grantId,
            String purpose,
            Optional<String> subject,
            Optional<ConsentDocument> consent,
            Optional<String> callId) {

        Request again(String sameCallId) {
            return new Request(grantId, purpose, subject, consent, Optional.of(sameCallId));
        }

        Request forPurpose(String otherPurpose) {
            return new Request(grantId, otherPurpose, subject, consent, callId);
        }

        Request with(Optional<ConsentDocument> otherConsent) {
            return new Request(grantId, purpose, subject, otherConsent, callId);
        }
    }
}
