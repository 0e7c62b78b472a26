package io.kontor.contract.state;

/**
 * All keys of a type that begin with the same parts.
 *
 * @param type kind of the records
 * @param name {@code <type>/<part>/}, ending with a slash
 * @param <T> the record
 */
public record Prefix<T>(RecordType<T> type, String name) {

    static <T> Prefix<T> of(RecordType<T> type, String... parts) {
        return new Prefix<>(type, Key.join(type, parts) + "/");
    }

    /** The first key behind all keys with this prefix: a slash is followed by a zero. */
    String end() {
        return name.substring(0, name.length() - 1) + (char) ('/' + 1);
    }
}
