package io.kontor.app.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list with keyset paging: its select, the columns that it may be sorted by, and the filters that it knows. Only the texts of
 * this class and of its builder become SQL; what a reader sends is bound as a parameter.
 *
 * @param <T> kind of row
 */
public final class ListQuery<T> {

    private final String select;
    private final String key;
    private final RowMapper<T> rows;
    private final String defaultSort;
    private final Map<String, SortColumn> sorts = new HashMap<>();
    private final Map<String, Filter> filters = new HashMap<>();

    /**
     * @param select a select statement with a column for each sort, filter and the key; may hold named parameters
     * @param key its column that is unique
     * @param defaultSort sort when none is asked for
     * @param rows reads a row
     */
    public ListQuery(String select, String key, String defaultSort, RowMapper<T> rows) {
        this.select = select;
        this.key = key;
        this.defaultSort = defaultSort;
        this.rows = rows;
    }

    /** Lets the list be sorted by a text column. */
    public ListQuery<T> sortedByText(String name, String column) {
        sorts.put(name, new SortColumn("q." + column + " collate \"C\"", "text"));
        return this;
    }

    /** Lets the list be sorted by a column of whole numbers. */
    public ListQuery<T> sortedByNumber(String name, String column) {
        sorts.put(name, new SortColumn("q." + column, "bigint"));
        return this;
    }

    /**
     * Lets the list be filtered.
     *
     * @param name of the parameter
     * @param condition on {@code q}, with the value as {@code :filter_<name>}
     */
    public ListQuery<T> filteredBy(String name, String condition) {
        filters.put(name, new Filter(condition, text -> text));
        return this;
    }

    /**
     * Lets the list be filtered by a date.
     *
     * @param name of the parameter
     * @param condition on {@code q}, with the value as {@code :filter_<name>}
     * @param convert makes epoch milliseconds of the date
     */
    public ListQuery<T> filteredByDate(String name, String condition, ToLongFunction<LocalDate> convert) {
        filters.put(name, new Filter(condition, text -> convert.applyAsLong(date(name, text))));
        return this;
    }

    /** Names of the sorts, for pages. */
    public boolean sorts(String name) {
        return sorts.containsKey(name);
    }

    /** One page. */
    public Slice<T> page(JdbcClient jdbc, ListRequest request, Map<String, ?> parameters) {
        String sort = request.sort().orElse(defaultSort);
        boolean down = sort.startsWith("-");
        SortColumn column = sortColumn(down ? sort.substring(1) : sort);
        Map<String, Object> bound = new HashMap<>(parameters);
        StringBuilder sql = filtered(request, bound);
        request.cursor().map(text -> Cursor.parse(text, sort)).ifPresent(cursor -> {
            sql.append(" and (" + column.expression() + ", q." + key + "::text collate \"C\") " + (down ? "<" : ">")
                    + " (cast(:cursor_value as " + column.type() + "), cast(:cursor_key as text))");
            bound.put("cursor_value", cursor.value());
            bound.put("cursor_key", cursor.key());
        });
        String direction = down ? " desc" : "";
        sql.append(" order by " + column.expression() + direction + ", q." + key + "::text collate \"C\"" + direction
                + " limit " + (request.limit() + 1));
        List<Row<T>> found = jdbc.sql(sql.toString())
                .params(bound)
                .query((rs, i) -> new Row<>(rows.mapRow(rs, i), rs.getString("sort_value_"), rs.getString("sort_key_")))
                .list();
        return slice(found, request.limit(), sort);
    }

    /** All rows that match, page by page, up to a bound. */
    public List<T> all(JdbcClient jdbc, ListRequest request, Map<String, ?> parameters, int rowsMax) {
        List<T> all = new ArrayList<>();
        ListRequest next = request.forExport();
        while (true) {
            Slice<T> slice = page(jdbc, next, parameters);
            all.addAll(slice.items());
            if (slice.next().isEmpty() || all.size() >= rowsMax) {
                return all;
            }
            next = next.from(slice.next().get());
        }
    }

    /** The select with the filters applied and nothing else, for totals over what a page shows. */
    public String filteredSelect(ListRequest request, Map<String, Object> bound) {
        StringBuilder sql = new StringBuilder("select q.* from (" + select + ") q where true");
        appendFilters(request, bound, sql);
        return sql.toString();
    }

    private StringBuilder filtered(ListRequest request, Map<String, Object> bound) {
        String sort = request.sort().orElse(defaultSort);
        SortColumn column = sortColumn(sort.startsWith("-") ? sort.substring(1) : sort);
        StringBuilder sql = new StringBuilder("select q.*, (" + column.expression() + ")::text as sort_value_, q." + key
                + "::text as sort_key_ from (" + select + ") q where true");
        appendFilters(request, bound, sql);
        return sql;
    }

    private void appendFilters(ListRequest request, Map<String, Object> bound, StringBuilder sql) {
        request.filters().forEach((name, value) -> {
            Filter filter = filters.get(name);
            if (filter == null) {
                throw ProblemException.badRequest("Cannot read list: there is no filter '" + name + "', there are "
                        + filters.keySet().stream().sorted().toList());
            }
            sql.append(" and (").append(filter.condition()).append(")");
            bound.put("filter_" + name, filter.convert().apply(value));
        });
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest(
                    "Cannot read list: " + name + " is '" + text + "', must be a date such as 2026-01-31");
        }
    }

    private SortColumn sortColumn(String name) {
        SortColumn column = sorts.get(name);
        if (column == null) {
            throw ProblemException.badRequest("Cannot read list: it cannot be sorted by '" + name + "', only by "
                    + sorts.keySet().stream().sorted().toList());
        }
        return column;
    }

    private static <T> Slice<T> slice(List<Row<T>> found, int limit, String sort) {
        if (found.size() <= limit) {
            return new Slice<>(found.stream().map(Row::item).toList(), Optional.empty());
        }
        List<Row<T>> shown = found.subList(0, limit);
        Row<T> last = shown.get(limit - 1);
        Cursor next = new Cursor(sort, last.sortValue(), last.key());
        return new Slice<>(shown.stream().map(Row::item).toList(), Optional.of(next.text()));
    }

    private record Filter(String condition, Function<String, Object> convert) {}

    private record SortColumn(String expression, String type) {}

    private record Row<T>(T item, String sortValue, String key) {}
}
