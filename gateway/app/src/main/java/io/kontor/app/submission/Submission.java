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

    /** The page on which what was done is seen, where there is one. */
    public Optional<String> page() {
        String id = target.substring(target.indexOf('/') + 1);
        return switch (type()) {
            case "grant" -> Optional.of("/grants/" + id);
            case "derivative" -> Optional.of("/grants/derivatives/" + id);
            case "settlement" -> Optional.of("/settlements/" + id);
            case "write-off" -> Optional.of("/calls#logs");
            default -> Optional.empty();
        };
    }

    /** The entry of the menu to which it belongs. */
    public String menu() {
        return switch (type()) {
            case "grant", "derivative", "deletions" -> "grant";
            case "write-off" -> "receipt";
            default -> "settlement";
        };
    }

    private String type() {
        return target.split("/", 2)[0];
    }

    /** Whether nothing more will happen. */
    public boolean ended() {
        return state != SubmissionState.SUBMITTED;
    }
}
