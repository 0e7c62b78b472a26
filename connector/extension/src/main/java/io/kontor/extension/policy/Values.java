package io.kontor.extension.policy;

import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Weekday;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Credential;
import io.kontor.model.rejection.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Right operands (POL-4). EDC carries every value as a string and loses its type, so each has exactly one written form and any other is
 * refused. A list is one string: its elements joined by a space, a space within an element written {@code %20} and a percent sign {@code %25}.
 */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final int BOUND_MAX = 100_000;
    private static final int LIST_MAX = 1_000;

    private Values() {}

    static Long count(String text) throws TermsRefusedException {
        if (!NUMBER.matcher(text).matches()) {
            throw new TermsRefusedException("'" + text + "' is no whole number of 1 or more");
        }
        return Long.valueOf(text);
    }

    static Integer bound(String text) throws TermsRefusedException {
        long value = count(text);
        if (value > BOUND_MAX) {
            throw new TermsRefusedException("'" + text + "' is above " + BOUND_MAX);
        }
        return (int) value;
    }

    static Instant instant(String text) throws TermsRefusedException {
        try {
            Instant instant = Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
            if (instant.toString().equals(text)) {
                return instant;
            }
            throw new TermsRefusedException("'" + text + "' is not written as " + instant);
        } catch (DateTimeException | ArithmeticException e) {
            throw new TermsRefusedException("'" + text + "' is no instant in UTC: " + e.getMessage());
        }
    }

    /** A minute of the day as {@code 08:30}; {@code 24:00} is the end of the day. */
    static Integer minuteOfDay(String text) throws TermsRefusedException {
        if (!TIME_OF_DAY.matcher(text).matches()) {
            throw new TermsRefusedException("'" + text + "' is no time of day, 00:00 to 24:00");
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    static String minuteOfDay(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    static List<Weekday> weekdays(String text) throws TermsRefusedException {
        List<Weekday> days = new ArrayList<>();
        for (String element : list(text)) {
            days.add(Arrays.stream(Weekday.values())
                    .filter(day -> day.name().equals(element))
                    .findFirst()
                    .orElseThrow(() -> new TermsRefusedException("'" + element + "' is no weekday")));
        }
        return List.copyOf(days);
    }

    static String weekdays(List<Weekday> days) {
        return days.stream().map(Weekday::name).collect(Collectors.joining(" "));
    }

    static String id(String text) throws TermsRefusedException {
        try {
            return Ids.require("identifier", text);
        } catch (MalformedException e) {
            throw new TermsRefusedException(String.valueOf(e.getMessage()));
        }
    }

    static ConsentRule consent(String text) throws TermsRefusedException {
        return Arrays.stream(ConsentRule.values())
                .filter(rule -> rule.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new TermsRefusedException("'" + text + "' is no rule of consent"));
    }

    static List<Credential> credentials(String text) throws TermsRefusedException {
        List<String> elements = list(text);
        if (elements.isEmpty()) {
            throw new TermsRefusedException("a list of users or applications is empty");
        }
        List<Credential> credentials = new ArrayList<>();
        for (String element : elements) {
            credentials.add(credential(element));
        }
        return List.copyOf(credentials);
    }

    static String credentials(List<Credential> credentials) {
        return credentials.stream()
                .map(one -> one.pseudonym().hex() + ":" + one.fingerprint().hex())
                .collect(Collectors.joining(" "));
    }

    static List<String> fields(String text) throws TermsRefusedException {
        List<String> fields = new ArrayList<>();
        for (String element : list(text)) {
            String field = element.replace("%20", " ").replace("%25", "%");
            if (!fields(List.of(field)).equals(element)) {
                throw new TermsRefusedException("'" + element + "' is no field as the profile writes it");
            }
            fields.add(field);
        }
        return List.copyOf(fields);
    }

    static String fields(List<String> fields) {
        return fields.stream()
                .map(field -> field.replace("%", "%25").replace(" ", "%20"))
                .collect(Collectors.joining(" "));
    }

    private static Credential credential(String element) throws TermsRefusedException {
        String[] parts = element.split(":", -1);
        if (parts.length != 2) {
            throw new TermsRefusedException("'" + element + "' is not pseudonym:fingerprint");
        }
        try {
            return new Credential(Digest32.fromHex(parts[0]), Digest32.fromHex(parts[1]));
        } catch (MalformedException e) {
            throw new TermsRefusedException("'" + element + "' is not pseudonym:fingerprint: " + e.getMessage());
        }
    }

    private static List<String> list(String text) throws TermsRefusedException {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> elements = Arrays.asList(text.split(" ", -1));
        if (elements.size() > LIST_MAX) {
            throw new TermsRefusedException("a list has " + elements.size() + " elements, at most " + LIST_MAX);
        }
        if (elements.contains("") || new HashSet<>(elements).size() != elements.size()) {
            throw new TermsRefusedException("a list has an empty element or one twice: '" + text + "'");
        }
        return elements;
    }
}
