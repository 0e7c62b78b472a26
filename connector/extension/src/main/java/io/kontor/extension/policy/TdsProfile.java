package io.kontor.extension.policy;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.Prohibition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the profile (POL-1, POL-2). The IRIs are only names: nothing is fetched from them. */
public final class TdsProfile {
    /** Namespace of our own terms. */
    public static final String NAMESPACE = "https://kontor.io/ns/tds/";

    static final String ODRL = "http://www.w3.org/ns/odrl/2/";

    private static final Map<String, Action> ACTIONS = byIri(Action.values(), TdsProfile::iri);
    private static final Map<String, Duty> DUTIES = byIri(Duty.values(), TdsProfile::iri);
    private static final Map<String, Prohibition> PROHIBITIONS = byIri(Prohibition.values(), TdsProfile::iri);

    private TdsProfile() {}

    static String iri(Action action) {
        return NAMESPACE + lowerCase(action);
    }

    static String iri(Duty duty) {
        return switch (duty) {
            case DELETE -> ODRL + "delete";
            case OBTAIN_APPROVAL -> NAMESPACE + "obtainApproval";
            case MASK, WATERMARK -> NAMESPACE + lowerCase(duty);
        };
    }

    static String iri(Prohibition prohibition) {
        return switch (prohibition) {
            case DISTRIBUTE, DERIVE -> ODRL + lowerCase(prohibition);
            case VIEW, PROCESS, DOWNLOAD -> NAMESPACE + lowerCase(prohibition);
        };
    }

    static Action action(String iri) throws TermsRefusedException {
        return known(ACTIONS, "action", iri);
    }

    static Duty duty(String iri) throws TermsRefusedException {
        return known(DUTIES, "duty", iri);
    }

    static Prohibition prohibition(String iri) throws TermsRefusedException {
        return known(PROHIBITIONS, "prohibition", iri);
    }

    /** Every action that a rule of the profile may carry: of permissions, duties and prohibitions. */
    static Stream<String> ruleActions() {
        return Stream.of(ACTIONS, DUTIES, PROHIBITIONS)
                .flatMap(names -> names.keySet().stream())
                .distinct();
    }

    private static <T> T known(Map<String, T> names, String kind, String iri) throws TermsRefusedException {
        T value = names.get(iri);
        if (value == null) {
            throw new TermsRefusedException("unknown " + kind + " " + iri);
        }
        return value;
    }

    private static <T> Map<String, T> byIri(T[] values, Function<T, String> iri) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(iri, value -> value));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
