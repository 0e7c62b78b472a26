package io.kontor.devpeer.ledger;

import java.util.Comparator;

/**
 * Orders keys by their UTF-8 bytes, which is the order of code points. The order of Java strings differs where a
 * character beyond the basic plane meets one from U+E000 to U+FFFF.
 */
enum KeyOrder implements Comparator<String> {
    UTF_8;

    @Override
    public int compare(final String left, final String right) {
        final int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            final char a = left.charAt(i);
            final char b = right.charAt(i);
            if (a != b) {
                final boolean surrogateA = Character.isSurrogate(a);
                final boolean surrogateB = Character.isSurrogate(b);
                return surrogateA == surrogateB ? Character.compare(a, b) : Boolean.compare(surrogateA, surrogateB);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
