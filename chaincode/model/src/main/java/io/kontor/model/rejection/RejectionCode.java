package io.kontor.model.rejection;

import static io.kontor.model.rejection.RejectionKind.DENIAL;
import static io.kontor.model.rejection.RejectionKind.RETRY;
import static io.kontor.model.rejection.RejectionKind.STRUCTURAL;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every reason for which the ledger or a data plane refuses a request, in the order of precedence: of several checks that
 * fail, the one whose code stands first here is the answer (ERR-1). The wire numbers stand in receipts and never change;
 * 0 means "no code" (ERR-2).
 */
public enum RejectionCode {
    /** The request cannot be read. */
    MALFORMED(101, STRUCTURAL),
    /** No function has this name. */
    UNKNOWN_FUNCTION(102, STRUCTURAL),
    /** The caller's key is not pinned for the member for which it acts. */
    KEY(103, STRUCTURAL),
    /** The caller's organisation may not do this, or not for this party. */
    ORGANISATION(104, STRUCTURAL),
    /** The caller's role does not permit this. */
    ROLE(105, STRUCTURAL),
    /** A member concerned is not active. */
    MEMBER_STATUS(106, STRUCTURAL),
    /** A record that the request names does not exist. */
    NOT_FOUND(107, STRUCTURAL),
    /** The same id exists with other content. */
    ALREADY_EXISTS_DIFFERENT(108, STRUCTURAL),
    /** The record's state does not permit this step. */
    WRONG_STATE(109, STRUCTURAL),
    /** The city is unknown, or the records belong to different cities. */
    CITY(110, STRUCTURAL),
    /** The term is longer than the city profile permits. */
    TERM_LIMIT(111, STRUCTURAL),
    /** The scenario is not approved for this. */
    SCENARIO(112, STRUCTURAL),
    /** The resource is not registered as this step needs it. */
    REGISTRATION(113, STRUCTURAL),
    /** A price is above its cap. */
    PRICE_CAP(114, STRUCTURAL),
    /** The order does not cover this. */
    ORDER(115, STRUCTURAL),
    /** The hash of the terms is not the one agreed. */
    TERMS_HASH(116, STRUCTURAL),
    /** The log is unknown, closed or belongs to another member. */
    LOG(117, STRUCTURAL),
    /** The epoch is not the log's present one. */
    EPOCH(118, STRUCTURAL),
    /** The signature of the tree head does not verify. */
    HEAD_SIGNATURE(119, STRUCTURAL),
    /** The tree head does not continue the last one. */
    HEAD_CONSISTENCY(120, STRUCTURAL),
    /** The time of the tree head runs backwards or is too far from the transaction's. */
    HEAD_TIME(121, STRUCTURAL),
    /** An application-level signature does not verify. */
    SIGNATURE(122, STRUCTURAL),
    /** A proof does not verify. */
    PROOF(123, STRUCTURAL),
    /** The record must still be kept. */
    RETENTION(124, STRUCTURAL),
    /** A number is outside its bounds. */
    BOUNDS(125, STRUCTURAL),

    /** The caller is a stranger; such calls are counted and not receipted. */
    NOT_AUTHENTICATED(1, DENIAL),
    /** The operation authorisation is not live. */
    NO_AUTHORISATION(2, DENIAL),
    /** There is no active grant for this. */
    NO_AGREEMENT(3, DENIAL),
    /** The grant is suspended. */
    SUSPENDED(4, DENIAL),
    /** The grant has ended. */
    TERMINATED(5, DENIAL),
    /** The class of the data does not permit this way of delivery. */
    MODE(6, DENIAL),
    /** The grade of the data does not permit this action. */
    GRADE(7, DENIAL),
    /** The grant prohibits this action. */
    PROHIBITED(25, DENIAL),
    /** The grant does not hold this action. */
    ACTION(8, DENIAL),
    /** The user is not named in the grant, or did not prove its key. */
    USER(9, DENIAL),
    /** The application is not named in the grant or for this action, or did not prove its key. */
    APP(10, DENIAL),
    /** The purpose is not the grant's scenario. */
    PURPOSE(11, DENIAL),
    /** The grant's window has not begun. */
    BEFORE_WINDOW(12, DENIAL),
    /** The grant's window is over. */
    AFTER_WINDOW(13, DENIAL),
    /** The time of day or the weekday is outside the grant's. */
    HOURS(26, DENIAL),
    /** The units of this hour or day are used. */
    RATE(27, DENIAL),
    /** The bytes or records of the grant are used. */
    VOLUME(28, DENIAL),
    /** No unit is left. */
    COUNT(14, DENIAL),
    /** Personal data without a consent. */
    CONSENT_MISSING(15, DENIAL),
    /** The consent is for another subject, other items, another recipient, resource or purpose. */
    CONSENT_MISMATCH(16, DENIAL),
    /** The consent's validity is over. */
    CONSENT_EXPIRED(17, DENIAL),
    /** The consent was used by another call. */
    CONSENT_CONSUMED(18, DENIAL),
    /** The data subject took the consent back. */
    CONSENT_REVOKED(19, DENIAL),
    /** Units are left, but another instance holds them. */
    LEASED_ELSEWHERE(20, RETRY),
    /** The consumer's signed head is due. */
    HEAD_DUE(21, RETRY),
    /** The data plane has had no contact with the ledger for too long. */
    STALE(22, RETRY),
    /** A bound on work in progress is reached. */
    BUSY(23, RETRY),
    /** The call was answered before and its bytes are no longer kept. */
    ALREADY_RELEASED(24, DENIAL);

    private static final String MEANINGS = "io.kontor.model.rejection.meanings";
    private static final Map<Integer, RejectionCode> BY_WIRE_NUMBER =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(code -> code.wireNumber, Function.identity()));

    private final int wireNumber;
    private final RejectionKind kind;

    RejectionCode(int wireNumber, RejectionKind kind) {
        this.wireNumber = wireNumber;
        this.kind = kind;
    }

    /** The code's number in receipts: 1 to 99 for calls, 101 to 199 for structural codes. */
    public int wireNumber() {
        return wireNumber;
    }

    /** What a caller can do about it. */
    public RejectionKind kind() {
        return kind;
    }

    /** The key of the meaning in the bundle {@code io.kontor.model.rejection.meanings}. */
    public String messageKey() {
        return "rejection." + name();
    }

    /**
     * The meaning for people.
     *
     * @param locale Chinese gives Chinese, everything else English
     */
    public String meaning(Locale locale) {
        Locale known = "zh".equals(locale.getLanguage()) ? Locale.CHINESE : Locale.ROOT;
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(MEANINGS, known, RejectionCode.class.getClassLoader(), noFallback)
                .getString(messageKey());
    }

    /** The code with this wire number, or empty for a number that no code has. */
    public static Optional<RejectionCode> ofWireNumber(int wireNumber) {
        return Optional.ofNullable(BY_WIRE_NUMBER.get(wireNumber));
    }

    /** The code with this name, or empty for a name that no code has. */
    public static Optional<RejectionCode> named(String name) {
        return Stream.of(values()).filter(code -> code.name().equals(name)).findFirst();
    }
}
