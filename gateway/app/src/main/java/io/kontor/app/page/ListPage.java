package io.kontor.app.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A list as a page shows it: rows and the links that sort, filter, turn and export it.
 *
 * @param path path of the page
 * @param request what was asked for
 * @param defaultSort sort when none was asked for
 * @param slice the rows
 * @param <T> kind of row
 */
public record ListPage<T>(String path, ListRequest request, String defaultSort, Slice<T> slice) {

    /** The rows. */
    public List<T> items() {
        return slice.items();
    }

    /** Whether no row was found. */
    public boolean empty() {
        return slice.items().isEmpty();
    }

    /** Whether something narrows the list. */
    public boolean filtered() {
        return !request.filters().isEmpty();
    }

    /** Value of a filter, empty when it is not set. */
    public String filter(String name) {
        return request.filters().getOrDefault(name, "");
    }

    /** {@code ascending}, {@code descending} or {@code none}, for {@code aria-sort}. */
    public String sorted(String name) {
        String sort = request.sort().orElse(defaultSort);
        return sort.equals(name) ? "ascending" : sort.equals("-" + name) ? "descending" : "none";
    }

    /** Sorts by the column, the other way round when it is sorted by it already. */
    public String sortLink(String name) {
        return link(Map.of("sort", "ascending".equals(sorted(name)) ? "-" + name : name));
    }

    /** Next page; absent on the last. */
    public Optional<String> nextLink() {
        return slice.next().map(next -> link(sortedParameters(Map.of("cursor", next))));
    }

    /** First page; absent when this is it. */
    public Optional<String> firstLink() {
        return request.cursor().map(cursor -> link(sortedParameters(Map.of())));
    }

    /** All rows as CSV. */
    public String csvLink() {
        return path + ".csv" + query(sortedParameters(Map.of()));
    }

    /** The same list with one filter set. */
    public String filterLink(String name, String value) {
        Map<String, String> parameters = new TreeMap<>(request.filters());
        parameters.put(name, value);
        return path + query(parameters);
    }

    private Map<String, String> sortedParameters(Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(more);
        request.sort().ifPresent(sort -> parameters.put("sort", sort));
        return parameters;
    }

    private String link(Map<String, String> parameters) {
        return path + query(parameters);
    }

    private String query(Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(request.filters());
        all.putAll(parameters);
        return all.isEmpty()
                ? ""
                : all.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
