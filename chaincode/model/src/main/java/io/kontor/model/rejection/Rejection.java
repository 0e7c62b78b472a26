package io.kontor.model.rejection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal as it travels in an error message, the only thing that a ledger hands to its client: {@code CODE: text} (ERR-3).
 *
 * @param code why
 * @param text for people, one line; line breaks become spaces
 */
public record Rejection(RejectionCode code, String text) {

    private static final Pattern FORM = Pattern.compile("(?<![A-Za-z0-9_])([A-Z][A-Z_]*[A-Z]): ([^\\r\\n]*)");

    public Rejection {
        text = text.replaceAll("[\\r\\n]+", " ").strip();
        if (text.isEmpty()) {
            throw new MalformedException("Cannot make rejection " + code + ": its text is empty");
        }
    }

    /** {@code CODE: text}. */
    public String format() {
        return code.name() + ": " + text;
    }

    /**
     * Finds the first {@code CODE: text} with a known code; what a peer or a client library puts before it is skipped.
     *
     * @param message an error message from a ledger
     * @return empty when the message holds no known code
     */
    public static Optional<Rejection> parse(String message) {
        Matcher matcher = FORM.matcher(message);
        int from = 0;
        while (matcher.find(from)) {
            Optional<RejectionCode> code = RejectionCode.named(matcher.group(1));
            if (code.isPresent() && !matcher.group(2).isBlank()) {
                return Optional.of(new Rejection(code.get(), matcher.group(2)));
            }
            from = matcher.end(1);
        }
        return Optional.empty();
    }
}
