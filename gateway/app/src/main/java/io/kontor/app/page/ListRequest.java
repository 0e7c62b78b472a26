package io.kontor.app.page;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a reader asks of a list: {@code sort} (a leading minus sorts downwards), {@code cursor}, {@code limit} and filters. Every
 * other parameter is a filter; a list refuses the ones that it does not know.
 *
 * @param sort name of the column, with a leading minus for downwards
 * @param cursor where to go on
 * @param limit rows wanted, 1 to 500
 * @param filters filter by name; blank ones are left out
 */
public record ListRequest(Optional<String> sort, Optional<String> cursor, int limit, Map<String, String> filters) {

    /** Rows of a page when nothing else is asked for. */
    public static final int LIMIT_DEFAULT = 50;

    /** Most rows of a page. */
    public static final int LIMIT_MAX = 500;

    private static final int FILTER_LENGTH_MAX = 200;

    public ListRequest {
        filters = Map.copyOf(filters);
    }

    /** Reads request parameters. */
    public static ListRequest of(Map<String, String> parameters) {
        Map<String, String> filters = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (value.length() > FILTER_LENGTH_MAX && !"cursor".equals(name)) {
                throw ProblemException.badRequest("Cannot read list: parameter " + name + " has " + value.length()
                        + " characters, at most " + FILTER_LENGTH_MAX);
            }
            if (!value.isBlank()) {
                filters.put(name, value.strip());
            }
        });
        Optional<String> sort = Optional.ofNullable(filters.remove("sort"));
        Optional<String> cursor = Optional.ofNullable(filters.remove("cursor"));
        return new ListRequest(sort, cursor, limit(filters.remove("limit")), filters);
    }

    /** The same request for many rows, as an export makes it. */
    public ListRequest forExport() {
        return new ListRequest(sort, Optional.empty(), LIMIT_MAX, filters);
    }

    /** The same request from a cursor on. */
    public ListRequest from(String next) {
        return new ListRequest(sort, Optional.of(next), limit, filters);
    }

    private static int limit(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return LIMIT_DEFAULT;
        }
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LIMIT_MAX) {
            throw ProblemException.badRequest("Cannot read list: limit is '" + value + "', must be 1 to " + LIMIT_MAX);
        }
        return Integer.parseInt(value);
    }
}
