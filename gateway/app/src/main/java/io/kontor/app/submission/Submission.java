package io.kontor.app.submission;

import java.util.Optional;
import java.util.UUID;

/**
 * An action that somebody asked for.
 *
 * @param id identifier
 * @param function function of docs/spec/contract.md
 * @param target key of the record that it changes
 * @param argument canonical JSON of its argument
 * @param state what became of it
 * @param transactionId transaction, once known
 * @param block block of the transaction, once committed
 * @param code why it was refused
 * @param detail the refusal or failure in a sentence
 * @param createdAt epoch milliseconds
 */
public record Submission(
        UUID id,
        String function,
        String target,
        String argument,
        SubmissionState state,
        Optional<String> transactionId,
        Optional<Long> block,
        Optional<String> code,
        Optional<String> detail,
        long createdAt) {

    /** Whether nothing more will happen. */
    public boolean ended() {
        return state != SubmissionState.SUBMITTED;
    }
}
