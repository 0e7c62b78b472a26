package io.kontor.app.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the sort value and the key of its last row.
 *
 * @param sort the sort as asked for
 * @param value sort value of the last row
 * @param key key of the last row
 */
record Cursor(String sort, String value, String key) {

    private static final int LENGTH_MAX = 2048;

    String text() {
        String plain = sort + "\n" + value + "\n" + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String text, String sort) {
        try {
            if (text.length() <= LENGTH_MAX) {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                String[] parts = plain.split("\n", -1);
                if (parts.length == 3 && parts[0].equals(sort)) {
                    return new Cursor(parts[0], parts[1], parts[2]);
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused(sort);
        }
        throw refused(sort);
    }

    private static ProblemException refused(String sort) {
        return ProblemException.badRequest("Cannot read list: the cursor is not one of this list sorted by '" + sort
                + "', begin at the first page");
    }
}
