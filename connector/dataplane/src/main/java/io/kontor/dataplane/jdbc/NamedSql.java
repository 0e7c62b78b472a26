package io.kontor.dataplane.jdbc;

import io.kontor.dataplane.source.SourceConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One SQL statement with named parameters {@code :name}, as JDBC text with {@code ?} in their places. Quoted text and comments
 * are left alone, {@code ::} is a cast; a second statement is refused.
 */
final class NamedSql {

    private final String text;
    private final StringBuilder jdbc = new StringBuilder();
    private final List<String> order = new ArrayList<>();
    private int position;

    private NamedSql(String text) {
        this.text = text;
    }

    static NamedSql parse(String text) {
        NamedSql sql = new NamedSql(text);
        sql.scan();
        return sql;
    }

    /** The statement for JDBC. */
    String jdbcText() {
        return jdbc.toString();
    }

    /** A name for each {@code ?}. */
    List<String> order() {
        return List.copyOf(order);
    }

    /** Each name once. */
    Set<String> names() {
        return new TreeSet<>(order);
    }

    private void scan() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\'' || c == '"') {
                copyQuoted(c);
            } else if (text.startsWith("--", position)) {
                copyUntil(text.indexOf('\n', position));
            } else if (text.startsWith("/*", position)) {
                copyBlockComment();
            } else if (c == '$') {
                copyDollarQuoted();
            } else if (text.startsWith("::", position)) {
                copyUntil(position + 2);
            } else if (c == ':' && position + 1 < text.length() && isNameStart(text.charAt(position + 1))) {
                parameter();
            } else {
                plain(c);
            }
        }
    }

    private void plain(char c) {
        if (c == ';' && !text.substring(position + 1).isBlank()) {
            throw new SourceConfigurationException(
                    "Cannot register algorithm: its SQL holds a second statement after character " + position);
        }
        // A question mark is an operator in PostgreSQL; doubled, the driver leaves it alone.
        jdbc.append(c == '?' ? "??" : c == ';' ? "" : String.valueOf(c));
        position++;
    }

    private void parameter() {
        int end = position + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        order.add(text.substring(position + 1, end));
        jdbc.append('?');
        position = end;
    }

    private void copyQuoted(char quote) {
        int end = text.indexOf(quote, position + 1);
        if (end < 0) {
            throw unfinished("quoted text");
        }
        copyUntil(end + 1);
    }

    private void copyBlockComment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            throw unfinished("comment");
        }
        copyUntil(end + 2);
    }

    private void copyDollarQuoted() {
        int tagEnd = text.indexOf('$', position + 1);
        String tag = tagEnd < 0 ? "" : text.substring(position, tagEnd + 1);
        if (tagEnd < 0 || !tag.substring(1, tag.length() - 1).chars().allMatch(c -> isNamePart((char) c))) {
            plain('$');
            return;
        }
        int end = text.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw unfinished("dollar-quoted text");
        }
        copyUntil(end + tag.length());
    }

    private void copyUntil(int end) {
        int stop = end < 0 ? text.length() : end;
        jdbc.append(text, position, stop);
        position = stop;
    }

    private SourceConfigurationException unfinished(String what) {
        return new SourceConfigurationException(
                "Cannot register algorithm: its SQL holds unfinished " + what + " from character " + position);
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }
}
