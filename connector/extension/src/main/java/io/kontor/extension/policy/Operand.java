package io.kontor.extension.policy;

import static io.kontor.extension.policy.TdsProfile.NAMESPACE;
import static io.kontor.extension.policy.TdsProfile.ODRL;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.edc.policy.model.Operator;

/**
 * The left operands of the profile, each with the operators and the form of value that it takes (POL-3). Those that bound use further may be
 * left out (POL-12).
 */
@SuppressWarnings("ImmutableEnumChecker") // sets of Set.of and functions without state
enum Operand {
    COUNT(ODRL + "count", Set.of(Operator.LEQ), Values::count),
    ACTION_APPLICATION(
            NAMESPACE + "actionApplication", Set.of(Operator.IS_ANY_OF), Values::credentials, Presence.OPTIONAL),
    DATE_TIME(ODRL + "dateTime", Set.of(Operator.GEQ, Operator.LT), Values::instant),
    PURPOSE(ODRL + "purpose", Set.of(Operator.EQ), Values::id),
    ORDER(NAMESPACE + "order", Set.of(Operator.EQ), Values::id),
    USER(NAMESPACE + "user", Set.of(Operator.IS_ANY_OF), Values::credentials),
    APPLICATION(NAMESPACE + "application", Set.of(Operator.IS_ANY_OF), Values::credentials),
    FIELD(NAMESPACE + "field", Set.of(Operator.IS_ANY_OF), Values::fields),
    CONSENT(NAMESPACE + "consent", Set.of(Operator.EQ), Values::consent),
    PAGES(NAMESPACE + "pages", Set.of(Operator.LEQ), Values::bound),
    MINUTES(NAMESPACE + "minutes", Set.of(Operator.LEQ), Values::bound),
    TIME_OF_DAY(NAMESPACE + "timeOfDay", Set.of(Operator.GEQ, Operator.LT), Values::minuteOfDay, Presence.OPTIONAL),
    WEEKDAY(NAMESPACE + "weekday", Set.of(Operator.IS_ANY_OF), Values::weekdays, Presence.OPTIONAL),
    PER_HOUR(NAMESPACE + "perHour", Set.of(Operator.LEQ), Values::count, Presence.OPTIONAL),
    PER_DAY(NAMESPACE + "perDay", Set.of(Operator.LEQ), Values::count, Presence.OPTIONAL),
    BYTES(NAMESPACE + "bytes", Set.of(Operator.LEQ), Values::count, Presence.OPTIONAL),
    RECORDS(NAMESPACE + "records", Set.of(Operator.LEQ), Values::count, Presence.OPTIONAL);

    private final String iri;
    private final Set<Operator> operators;
    private final Form form;
    private final Presence presence;

    Operand(String iri, Set<Operator> operators, Form form) {
        this(iri, operators, form, Presence.REQUIRED);
    }

    Operand(String iri, Set<Operator> operators, Form form, Presence presence) {
        this.iri = iri;
        this.operators = operators;
        this.form = form;
        this.presence = presence;
    }

    private enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** Reads a value of one form, or refuses it. */
    @FunctionalInterface
    interface Form {
        Object read(String value) throws TermsRefusedException;
    }

    String iri() {
        return iri;
    }

    Stream<Operator> operators() {
        return operators.stream().sorted();
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    static Optional<Operand> named(String iri) {
        return Arrays.stream(values())
                .filter(operand -> operand.iri.equals(iri))
                .findFirst();
    }

    /** Checks operator and form of the value; whether it holds is the data plane's to decide. */
    void check(Operator operator, Object value) throws TermsRefusedException {
        if (!operators.contains(operator)) {
            throw new TermsRefusedException("operator " + operator + " does not fit operand " + iri);
        }
        if (!(value instanceof String text)) {
            throw new TermsRefusedException("value of " + iri + " is no string: " + value);
        }
        form.read(text);
    }
}
