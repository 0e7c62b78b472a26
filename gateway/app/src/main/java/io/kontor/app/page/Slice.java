package io.kontor.app.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items rows in order
 * @param next cursor of the next page; absent on the last
 * @param <T> kind of row
 */
public record Slice<T>(List<T> items, Optional<String> next) {

    public Slice {
        items = List.copyOf(items);
    }

    /** The same page with other rows. */
    public <U> Slice<U> map(Function<T, U> convert) {
        return new Slice<>(items.stream().map(convert).toList(), next);
    }
}
